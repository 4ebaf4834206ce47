import type { Case } from './case.ts'
import { decideWith } from './decide.ts'
import type { Decision } from './decision.ts'
import { makeLibrary } from './library.ts'
import { americaPacks } from './packs-of-america.ts'
import { asiaPacificPacks } from './packs-of-asia-pacific.ts'
import { chinaPacks } from './packs-of-china.ts'
import { europePacks } from './packs-of-europe.ts'
import { gulfAfricaPacks } from './packs-of-gulf-africa.ts'

/** The packs that come with the product. The browser never loads them: it asks the server for those of its place. */
export const standardPacks: readonly unknown[] = [
  ...chinaPacks,
  ...europePacks,
  ...americaPacks,
  ...asiaPacificPacks,
  ...gulfAfricaPacks,
]
export const standardLibrary = /* @__PURE__ */ makeLibrary(standardPacks)

/** Who pays for what, which remedy is due, and why, by the packs that come with the product. Throws `CaseRefused` on impossible facts. */
export function decide(facts: Case): Decision {
  return decideWith(standardLibrary, facts)
}
