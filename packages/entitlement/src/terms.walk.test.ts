import { expect, test } from 'vitest'
import type { Case, FactValue, Repair } from './case.ts'
import type { CatalogueRow, Condition, Extension, Pack, Rule } from './pack.ts'
import { decide, standardPacks } from './standard.ts'
import { productDays } from './start-days.ts'

// Every term of every pack that runs from the product, over awkward days of sale and repairs: the whole decision is asked for the last day
// and for the day after it. The last day is reckoned here, on the calendar of JavaScript and from the words of the laws, not by the engine.

// --- the calendar

const utc = (date: string) => new Date(`${date}T00:00:00Z`)
const iso = (date: Date) => date.toISOString().slice(0, 10)
function plusDays(date: string, days: number): string {
  const moved = utc(date)
  moved.setUTCDate(moved.getUTCDate() + days)
  return iso(moved)
}
/** The corresponding day, or the last of a shorter month: going over it lands in the next month, from which day 0 leads back. */
function plusMonths(date: string, months: number): string {
  const from = utc(date)
  const moved = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, from.getUTCDate()))
  return iso(moved.getUTCDate() === from.getUTCDate() ? moved : new Date(moved.setUTCDate(0)))
}
const daysBetween = (from: string, to: string) => Math.round((utc(to).getTime() - utc(from).getTime()) / 86_400_000)
function offWeekend(date: string): string {
  const day = utc(date).getUTCDay()
  return day === 6 ? plusDays(date, 2) : day === 0 ? plusDays(date, 1) : date
}

// --- what the law makes of a term and its repairs

interface Stay {
  from: string
  to: string
}
const holds = (one: { from?: string; to?: string }, sold: string) =>
  (one.from === undefined || one.from <= sold) && (one.to === undefined || sold <= one.to)

/** Moved by what the extensions say, in the order of the repairs; each repair has to begin inside the term as it is by then. */
function lastDay(rule: Rule, { row, sold, stays }: { row?: CatalogueRow; sold: string; stays: Stay[] }): string {
  const months = typeof rule.term?.months === 'object' ? row?.months[rule.term.months.ref] : rule.term?.months
  const plain = plusDays(plusMonths(sold, months ?? 0), rule.term?.days ?? 0)
  const moving = (rule.extensions ?? []).filter((one) => holds(one, sold))
  let last = plain
  const has = <Kind extends Extension['kind']>(kind: Kind) =>
    moving.find((one): one is Extract<Extension, { kind: Kind }> => one.kind === kind)
  const toll = has('toll') ?? has('pause')
  for (const stay of toll ? stays : []) {
    if (stay.from > last) continue
    last = plusDays(last, Math.max(1, daysBetween(stay.from, stay.to)))
    if (toll?.kind !== 'pause') continue
    const left = plusDays(stay.to, toll.leastDays ?? 0)
    if (left > last) last = left
  }
  const adds = has('extend_once') ?? has('extend_each')
  if (!adds) return last
  const most = adds.kind === 'extend_once' ? 1 : (adds.atMost ?? 99)
  let times = 0
  // Months are added to the term and counted once from its start: 31 January + 24 + 6 months is not (+ 24) + 6.
  for (const stay of stays) {
    const now = plusMonths(sold, (months ?? 0) + adds.months * times)
    if (times < most && stay.from <= now) times++
  }
  return plusMonths(sold, (months ?? 0) + adds.months * times)
}

// --- a case in which everything but the day is as the rule wants it

function satisfy(condition: Condition, facts: Record<string, FactValue>): void {
  if ('all' in condition) for (const one of condition.all) satisfy(one, facts)
  else if ('any' in condition) satisfy(condition.any[0] as Condition, facts)
  else if (condition.op === 'in') facts[condition.fact] = condition.value[0] as FactValue
  else if (condition.op === 'gt') facts[condition.fact] = (condition.value as number) + 1
  else if (condition.op === 'lt') facts[condition.fact] = (condition.value as number) - 1
  else facts[condition.fact] = condition.value
}

interface Walked {
  pack: Pack
  rule: Rule
  place: string
  productClass: string
  row?: CatalogueRow
}

function fromProduct({ start, term }: Rule): boolean {
  const days = start?.flatMap((one) => one.latestOf) ?? []
  const timed = term !== undefined && (term.months !== undefined || term.days !== undefined)
  return timed && days.length > 0 && days.every((day) => (productDays as readonly string[]).includes(day))
}

const walked: Walked[] = (standardPacks as readonly Pack[]).flatMap((pack) =>
  pack.rules.filter(fromProduct).flatMap((rule): Walked[] => {
    if (rule.kind === 'draft_not_law') return []
    const place = pack.floorFor?.[0] ?? pack.alsoIn?.[0] ?? pack.jurisdiction
    const classes = (rule.productClasses ?? pack.productClasses).map((one) => (one === '*' ? 'lamp' : one))
    const inPlace = place === 'EU' ? 'AT' : place
    const [productClass = 'lamp'] = classes
    const row = pack.catalogue?.find((one) => `${productClass}.`.startsWith(`${one.productClass}.`))
    if (typeof rule.term?.months !== 'object')
      return [{ pack, rule, place: inPlace, productClass, ...(row && { row }) }]
    const ref = rule.term.months.ref
    return (pack.catalogue ?? [])
      .filter((row) => row.months[ref] !== undefined)
      .filter(({ productClass }) => classes.some((one) => `${productClass}.`.startsWith(`${one}.`)))
      .map((row) => ({ pack, rule, place: inPlace, productClass: row.productClass, row }))
  }),
)

const sales = [
  '2020-02-29',
  '2024-02-29',
  '2023-08-31',
  '2025-01-31',
  '2024-06-30',
  '2024-07-01',
  '2026-07-30',
  '2026-07-31',
  '2026-12-31',
]
/** None; one; one that ends after another has carried the term over its first end; more than any law adds up. */
const histories = (sold: string, plain: string): Stay[][] => [
  [],
  [{ from: plusDays(sold, 2), to: plusDays(sold, 12) }],
  [
    { from: plusDays(sold, 1), to: plusDays(sold, 4) },
    { from: plusDays(plain, 1), to: plusDays(plain, 9) },
  ],
  [0, 1, 2, 3, 4, 5].map((n) => ({ from: plusDays(sold, 1 + n), to: plusDays(sold, 2 + n) })),
]

/** One reading in each unit; 1 lies far below every limit, so that only the calendar is asked. */
const readings = (at: string, value = 1) => (['km', 'mile', 'hour'] as const).map((kind) => ({ kind, value, at }))

function caseOf({ rule, place, productClass, row }: Walked, sold: string, stays: Stay[], day: string): Case {
  const component = (rule.mainPartsOnly ? row?.mainParts[0] : rule.components?.[0]) ?? 'housing'
  const facts: Record<string, FactValue> = { 'defect.exempt': false, 'goods.conforms': false }
  for (const condition of [rule.scope, rule.when]) if (condition) satisfy(condition, facts)
  const dates = { saleDate: sold, deliveryDate: sold, installationDate: sold, registrationDate: sold }
  return {
    at: day,
    jurisdiction: place,
    productClass,
    asset: {
      serialKnown: true,
      buyerKind: rule.buyer ?? 'consumer',
      condition: 'new',
      ...dates,
      meters: readings(day),
    },
    warranty: [],
    // Where no list says which parts are main parts, the one who looked does.
    fault: { at: day, symptomCode: 'now', component, mainPart: true },
    dates: { request: day },
    // A fault of another kind each time, so that no answer for the same fault is asked for.
    history: {
      repairs: stays.map(
        ({ from, to }, n): Repair => ({ in: from, out: to, symptomCode: `old-${n}`, under: 'statute' }),
      ),
    },
    facts,
  }
}

/** A repair after the day that is asked for has not happened yet. */
const until = (stays: Stay[], day: string) => stays.filter((stay) => stay.to <= day)

test('most terms of the packs run from the product', () => expect(walked.length).toBeGreaterThan(110))

test.each(walked.map((one) => [`${one.rule.id} ${one.productClass}`, one] as const))(
  '%s ends when the law says',
  (_, one) => {
    const wrong: unknown[] = []
    let asked = 0
    for (const sold of sales.filter((day) => holds(one.rule, day))) {
      const plain = lastDay(one.rule, { ...one, sold, stays: [] })
      // A right that was won by counting outlives its term once a repair counted: its end shows in an empty history only.
      for (const stays of histories(sold, plain).slice(0, one.rule.counts === 'won' ? 1 : undefined)) {
        const end = lastDay(one.rule, { ...one, sold, stays })
        const last = one.pack.restDaysMoveEnd ? offWeekend(end) : end
        if (until(stays, last).length < stays.length) continue
        if (one.rule.since !== undefined && last < one.rule.since) continue
        for (const [day, wanted] of [
          [last, 'met'],
          [plusDays(last, 1), one.rule.floor ? 'undetermined' : 'not_met'],
        ] as const) {
          const found = decide(caseOf(one, sold, stays, day)).considered.find(({ ruleId }) => ruleId === one.rule.id)
          asked++
          if (found?.result !== wanted)
            wrong.push({ sold, stays, day, wanted, actual: found?.result, missing: found?.missing })
        }
      }
    }
    expect(asked, 'no day of sale fits').toBeGreaterThan(0)
    expect(wrong.slice(0, 2)).toEqual([])
  },
)

const metered = walked.filter(({ rule: { term } }) => (term?.km ?? term?.miles ?? term?.hours) !== undefined)

test.each(metered.map((one) => [`${one.rule.id} ${one.productClass}`, one] as const))(
  '%s ends at its distance or hours when they are reached first',
  (_, one) => {
    const { km, miles, hours } = one.rule.term ?? {}
    const limit = (km ?? miles ?? hours) as number
    const sold = sales.find((day) => holds(one.rule, day)) as string
    const at = plusDays(sold, 3)
    const unit = km !== undefined ? 'km' : miles !== undefined ? 'mile' : 'hour'
    const verdictAt = (value: number) => {
      const facts = caseOf(one, sold, [], at)
      const meters = readings(at, value).filter(({ kind }) => kind === unit)
      return decide({ ...facts, asset: { ...facts.asset, meters } }).considered.find(
        ({ ruleId }) => ruleId === one.rule.id,
      )?.result
    }
    expect([verdictAt(limit), verdictAt(limit + 1)]).toEqual(['met', one.rule.floor ? 'undetermined' : 'not_met'])
  },
)
