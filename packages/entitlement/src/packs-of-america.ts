import brGoods from '../packs/br-goods.json' with { type: 'json' }
import caQcGoods from '../packs/ca-qc-goods.json' with { type: 'json' }
import caQcVehicles from '../packs/ca-qc-vehicles.json' with { type: 'json' }
import caVehicles from '../packs/ca-vehicles.json' with { type: 'json' }
import clGoods from '../packs/cl-goods.json' with { type: 'json' }
import mxGoods from '../packs/mx-goods.json' with { type: 'json' }
import usCaGoods from '../packs/us-ca-goods.json' with { type: 'json' }
import usCaVehicles from '../packs/us-ca-vehicles.json' with { type: 'json' }
import usFederal from '../packs/us-federal.json' with { type: 'json' }
import usFlVehicles from '../packs/us-fl-vehicles.json' with { type: 'json' }
import usNjVehicles from '../packs/us-nj-vehicles.json' with { type: 'json' }
import usNyVehicles from '../packs/us-ny-vehicles.json' with { type: 'json' }
import usTxVehicles from '../packs/us-tx-vehicles.json' with { type: 'json' }

export const americaPacks: readonly unknown[] = [
  brGoods,
  caQcGoods,
  caQcVehicles,
  caVehicles,
  clGoods,
  mxGoods,
  usCaGoods,
  usCaVehicles,
  usFederal,
  usFlVehicles,
  usNjVehicles,
  usNyVehicles,
  usTxVehicles,
]
