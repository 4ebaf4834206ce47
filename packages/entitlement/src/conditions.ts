import type { FactValue } from './case.ts'
import type { Reading } from './facts/reading.ts'
import { allOf, anyOf, type Finding, met, notMet, step, unknown } from './finding.ts'
import { readFact } from './known-facts.ts'
import type { Condition } from './pack.ts'
import type { CountedRepair } from './repairs.ts'
import type { Situation } from './situation.ts'

export interface Presumed {
  value: FactValue
  by: string
}

/** What a condition is read against: the repairs inside the term, and what may be presumed on the day that counts. */
export interface Ground {
  situation: Situation
  repairs: readonly CountedRepair[] | undefined
  presumed: ReadonlyMap<string, Presumed>
}

type Comparison = Exclude<Condition, { all: Condition[] } | { any: Condition[] }>

export function checkCondition(condition: Condition, ground: Ground): Finding {
  if ('all' in condition) return allOf(condition.all.map((inner) => checkCondition(inner, ground)))
  if ('any' in condition) return anyOf(condition.any.map((inner) => checkCondition(inner, ground)))
  const reading = readFact(condition.fact, ground.situation, ground.repairs)
  if (reading.value !== undefined) return judge(condition, reading.value)
  const presumed = ground.presumed.get(condition.fact)
  if (presumed) {
    const given = step('fact.presumed', { fact: condition.fact, value: presumed.value, by: presumed.by })
    return compare(condition, presumed.value) ? met(given) : notMet(given)
  }
  return (
    byBounds(condition, reading) ??
    unknown([reading.missing ?? condition.fact], step('fact.missing', { fact: condition.fact }))
  )
}

function judge(condition: Comparison, value: FactValue): Finding {
  const { fact } = condition
  const limit = Array.isArray(condition.value) ? condition.value.join(', ') : condition.value
  const shown = step(typeof value === 'number' ? `count.${condition.op}` : 'fact.is', { fact, value, limit })
  return compare(condition, value) ? met(shown) : notMet(shown)
}

function compare(condition: Comparison, value: FactValue): boolean {
  if (condition.op === 'in') return condition.value.includes(value)
  if (condition.op === 'eq') return value === condition.value
  if (typeof value !== 'number' || typeof condition.value !== 'number') return false
  if (condition.op === 'gt') return value > condition.value
  if (condition.op === 'gte') return value >= condition.value
  return condition.op === 'lt' ? value < condition.value : value <= condition.value
}

/** A count that is only known within bounds still decides when both bounds say the same. */
function byBounds(condition: Comparison, { atLeast, atMost }: Reading): Finding | undefined {
  if (atLeast === undefined || atMost === undefined) return undefined
  const low = judge(condition, atLeast)
  const high = judge(condition, atMost)
  return low.result === high.result ? low : undefined
}
