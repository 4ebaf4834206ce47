import type { FactValue, Fault } from '../case.ts'
import type { CountedRepair } from '../repairs.ts'
import type { Situation } from '../situation.ts'

/** A fact as it is known: a value, or bounds of a count, or nothing; `missing` names what to ask for. */
export interface Reading {
  value?: FactValue
  atLeast?: number
  atMost?: number
  missing?: string
}

/** How a fact of the packs follows from a case. `repairs` are those that lie in the term the rule is about. */
export type Derive = (situation: Situation, repairs: readonly CountedRepair[] | undefined) => Reading

/** Facts by their name in the packs. */
export type Derivations = Readonly<Record<string, Derive>>

export const known = (value: FactValue | undefined, missing: string): Reading =>
  value === undefined ? { missing } : { value }

/** Read from the fault as it was assessed. */
export const ofFault =
  (read: (fault: Fault) => FactValue | undefined, missing: string): Derive =>
  ({ facts }) =>
    known(facts.fault && read(facts.fault), missing)

/** Counted over the repairs; without a history nobody knows. */
export const ofRepairs =
  (count: (repairs: readonly CountedRepair[], situation: Situation) => Reading): Derive =>
  (situation, repairs) =>
    repairs ? count(repairs, situation) : { missing: 'history.repairs' }

/** Facts only a person can give: nothing else in a case says them, so they are asked for by their own name. */
export function askedFor(...names: string[]): Derivations {
  return Object.fromEntries(names.map((name) => [name, () => ({ missing: name })]))
}

/** The most often any one code occurs; repairs without a code could belong to it. */
export function mostOfOne(codes: readonly (string | undefined)[], missing: string): Reading {
  const counts = new Map<string, number>()
  let open = 0
  for (const code of codes) {
    if (code === undefined) open++
    else counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  const most = Math.max(0, ...counts.values())
  return open === 0 ? { value: most } : { atLeast: most, atMost: most + open, missing }
}

export function countTrue(flags: readonly (boolean | undefined)[], missing: string): Reading {
  const sure = flags.filter((flag) => flag === true).length
  const open = flags.filter((flag) => flag === undefined).length
  return open === 0 ? { value: sure } : { atLeast: sure, atMost: sure + open, missing }
}

export const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
