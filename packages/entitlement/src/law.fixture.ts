import type { Case, Repair } from './case.ts'
import { aCase } from './cases.fixture.ts'
import { decide } from './standard.ts'

/** What the tests of the law ask. Every product was sold and handed over on 2025-03-01. */
export const rightOf = (facts: Case, ruleId: string) => decide(facts).considered.find((one) => one.ruleId === ruleId)
export const verdict = (facts: Case, ruleId: string) => rightOf(facts, ruleId)?.result
export const askedFor = (facts: Case, ruleId: string) => rightOf(facts, ruleId)?.missing
/** Remedies of one rule that are due, each with the one who picks. */
export const due = (facts: Case, ruleId: string) =>
  decide(facts)
    .remedies.filter((one) => one.ruleId === ruleId && one.due)
    .map((one) => `${one.remedy} ${one.electedBy}`)
export const endOf = (facts: Case, ruleId: string) => decide(facts).coverage.find((bar) => bar.ruleId === ruleId)?.end

/** A fault whose cause is proven, in one place. */
export const inPlace =
  (jurisdiction: string, productClass = 'washing-machine') =>
  (at: string, over: Partial<Case> = {}): Case =>
    aCase({ jurisdiction, productClass, at, ...over })

/** So many repairs of the same fault, each of two days, a week apart, from 2025-04-01. */
export const repairsOf = (count: number, more: Partial<Repair> = {}): Repair[] =>
  Array.from({ length: count }, (_, index) => {
    const day = (offset: number) => new Date(Date.UTC(2025, 3, 1 + index * 7 + offset)).toISOString().slice(0, 10)
    return { in: day(0), out: day(2), symptomCode: 'stall', severeSafety: false, ...more }
  })

/** One stay of so many days from 2025-04-01. */
export const stayOf = (days: number, more: Partial<Repair> = {}): Repair[] => [
  {
    in: '2025-04-01',
    out: new Date(Date.UTC(2025, 3, 1 + days)).toISOString().slice(0, 10),
    symptomCode: 'stall',
    severeSafety: false,
    ...more,
  },
]
