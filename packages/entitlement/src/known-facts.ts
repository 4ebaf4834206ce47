import { chinaFacts } from './facts/china.ts'
import { faultFacts } from './facts/faults.ts'
import { historyFacts } from './facts/history.ts'
import type { Derivations, Reading } from './facts/reading.ts'
import { worldFacts } from './facts/world.ts'
import type { CountedRepair } from './repairs.ts'
import type { Situation } from './situation.ts'

const derivations: Derivations = { ...faultFacts, ...historyFacts, ...chinaFacts, ...worldFacts }

/** The facts a pack may speak of. */
export const factNames: ReadonlySet<string> = new Set(Object.keys(derivations))

/** An assessed fact wins over a derived one. `repairs` are those that lie in the term the rule is about. */
export function readFact(name: string, situation: Situation, repairs: readonly CountedRepair[] | undefined): Reading {
  const given = situation.facts.facts?.[name]
  if (given !== undefined) return { value: given }
  return derivations[name]?.(situation, repairs) ?? { missing: name }
}
