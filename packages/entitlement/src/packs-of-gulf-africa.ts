import aeGoods from '../packs/ae-goods.json' with { type: 'json' }
import saGoods from '../packs/sa-goods.json' with { type: 'json' }
import zaGoods from '../packs/za-goods.json' with { type: 'json' }

export const gulfAfricaPacks: readonly unknown[] = [aeGoods, saGoods, zaGoods]
