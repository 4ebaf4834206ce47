import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { FactValue } from './case.ts'
import { standardLibrary } from './standard.ts'
import { answerOf, ruleOf } from './vectors.ts'

// Walks every record of the shared rules and compares the engine with the small evaluator below, which reads the record alone.

interface Comparison {
  fact: string
  op: string
  value: FactValue | FactValue[]
}
type Expression = Comparison | { all: Expression[] } | { any: Expression[] }
interface Period {
  days?: number
  months?: number | null
  years?: number
  fromDay?: number
  km?: number | null
  miles?: number
  hours?: number
}
interface SharedRecord {
  id: string
  jurisdiction: string
  trigger: Expression
  period: Period
  startsFrom: string
  source: { kind: string; ref: string }
  confidence: string
}
type Facts = Record<string, FactValue>
type Verdict = boolean | 'undetermined'

const folder = new URL('../../../../shared/rules/', import.meta.url)
const records = ['cn-sanbao.json', 'statutory-guarantees.json'].flatMap((name) =>
  recordsIn(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))),
)

function recordsIn(value: unknown): SharedRecord[] {
  if (Array.isArray(value)) return value.flatMap(recordsIn)
  if (typeof value !== 'object' || value === null) return []
  if ('trigger' in value && 'id' in value) return [value as SharedRecord]
  return Object.values(value).flatMap(recordsIn)
}

// --- the evaluator

function holds(expression: Expression, facts: Facts): Verdict {
  if ('all' in expression) return and(expression.all.map((one) => holds(one, facts)))
  if ('any' in expression) return or(expression.any.map((one) => holds(one, facts)))
  const value = facts[expression.fact]
  if (value === undefined) return 'undetermined'
  const wanted = expression.value
  if (Array.isArray(wanted)) return wanted.includes(value)
  if (expression.op === 'eq') return value === wanted
  const [a, b] = [Number(value), Number(wanted)]
  return { gt: a > b, gte: a >= b, lt: a < b, lte: a <= b }[expression.op] ?? 'undetermined'
}
function and(verdicts: Verdict[]): Verdict {
  return verdicts.includes(false) ? false : verdicts.includes('undetermined') ? 'undetermined' : true
}
function or(verdicts: Verdict[]): Verdict {
  return verdicts.includes(true) ? true : verdicts.includes('undetermined') ? 'undetermined' : false
}

/** Days the age of a product counts from; a term that starts with a request or a discovery has nothing to do with it. */
const productStarts = new Set([
  'saleDate',
  'invoiceDate',
  'deliveryDate',
  'sanbaoStart',
  'firstSaleOrLease',
  'purchaseDate',
  'firstRegistration',
  'laterOf(ownership, delivery, installation)',
])

function capped({ period, startsFrom, trigger }: SharedRecord, facts: Facts): Verdict {
  // RU 18: the fifteen days are one of several reasons inside the trigger; as a cap they would cut off the others.
  const inTrigger = comparisons(trigger).some(({ fact }) => fact === 'unit.ageDays')
  const age = inTrigger ? undefined : facts['unit.ageDays']
  const found: Verdict[] = []
  if (typeof age === 'number' && productStarts.has(startsFrom)) {
    const days = period.days ?? (period.months ? Math.floor(period.months * 30.4375) : undefined)
    if (days !== undefined) found.push(age <= days)
    if (period.fromDay !== undefined) found.push(age >= period.fromDay)
  }
  for (const unit of ['km', 'miles', 'hours'] as const) {
    const [used, limit] = [facts[`unit.${unit}`], period[unit]]
    if (typeof used === 'number' && typeof limit === 'number') found.push(used <= limit)
  }
  return and(found)
}

// --- boundary facts

function comparisons(expression: Expression): Comparison[] {
  if ('all' in expression) return expression.all.flatMap(comparisons)
  if ('any' in expression) return expression.any.flatMap(comparisons)
  return [expression]
}

/** Each threshold −1, at, +1; each member of a list and one that is none; both booleans. */
function candidates({ value }: Comparison): FactValue[] {
  if (Array.isArray(value)) return [...value, 'none of them']
  if (typeof value === 'number') return [value - 1, value, value + 1]
  return typeof value === 'boolean' ? [true, false] : [value, 'none of them']
}

/** All combinations of the interesting values of each fact, and of its being missing. */
function combinations(record: SharedRecord): Facts[] {
  const values = new Map<string, Set<FactValue>>()
  for (const one of comparisons(record.trigger)) {
    const known = values.get(one.fact) ?? new Set()
    for (const value of candidates(one)) known.add(value)
    values.set(one.fact, known)
  }
  let all: Facts[] = [{}]
  for (const [fact, options] of values)
    all = all.flatMap((facts) => [facts, ...[...options].map((value) => ({ ...facts, [fact]: value }))])
  return all
}

/** Each limit of the period −1, at, +1, alone. */
function usages({ period, startsFrom }: SharedRecord): Facts[] {
  const found: Facts[] = []
  const around = (name: string, limit: number) => {
    for (const value of [limit - 1, limit, limit + 1]) found.push({ [name]: value })
  }
  if (productStarts.has(startsFrom)) {
    if (period.fromDay) around('unit.ageDays', period.fromDay)
    if (period.days) around('unit.ageDays', period.days)
    else if (period.months) around('unit.ageDays', Math.floor(period.months * 30.4375))
  }
  for (const unit of ['km', 'miles', 'hours'] as const) if (period[unit]) around(`unit.${unit}`, period[unit])
  return found
}

const expected = (record: SharedRecord, facts: Facts) => and([holds(record.trigger, facts), capped(record, facts)])

test('the shared files have 127 records, all of them here', () => {
  expect(records).toHaveLength(127)
  expect(records.filter(({ id }) => !ruleOf(standardLibrary, id)).map(({ id }) => id)).toEqual([])
})

test.each(records.map((record) => [record.id, record] as const))('%s answers like its record', (id, record) => {
  const { rule, rows } = ruleOf(standardLibrary, id)!
  const wrong: unknown[] = []
  const satisfied = combinations(record).filter((facts) => holds(record.trigger, facts) === true)
  const cases = [
    ...combinations(record),
    // A fact of the trigger keeps its own value: only the other facts of use are laid over it.
    ...satisfied.slice(0, 40).flatMap((facts) => usages(record).map((usage) => ({ ...usage, ...facts }))),
  ]
  for (const facts of cases) {
    const [actual, wanted] = [answerOf(rule, facts, rows), expected(record, facts)]
    if (actual !== wanted) wrong.push({ facts, wanted, actual })
  }
  expect(wrong.slice(0, 3)).toEqual([])
})

test.each(records.map((record) => [record.id, record] as const))(
  '%s carries its source and confidence',
  (id, record) => {
    const { rule } = ruleOf(standardLibrary, id)!
    const rank = ['low', 'medium', 'high']
    expect(rule.source.kind === 'found' && record.source.kind === 'memory', 'found out of memory').toBe(false)
    expect(rank.indexOf(rule.confidence)).toBeLessThanOrEqual(rank.indexOf(record.confidence))
  },
)
