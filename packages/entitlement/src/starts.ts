import type { AssetFacts, StartsFrom } from './case.ts'
import type { Day } from './days.ts'
import { addMonths, dateOf, dayOf } from './days.ts'
import type { Explanation } from './decision.ts'
import { step } from './finding.ts'
import type { CatalogueRow, Start } from './pack.ts'
import { longestDelayMonths } from './situation.ts'

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

export const factOf: Record<StartsFrom, string> = {
  sale: 'asset.saleDate',
  delivery: 'asset.deliveryDate',
  installation: 'asset.installationDate',
  registration: 'asset.registrationDate',
}

function dateFor(asset: AssetFacts, from: StartsFrom): string | undefined {
  const dates = {
    sale: 'saleDate',
    delivery: 'deliveryDate',
    installation: 'installationDate',
    registration: 'registrationDate',
  } as const
  return asset[dates[from]]
}

/** Undefined when no day is known at all. Installation only matters where the trader installs the product. */
export function findStart(rule: Start, asset: AssetFacts, row: CatalogueRow | undefined): Began | undefined {
  const installs = row?.installed !== false
  const decisive = rule.decisive === 'installation' && !installs ? 'delivery' : rule.decisive
  const settled = dateFor(asset, decisive) !== undefined
  const candidates = [...rule.latestOf, ...(settled ? [] : (rule.notBefore ?? []))]
  const relevant = candidates.filter((from) => installs || from !== 'installation')
  const known = knownDays(relevant, asset)
  const latest = known.reduce<Known | undefined>((best, one) => (best && best.day >= one.day ? best : one), undefined)
  if (!latest) return undefined
  const first = Math.min(...known.map((one) => one.day))
  const open = relevant.filter((from) => dateFor(asset, from) === undefined)
  const wanted = settled ? open[0] : decisive
  const start = { from: latest.from, start: dateOf(latest.day) }
  if (wanted === undefined) return { first, low: latest.day, high: latest.day, steps: [step('start.from', start)] }
  return {
    first,
    low: latest.day,
    high: addMonths(latest.day, longestDelayMonths * open.length),
    ask: factOf[wanted],
    steps: [step('start.atLeast', { ...start, wanted })],
  }
}

interface Known {
  from: StartsFrom
  day: Day
}

function knownDays(days: readonly StartsFrom[], asset: AssetFacts): Known[] {
  return days.flatMap((from) => {
    const date = dateFor(asset, from)
    return date === undefined ? [] : [{ from, day: dayOf(date) }]
  })
}

/** A maker's promise runs from one named day; it cannot begin before the sale or the delivery that are known. Registration may come at any time. */
export function startOfPromise(from: StartsFrom): Start {
  const before: Record<StartsFrom, StartsFrom[]> = {
    sale: [],
    delivery: ['sale'],
    installation: ['sale', 'delivery'],
    registration: [],
  }
  return { latestOf: [from], notBefore: before[from], decisive: from }
}
