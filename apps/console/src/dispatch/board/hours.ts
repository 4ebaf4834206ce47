import type { HoursHad } from '@aftercare/dispatch'
import { localDay } from '@aftercare/rules'
import { mondayOf } from './axis.ts'
import type { Item, Meanwhile, Row, Technician } from './board-data.ts'

const MINUTE = 60_000

/** What somebody has in the week and on the day of an instant without what leaves them, with what comes meanwhile. */
export function hoursAt(row: Row, item: Item, at: number, { gone, taken }: Meanwhile): HoursHad {
  const { technician, visits, zone } = row
  const date = localDay(at, zone)
  const moved = item.kind === 'visit' ? item.visit.id : null
  const had = { weekMs: inWeek(technician, mondayOf(date)) * MINUTE, dayMs: onDay(technician, date) * MINUTE }
  const add = (begins: number, ms: number) => {
    const day = localDay(begins, zone)
    if (mondayOf(day) === mondayOf(date)) had.weekMs += ms
    if (day === date) had.dayMs += ms
  }
  for (const visit of visits)
    if (visit.id === moved || gone.has(visit.id))
      add(Date.parse(visit.startsAt), Date.parse(visit.startsAt) - Date.parse(visit.endsAt))
  for (const { fromAt, toAt } of taken) add(fromAt, toAt - fromAt)
  return had
}

const inWeek = ({ hours }: Technician, monday: string) => hours?.weeks.find(({ from }) => from === monday)?.minutes ?? 0
const onDay = ({ hours }: Technician, date: string) => hours?.days.find((one) => one.date === date)?.minutes ?? 0

/** Minutes that somebody may still work; null where nobody counts them. */
export interface HoursLeft {
  /** Of the one day that is shown. */
  day: number | null
  week: number | null
}

/** What is left of the first week shown, and of the day where only one is. */
export function hoursLeft(technician: Technician, days: readonly string[]): HoursLeft | null {
  const [first] = days
  if (!technician.hours || first === undefined) return null
  const { weeklyMinutes, weeklyOvertimeMinutes, dailyMinutes } = technician.hours
  const most = weeklyMinutes === null ? null : weeklyMinutes + weeklyOvertimeMinutes
  return {
    week: most === null ? null : most - inWeek(technician, mondayOf(first)),
    day: dailyMinutes === null || days.length > 1 ? null : dailyMinutes - onDay(technician, first),
  }
}
