import type { Case, StartsFrom } from './case.ts'
import type { Day } from './days.ts'
import { addMonths, dateOf, dayOf } from './days.ts'
import type { Explanation } from './decision.ts'
import { step } from './finding.ts'
import type { CatalogueRow, Start } from './pack.ts'
import { longestDelayMonths } from './situation.ts'
import { type OtherDay, otherDays, type StartDay } from './start-days.ts'

/** When a term began: between `low` and `high`, which differ while the decisive day is not known. */
export interface Began {
  /** The first of the known days: a fault between delivery and installation is inside the term, which is only counted later. */
  first: Day
  low: Day
  high: Day
  /** The day to ask for, while `low` and `high` differ; it may also lie before `first`. */
  ask?: string
  steps: Explanation[]
}

const productDates = {
  sale: 'saleDate',
  delivery: 'deliveryDate',
  installation: 'installationDate',
  registration: 'registrationDate',
} as const

const others: ReadonlySet<StartDay> = new Set(otherDays)
const isOther = (day: StartDay): day is OtherDay => others.has(day)

/** The name to ask for a day by. */
export const factOf = (day: StartDay): string => (isOther(day) ? `dates.${day}` : `asset.${productDates[day]}`)

/** A fault is found on the day it showed, unless someone wrote down another day; one without a day is taken to show today. */
function dateFor({ at, asset, dates, fault }: Case, from: StartDay): string | undefined {
  if (!isOther(from)) return asset[productDates[from]]
  return dates?.[from] ?? (from === 'discovery' && fault ? (fault.at ?? at) : undefined)
}

/** Undefined when no day is known at all. Installation only matters where the trader installs the product. */
export function findStart(rule: Start, facts: Case, row: CatalogueRow | undefined): Began | undefined {
  const installs = row?.installed !== false
  const decisive = rule.decisive === 'installation' && !installs ? 'delivery' : rule.decisive
  const isKnown = (from: StartDay) => dateFor(facts, from) !== undefined
  const told = (rule.orIfKnown ?? []).filter(isKnown)
  const settled = isKnown(decisive) || told.length > 0
  // Nothing is handed over after it was installed: once that day is known the others need not be.
  const latestOf = told.length > 0 ? rule.latestOf.filter(isKnown) : rule.latestOf
  const candidates = [...latestOf, ...told, ...(settled ? [] : (rule.notBefore ?? []))]
  const relevant = candidates.filter((from) => installs || from !== 'installation')
  const known = knownDays(relevant, facts)
  const latest = known.reduce<Known | undefined>((best, one) => (best && best.day >= one.day ? best : one), undefined)
  if (!latest) return undefined
  const first = Math.min(...known.map((one) => one.day))
  const open = relevant.filter((from) => !isKnown(from))
  const wanted = settled ? open[0] : decisive
  const start = { from: latest.from, start: dateOf(latest.day) }
  if (wanted === undefined) return { first, low: latest.day, high: latest.day, steps: [step('start.from', start)] }
  // What a person does or finds may happen as late as today; only deliveries and installations follow the sale within a year.
  const high = open.some(isOther)
    ? Math.max(latest.day, dayOf(facts.at))
    : addMonths(latest.day, longestDelayMonths * open.length)
  return { first, low: latest.day, high, ask: factOf(wanted), steps: [step('start.atLeast', { ...start, wanted })] }
}

interface Known {
  from: StartDay
  day: Day
}

function knownDays(days: readonly StartDay[], facts: Case): Known[] {
  return days.flatMap((from) => {
    const date = dateFor(facts, from)
    return date === undefined ? [] : [{ from, day: dayOf(date) }]
  })
}

/** A maker's promise runs from one named day; it cannot begin before the sale or the delivery that are known. Registration may come at any time. */
export const startOfPromise = (from: StartsFrom): Start => promised[from]

const promised: Record<StartsFrom, Start> = {
  sale: { latestOf: ['sale'], notBefore: [], decisive: 'sale' },
  delivery: { latestOf: ['delivery'], notBefore: ['sale'], decisive: 'delivery' },
  installation: { latestOf: ['installation'], notBefore: ['sale', 'delivery'], decisive: 'installation' },
  registration: { latestOf: ['registration'], notBefore: [], decisive: 'registration' },
}
