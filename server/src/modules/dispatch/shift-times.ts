import { type BusinessCalendar, type Interval, openIntervals, wallAt } from '@aftercare/rules'

/** A shift as people.shift has it: hours by weekday from a day to a day, told in a zone. */
export interface StoredShift {
  id: string
  validFrom: string
  validTo: string | null
  timeZone: string
  weekly: Partial<Record<string, [string, string][]>>
}

const DAY_MS = 86_400_000

/** The times of a shift inside a window. Nobody is planned on a holiday of their station without an override. */
export function shiftTimes(shift: StoredShift, holidays: string[], window: Interval): Interval[] {
  const from = Math.max(window.fromAt, dayStart(shift, shift.validFrom, 0))
  const to = shift.validTo === null ? window.toAt : Math.min(window.toAt, dayStart(shift, shift.validTo, 1))
  return from < to ? openIntervals(asCalendar(shift, holidays), from, to) : []
}

function dayStart({ timeZone }: StoredShift, day: string, later: number): number {
  return wallAt(timeZone, Date.parse(`${day}T00:00:00Z`) / DAY_MS + later, 0)
}

function asCalendar({ id, timeZone, weekly }: StoredShift, holidays: string[]): BusinessCalendar {
  const day = (weekday: number) => weekly[weekday] ?? []
  const hours = { 1: day(1), 2: day(2), 3: day(3), 4: day(4), 5: day(5), 6: day(6), 7: day(7) }
  return { id: `shift:${id}`, version: 1, timeZone, weekly: hours, holidays, workdays: {} }
}
