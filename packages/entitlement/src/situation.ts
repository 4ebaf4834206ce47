import type { Case } from './case.ts'
import type { Day } from './days.ts'
import { addMonths, dayOf } from './days.ts'
import type { CatalogueRow, Pack } from './pack.ts'
import { type CountedRepair, countRepairs } from './repairs.ts'

/**
 * Working assumption, not law: sale, delivery and installation lie at most a year apart. It keeps a product sold ten years ago
 * from being "undetermined" only because its delivery day was never written down.
 */
export const longestDelayMonths = 12

/** A case with its days read and its repairs counted once, before all rights are looked at. */
export interface Situation {
  facts: Case
  at: Day
  /** The day that has to lie inside a term: when the fault showed, else the day of the decision. */
  moment: Day
  /** Absent: the history is not known. */
  repairs?: CountedRepair[]
  /** Oldest first. None when nobody wrote one down: the new product has a record of its own. */
  exchanges: { at: Day; imposed: boolean }[]
  complaints: { from: Day; to?: Day }[]
  /** The day whose law applies: sale, else the first later day known. */
  lawDay?: Day
  /** While only the installation is known, the delivery may turn out to lie a year before it, and then stands for the sale. */
  firstLawDay?: Day
  /** A pack made for this kind of product applies; absent: not known. */
  specific?: boolean
  restDays: Set<Day>
  workDays: Set<Day>
}

export function readCase(facts: Case, specific: boolean | undefined): Situation {
  const at = dayOf(facts.at)
  const { saleDate, deliveryDate, installationDate } = facts.asset
  const lawDate = saleDate ?? deliveryDate ?? installationDate
  return {
    facts,
    at,
    moment: facts.fault?.at === undefined ? at : dayOf(facts.fault.at),
    ...(facts.history && { repairs: countRepairs(facts.history.repairs, at) }),
    exchanges: (facts.history?.exchanges ?? [])
      .map((one) => ({ at: dayOf(one.at), imposed: one.imposed ?? false }))
      .sort((a, b) => a.at - b.at),
    complaints: (facts.history?.complaints ?? [])
      .map((one) => ({ from: dayOf(one.at), ...(one.answeredAt !== undefined && { to: dayOf(one.answeredAt) }) }))
      .sort((a, b) => a.from - b.from),
    ...(lawDate !== undefined && lawDaysOf(dayOf(lawDate), saleDate ?? deliveryDate)),
    ...(specific !== undefined && { specific }),
    restDays: new Set(facts.calendar?.restDays.map(dayOf)),
    workDays: new Set(facts.calendar?.workDays?.map(dayOf)),
  }
}

const lawDaysOf = (lawDay: Day, better: string | undefined) => ({
  lawDay,
  firstLawDay: better === undefined ? addMonths(lawDay, -longestDelayMonths) : lawDay,
})

/** What a rule is read against: its pack and the row of the catalogue for this product. */
export interface Setting {
  pack?: Pack
  row?: CatalogueRow
}

/** `household-car` also stands for `household-car.electric`. */
export const within = (code: string, wider: string) => wider === '*' || code === wider || code.startsWith(`${wider}.`)

type Dated = { from?: string; to?: string }

/** Whether a dated entry holds on a day. */
function holdsOn(entry: Dated, day: Day): boolean {
  return (entry.from === undefined || dayOf(entry.from) <= day) && (entry.to === undefined || day <= dayOf(entry.to))
}

/**
 * Whether a dated entry holds for this sale. When the day of sale is not known the delivery or the installation stands for it;
 * undefined when the entry does not hold on that day, but would if the sale lay within the longest delay before or after.
 */
export function inForce(entry: Dated, { lawDay, firstLawDay, facts }: Situation): boolean | undefined {
  if (entry.from === undefined && entry.to === undefined) return true
  if (lawDay === undefined) return undefined
  if (holdsOn(entry, lawDay) && (firstLawDay === lawDay || holdsOn(entry, firstLawDay ?? lawDay))) return true
  if (facts.asset.saleDate !== undefined) return false
  // From the delivery it is one step back to the sale, from the installation two.
  const slack = longestDelayMonths * (facts.asset.deliveryDate === undefined ? 2 : 1)
  const ended = entry.to !== undefined && dayOf(entry.to) < addMonths(lawDay, -slack)
  const notBegun = entry.from !== undefined && dayOf(entry.from) > addMonths(lawDay, slack)
  return ended || notBegun ? false : undefined
}
