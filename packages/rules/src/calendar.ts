import type { BusinessCalendar, CalendarDay, Interval, OpeningHours, ReadCalendar } from './calendar-days.ts'
import { calendarDay, epochDayAt, readCalendar } from './calendar-days.ts'
import { RuleError } from './errors.ts'
import { DAY_MS, mustBeInstant } from './instants.ts'

export type { BusinessCalendar, CalendarDay, DayRule, Interval, OpeningHours } from './calendar-days.ts'

// A calendar without opening hours must not hang intake: looking ahead ends here, summing the past is bounded too.
const SEARCH_DAYS = 3 * 366
const RANGE_DAYS = 50 * 366

const alwaysOpen = new Map<string, BusinessCalendar>()

/** The calendar that never closes (24x7) in a zone; throws `time_zone_unknown` when first used. */
export function ALWAYS_OPEN(timeZone: string): BusinessCalendar {
  let calendar = alwaysOpen.get(timeZone)
  if (!calendar) {
    const day = (): OpeningHours => [['00:00', '24:00']]
    const weekly = { 1: day(), 2: day(), 3: day(), 4: day(), 5: day(), 6: day(), 7: day() }
    calendar = { id: `24x7:${timeZone}`, version: 1, timeZone, weekly, holidays: [], workdays: {} }
    alwaysOpen.set(timeZone, calendar)
  }
  return calendar
}

/**
 * Reads a calendar completely so that a wrong one is refused when it is saved, not at the next call of a customer.
 * Throws `time_zone_unknown`, `calendar_day_missing`, `calendar_time_invalid`, `calendar_date_invalid`,
 * `calendar_interval_empty`, `calendar_intervals_overlap`; every other function here throws the same.
 */
export function checkCalendar(calendar: BusinessCalendar): void {
  readCalendar(calendar)
}

/** Whether a calendar is open at every moment. */
export function isAlwaysOpen(calendar: BusinessCalendar): boolean {
  return readCalendar(calendar).always
}

/** Whether a calendar is open at an instant (epoch ms); the closing minute itself is closed. */
export function isOpen(calendar: BusinessCalendar, at: number): boolean {
  const read = readCalendar(calendar)
  if (read.always) return true
  return calendarDay(read, epochDayAt(read, mustBeInstant(at))).open.some((o) => o.fromAt <= at && at < o.toAt)
}

/** The first open instant at or after `fromAt`; throws `calendar_no_opening` if none within three years. */
export function nextOpening(calendar: BusinessCalendar, fromAt: number): number {
  const read = readCalendar(calendar)
  mustBeInstant(fromAt)
  if (read.always) return fromAt
  for (const day of daysAhead(read, fromAt)) {
    for (const open of day.open) if (open.toAt > fromAt) return Math.max(open.fromAt, fromAt)
  }
  throw noOpening(calendar, fromAt)
}

/** Open milliseconds in [fromAt, toAt); 0 if `toAt` is not later; throws `calendar_range_too_long` over 50 years. */
export function businessMs(calendar: BusinessCalendar, fromAt: number, toAt: number): number {
  const read = readCalendar(calendar)
  checkRange(fromAt, toAt)
  if (toAt <= fromAt) return 0
  if (read.always) return toAt - fromAt
  const last = epochDayAt(read, toAt)
  let sum = 0
  for (let d = epochDayAt(read, fromAt); d <= last; d++) {
    const day = calendarDay(read, d)
    if (fromAt <= day.startAt && day.endAt <= toAt) sum += day.openMs
    else for (const o of day.open) sum += Math.max(0, Math.min(o.toAt, toAt) - Math.max(o.fromAt, fromAt))
  }
  return sum
}

/**
 * The earliest instant by which `ms` open milliseconds have passed since `fromAt`: the end of an opening rather than the
 * start of the next, and `fromAt` itself for 0. Throws `duration_invalid`, or `calendar_no_opening` after three years.
 */
export function addBusinessMs(calendar: BusinessCalendar, fromAt: number, ms: number): number {
  const read = readCalendar(calendar)
  mustBeInstant(fromAt)
  if (!Number.isInteger(ms) || ms < 0) throw new RuleError('duration_invalid', { ms })
  if (ms === 0) return fromAt
  if (read.always) return mustBeInstant(fromAt + ms)
  let left = ms
  for (const day of daysAhead(read, fromAt)) {
    if (fromAt <= day.startAt && day.openMs < left) {
      left -= day.openMs
      continue
    }
    for (const open of day.open) {
      const start = Math.max(open.fromAt, fromAt)
      if (start >= open.toAt) continue
      if (start + left <= open.toAt) return start + left
      left -= open.toAt - start
    }
  }
  throw noOpening(calendar, fromAt)
}

/** The open stretches inside [fromAt, toAt), in order, touching ones joined; throws `calendar_range_too_long`. */
export function openIntervals(calendar: BusinessCalendar, fromAt: number, toAt: number): Interval[] {
  if (isAlwaysOpen(calendar)) return fromAt < toAt ? [{ fromAt, toAt }] : []
  const found: Interval[] = []
  for (const day of calendarDays(calendar, fromAt, toAt)) {
    for (const open of day.open) {
      const piece = { fromAt: Math.max(open.fromAt, fromAt), toAt: Math.min(open.toAt, toAt) }
      if (piece.fromAt >= piece.toAt) continue
      const before = found.at(-1)
      if (before?.toAt === piece.fromAt) before.toAt = piece.toAt
      else found.push(piece)
    }
  }
  return found
}

/** The days of the calendar's zone that touch [fromAt, toAt), each with the rule that decided it. */
export function calendarDays(calendar: BusinessCalendar, fromAt: number, toAt: number): CalendarDay[] {
  const read = readCalendar(calendar)
  checkRange(fromAt, toAt)
  const days: CalendarDay[] = []
  if (toAt <= fromAt) return days
  const last = epochDayAt(read, toAt - 1)
  for (let d = epochDayAt(read, fromAt); d <= last; d++) days.push(calendarDay(read, d))
  return days
}

/**
 * Days with any opening after the day of `fromAt`, up to and including the day of `toAt`; 0 if that is not later.
 * The first day does not count (民法典 Art. 201; common practice elsewhere).
 */
export function workingDaysBetween(calendar: BusinessCalendar, fromAt: number, toAt: number): number {
  const days = calendarDays(calendar, fromAt, toAt + 1)
  return days.slice(1).filter((day) => day.open.length > 0).length
}

function* daysAhead(read: ReadCalendar, fromAt: number): Generator<CalendarDay> {
  const first = epochDayAt(read, fromAt)
  for (let d = first; d < first + SEARCH_DAYS; d++) yield calendarDay(read, d)
}

function checkRange(fromAt: number, toAt: number): void {
  mustBeInstant(fromAt)
  mustBeInstant(toAt)
  if (toAt - fromAt > RANGE_DAYS * DAY_MS) throw new RuleError('calendar_range_too_long', { fromAt, toAt })
}

function noOpening(calendar: BusinessCalendar, fromAt: number): RuleError {
  return new RuleError('calendar_no_opening', { calendar: calendar.id, fromAt, searchedDays: SEARCH_DAYS })
}
