import type { Case, FactValue } from './case.ts'
import { checkCondition } from './conditions.ts'
import { allOf, type Finding, met, notMet, step, unknown } from './finding.ts'
import { kmPerMile } from './meters.ts'
import type { CatalogueRow, Rule } from './pack.ts'
import { lengthOf } from './periods.ts'
import { readCase } from './situation.ts'
import { productDays } from './start-days.ts'

/** Facts by their name in the packs, as a test vector gives them; what is not there is not known. */
export type VectorFacts = Readonly<Record<string, FactValue | null>>

/**
 * Whether a rule's condition and the caps of its term hold for bare facts, without dates and without anything presumed.
 * Caps count only where the age or the reading is given (`unit.ageDays`, `unit.months`, `unit.km` …), and the age of the unit
 * only for a term that runs from its sale, delivery, installation or registration.
 */
export function checkTrigger(rule: Rule, given: VectorFacts, rows: readonly CatalogueRow[] = []): Finding {
  const facts: Record<string, FactValue> = {}
  for (const [name, value] of Object.entries(given)) if (value !== null) facts[name] = value
  const bare: Case = {
    at: '2000-01-01',
    jurisdiction: 'ZZ',
    productClass: '*',
    asset: { serialKnown: false },
    warranty: [],
    facts,
  }
  const ground = { situation: readCase(bare, undefined), repairs: undefined, presumed: new Map() }
  return allOf([checkCondition(rule.when, ground), ...ageCaps(rule, facts, rows), ...usageCaps(rule, facts)])
}

/** Without a date a bare age cannot be counted in calendar months: the average month stands for it. */
const daysPerMonth = 365.25 / 12

const runsFromProduct = ({ start }: Rule) =>
  start?.some(({ latestOf }) => latestOf.some((day) => (productDays as readonly string[]).includes(day))) ?? false

function ageCaps(rule: Rule, facts: Record<string, FactValue>, rows: readonly CatalogueRow[]): Finding[] {
  if (!rule.term || !runsFromProduct(rule)) return []
  const fromDay = rule.term.fromDay
  const found: Finding[] = []
  for (const [name, inDays] of ages) {
    const age = facts[name]
    if (typeof age !== 'number') continue
    found.push(...ageCap(rule, name, age * inDays, rows))
    if (fromDay !== undefined && age * inDays < fromDay)
      found.push(notMet(step('count.gte', { fact: name, value: age, limit: fromDay })))
  }
  return found
}

/** A term that differs per product is known when the age lies inside, or outside, the terms of all of them. */
function ageCap(rule: Rule, name: string, days: number, rows: readonly CatalogueRow[]): Finding[] {
  const perProduct = typeof rule.term?.months === 'object'
  const findings = (perProduct ? rows.map((row) => ({ row })) : [{}]).flatMap((setting) => {
    const length = lengthOf(rule, setting)
    // Years and months are compared with a term in months as they are; days need the average month, in whole days.
    const months = length.months === undefined ? undefined : length.months * daysPerMonth
    const limit = months === undefined ? length.days : name.endsWith('ays') ? Math.floor(months) : months
    return limit === undefined ? [] : [capped(name, days, limit)]
  })
  const [first] = findings
  if (!first) return perProduct ? [unknown(['productClass'], step('fact.missing', { fact: 'productClass' }))] : []
  const agree = findings.every((one) => one.result === first.result)
  return [agree ? first : unknown(['productClass'], step('fact.missing', { fact: 'productClass' }))]
}

const ages: [fact: string, inDays: number][] = [
  ['unit.ageDays', 1],
  ['unit.days', 1],
  ['unit.ageMonths', daysPerMonth],
  ['unit.months', daysPerMonth],
  ['unit.ageYears', 12 * daysPerMonth],
  ['unit.years', 12 * daysPerMonth],
]

function usageCaps({ term }: Rule, facts: Record<string, FactValue>): Finding[] {
  const found: Finding[] = []
  const { 'unit.km': km, 'unit.miles': miles, 'unit.hours': hours } = facts
  const driven = typeof km === 'number' ? km : typeof miles === 'number' ? miles * kmPerMile : undefined
  // A reading in the unit of the limit is compared as it is: no rounding by the conversion.
  if (term?.km !== undefined && driven !== undefined) found.push(capped('unit.km', driven, term.km))
  if (term?.miles !== undefined && driven !== undefined)
    found.push(capped('unit.miles', typeof miles === 'number' ? miles : driven / kmPerMile, term.miles))
  if (term?.hours !== undefined && typeof hours === 'number') found.push(capped('unit.hours', hours, term.hours))
  return found
}

function capped(fact: string, value: number, limit: number): Finding {
  const shown = step('count.lte', { fact, value, limit })
  // A month is no whole number of days: 24 months must not fail on the last digit.
  return value <= limit + 1e-6 ? met(shown) : notMet(shown)
}
