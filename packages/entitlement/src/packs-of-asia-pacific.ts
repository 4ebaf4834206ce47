import auGoods from '../packs/au-goods.json' with { type: 'json' }
import idGoods from '../packs/id-goods.json' with { type: 'json' }
import inGoods from '../packs/in-goods.json' with { type: 'json' }
import jpAppliances from '../packs/jp-appliances.json' with { type: 'json' }
import jpGoods from '../packs/jp-goods.json' with { type: 'json' }
import jpVehicles from '../packs/jp-vehicles.json' with { type: 'json' }
import krAppliances from '../packs/kr-appliances.json' with { type: 'json' }
import krGoods from '../packs/kr-goods.json' with { type: 'json' }
import krVehicles from '../packs/kr-vehicles.json' with { type: 'json' }
import myGoods from '../packs/my-goods.json' with { type: 'json' }
import phVehicles from '../packs/ph-vehicles.json' with { type: 'json' }
import sgGoods from '../packs/sg-goods.json' with { type: 'json' }
import thDraft from '../packs/th-draft.json' with { type: 'json' }
import vnGoods from '../packs/vn-goods.json' with { type: 'json' }
import vnVehicles from '../packs/vn-vehicles.json' with { type: 'json' }

export const asiaPacificPacks: readonly unknown[] = [
  auGoods,
  idGoods,
  inGoods,
  jpAppliances,
  jpGoods,
  jpVehicles,
  krAppliances,
  krGoods,
  krVehicles,
  myGoods,
  phVehicles,
  sgGoods,
  thDraft,
  vnGoods,
  vnVehicles,
]
