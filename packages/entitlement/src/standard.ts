import deGoods from '../packs/de-goods.json' with { type: 'json' }
import euGoods from '../packs/eu-goods.json' with { type: 'json' }
import us from '../packs/us-federal.json' with { type: 'json' }
import type { Case } from './case.ts'
import { decideWith } from './decide.ts'
import type { Decision } from './decision.ts'
import { makeLibrary } from './library.ts'
import { chinaPacks } from './packs-of-china.ts'

/** The packs that come with the product. Apps that fetch their packs import `decideWith` alone and carry none of these. */
export const standardPacks: readonly unknown[] = [...chinaPacks, deGoods, euGoods, us]
export const standardLibrary = /* @__PURE__ */ makeLibrary(standardPacks)

/** Who pays for what, which remedy is due, and why, by the packs that come with the product. Throws `CaseRefused` on impossible facts. */
export function decide(facts: Case): Decision {
  return decideWith(standardLibrary, facts)
}
