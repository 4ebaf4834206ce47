import type { AssetFacts, StartsFrom } from './case.ts'
import type { Explanation } from './decision.ts'
import type { Day } from './days.ts'
import { addMonths, dateOf, dayOf } from './days.ts'
import { step } from './finding.ts'
import type { Start } from './pack.ts'
import type { CatalogueRow } from './pack.ts'

/** When a term began: between `low` and `high`, which differ while the decisive day is not known. */
export interface Began {
  /** The first of the known days: a fault between delivery and installation is inside the term, which is only counted later. */
  first: Day
  low: Day
  high: Day
  /** The day to ask for, while `low` and `high` differ. */
  ask?: string
  steps: Explanation[]
}

/**
 * Working assumption, not law: nobody hands over or installs a product more than a year after the sale. It keeps a product sold ten years ago
 * from being "undetermined" only because its delivery day was never written down.
 */
const longestDelayMonths = 12

export const factOf: Record<StartsFrom, string> = {
  sale: 'asset.saleDate',
  delivery: 'asset.deliveryDate',
  installation: 'asset.installationDate',
  registration: 'asset.registrationDate',
}

function dateFor(asset: AssetFacts, from: StartsFrom): string | undefined {
  const dates = { sale: 'saleDate', delivery: 'deliveryDate', installation: 'installationDate', registration: 'registrationDate' } as const
  return asset[dates[from]]
}

/** Undefined when no day is known at all. Installation only matters where the trader installs the product. */
export function findStart(rule: Start, asset: AssetFacts, row: CatalogueRow | undefined): Began | undefined {
  const installs = row?.installed !== false
  const wanted = rule.decisive === 'installation' && !installs ? 'delivery' : rule.decisive
  const candidates = rule.latestOf.filter((from) => installs || from !== 'installation')
  const known = candidates.flatMap((from) => {
    const date = dateFor(asset, from)
    return date === undefined ? [] : [{ from, day: dayOf(date) }]
  })
  const latest = known.reduce<(typeof known)[number] | undefined>((best, one) => (best && best.day >= one.day ? best : one), undefined)
  if (!latest) return undefined
  const first = Math.min(...known.map((one) => one.day))
  if (dateFor(asset, wanted) !== undefined) {
    return { first, low: latest.day, high: latest.day, steps: [step('start.from', { from: latest.from, start: dateOf(latest.day) })] }
  }
  return {
    first,
    low: latest.day,
    high: Math.max(latest.day, addMonths(latest.day, longestDelayMonths)),
    ask: factOf[wanted],
    steps: [step('start.atLeast', { from: latest.from, start: dateOf(latest.day), wanted })],
  }
}

/** A maker's promise runs from one named day; it cannot begin before the sale or the delivery that are known. Registration may come at any time. */
export function startOfPromise(from: StartsFrom): Start {
  const before: Record<StartsFrom, StartsFrom[]> = {
    sale: ['sale'],
    delivery: ['sale', 'delivery'],
    installation: ['sale', 'delivery', 'installation'],
    registration: ['registration'],
  }
  return { latestOf: before[from], decisive: from }
}
