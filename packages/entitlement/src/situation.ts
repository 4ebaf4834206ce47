import type { Case } from './case.ts'
import type { Day } from './days.ts'
import { dayOf } from './days.ts'
import type { CatalogueRow, Pack } from './pack.ts'
import { type CountedRepair, countRepairs } from './repairs.ts'

/** A case with its days read and its repairs counted once, before all rights are looked at. */
export interface Situation {
  facts: Case
  at: Day
  /** The day that has to lie inside a term: when the fault showed, else the day of the decision. */
  moment: Day
  /** Absent: the history is not known. */
  repairs?: CountedRepair[]
  /** The day whose law applies: sale, else the first later day known. */
  lawDay?: Day
  /** A pack made for this kind of product applies. */
  specific: boolean
  restDays: Set<Day>
  workDays: Set<Day>
}

export function readCase(facts: Case, specific: boolean): Situation {
  const at = dayOf(facts.at)
  const { saleDate, deliveryDate, installationDate } = facts.asset
  const lawDate = saleDate ?? deliveryDate ?? installationDate
  return {
    facts,
    at,
    moment: facts.fault?.at === undefined ? at : dayOf(facts.fault.at),
    ...(facts.history && { repairs: countRepairs(facts.history.repairs, at) }),
    ...(lawDate !== undefined && { lawDay: dayOf(lawDate) }),
    specific,
    restDays: new Set(facts.calendar?.restDays.map(dayOf)),
    workDays: new Set(facts.calendar?.workDays?.map(dayOf)),
  }
}

/** What a rule is read against: its pack and the row of the catalogue for this product. */
export interface Setting {
  pack?: Pack
  row?: CatalogueRow
}

/** `household-car` also stands for `household-car.electric`. */
export const within = (code: string, wider: string) => wider === '*' || code === wider || code.startsWith(`${wider}.`)

/** Whether a dated entry holds on the day whose law applies. */
export function inForce(entry: { from?: string; to?: string }, lawDay: Day): boolean {
  return (entry.from === undefined || dayOf(entry.from) <= lawDay) && (entry.to === undefined || lawDay <= dayOf(entry.to))
}
