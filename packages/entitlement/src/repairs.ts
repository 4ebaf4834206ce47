import type { Repair } from './case.ts'
import type { Day } from './days.ts'
import { dayOf } from './days.ts'

/** A repair with its days counted. */
export interface CountedRepair extends Repair {
  inDay: Day
  days: number
}

/**
 * Days of one repair: every begun 24 hours is a day (Order 43 Art. 40) when both instants are known, else the difference of the days,
 * at least one. A repair that is still open counts to the day of the decision.
 */
export function repairDays(repair: Pick<Repair, 'in' | 'out'>, at: Day): number {
  const { in: from, out: to } = repair
  if (to !== undefined && from.length > 10 && to.length > 10)
    return daysOfHours((Date.parse(to) - Date.parse(from)) / 3_600_000)
  return Math.max(1, (to === undefined ? at : dayOf(to)) - dayOf(from))
}

export const daysOfHours = (hours: number) => Math.ceil(hours / 24)

/** The repairs up to the day of the decision, oldest first; those where nothing was wrong count for nothing. */
export function countRepairs(repairs: readonly Repair[], at: Day): CountedRepair[] {
  return repairs
    .filter((repair) => !repair.noFaultFound)
    .map((repair) => ({ ...repair, inDay: dayOf(repair.in), days: repairDays(repair, at) }))
    .filter((repair) => repair.inDay <= at)
    .sort((a, b) => a.inDay - b.inDay || (a.in < b.in ? -1 : a.in > b.in ? 1 : 0))
}
