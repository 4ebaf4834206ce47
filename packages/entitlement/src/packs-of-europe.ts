import beGoods from '../packs/be-goods.json' with { type: 'json' }
import deGoods from '../packs/de-goods.json' with { type: 'json' }
import esGoods from '../packs/es-goods.json' with { type: 'json' }
import euCommon from '../packs/eu-common.json' with { type: 'json' }
import euGoods from '../packs/eu-goods.json' with { type: 'json' }
import frGoods from '../packs/fr-goods.json' with { type: 'json' }
import gbGoods from '../packs/gb-goods.json' with { type: 'json' }
import gbScotland from '../packs/gb-scotland.json' with { type: 'json' }
import ieGoods from '../packs/ie-goods.json' with { type: 'json' }
import itGoods from '../packs/it-goods.json' with { type: 'json' }
import nlGoods from '../packs/nl-goods.json' with { type: 'json' }
import noGoods from '../packs/no-goods.json' with { type: 'json' }
import plGoods from '../packs/pl-goods.json' with { type: 'json' }
import ptGoods from '../packs/pt-goods.json' with { type: 'json' }
import ruGoods from '../packs/ru-goods.json' with { type: 'json' }
import seGoods from '../packs/se-goods.json' with { type: 'json' }
import trGoods from '../packs/tr-goods.json' with { type: 'json' }

export const europePacks: readonly unknown[] = [
  beGoods,
  deGoods,
  esGoods,
  euCommon,
  euGoods,
  frGoods,
  gbGoods,
  gbScotland,
  ieGoods,
  itGoods,
  nlGoods,
  noGoods,
  plGoods,
  ptGoods,
  ruGoods,
  seGoods,
  trGoods,
]
