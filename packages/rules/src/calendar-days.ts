import { RuleError } from './errors.ts'
import { DAY_MS, isPlainDate } from './instants.ts'
import { dayText, wallAt, weekdayOf } from './zones.ts'

/** Opening hours of a day as wall times, `["09:00", "12:00"]`; the end may be `"24:00"`; half open. */
export type OpeningHours = [from: string, to: string][]

/**
 * Business hours as data. A changed calendar is a new `version`: what was promised under the old one can be recomputed.
 * `workdays` (make-up days 调休, special hours, `[]` = closed) override both `weekly` and `holidays`.
 */
export interface BusinessCalendar {
  id: string
  version: number
  timeZone: string
  weekly: Record<1 | 2 | 3 | 4 | 5 | 6 | 7, OpeningHours>
  holidays: string[]
  workdays: Record<string, OpeningHours>
}

/** A half-open stretch of time in epoch milliseconds. */
export interface Interval {
  fromAt: number
  toAt: number
}

/** Which line of the calendar decided a day. */
export type DayRule = 'weekly' | 'holiday' | 'workday'

/** One day of a calendar: its bounds in its zone, the rule that decided it, when it is open and for how long. */
export interface CalendarDay {
  day: string
  rule: DayRule
  startAt: number
  endAt: number
  open: readonly Interval[]
  openMs: number
}

type Minutes = readonly (readonly [from: number, to: number])[]

/** A calendar read once, with the days asked for so far. */
export interface ReadCalendar {
  source: BusinessCalendar
  /** Open at every moment: sums need no days at all. */
  always: boolean
  weekly: Record<number, Minutes>
  holidays: ReadonlySet<string>
  workdays: ReadonlyMap<string, Minutes>
  days: Map<number, CalendarDay>
}

// Memory only, no meaning: the same calendar gives the same days with or without it.
const byObject = new WeakMap<BusinessCalendar, ReadCalendar>()
const byVersion = new Map<string, ReadCalendar>()
const MAX_CALENDARS = 500
const MAX_DAYS = 8_000

/** The read form of a calendar; throws the codes of `checkCalendar`. A calendar object must not be changed after use. */
export function readCalendar(calendar: BusinessCalendar): ReadCalendar {
  const known = byObject.get(calendar)
  if (known) return known
  const key = `${calendar.id}@${calendar.version}`
  let read = byVersion.get(key)
  // Ids are the caller's: two tenants may both say "office@1", so the same key must also say the same thing.
  if (!read || !sameRules(read.source, calendar)) {
    read = readAfresh(calendar)
    if (byVersion.size >= MAX_CALENDARS) byVersion.delete(byVersion.keys().next().value!)
    byVersion.set(key, read)
  }
  byObject.set(calendar, read)
  return read
}

/** One day of a calendar, from memory after the first time. */
export function calendarDay(read: ReadCalendar, epochDay: number): CalendarDay {
  const known = read.days.get(epochDay)
  if (known) return known
  if (read.days.size >= MAX_DAYS) read.days.clear()
  const day = openDay(read, epochDay)
  read.days.set(epochDay, day)
  return day
}

/** The number (days since 1970-01-01) of the calendar's local day that holds an instant. */
export function epochDayAt(read: ReadCalendar, at: number): number {
  // Offsets stay within a day of UTC and the days tile the line, so one of three neighbours holds it: no zone look-up.
  const utcDay = Math.floor(at / DAY_MS)
  const day = calendarDay(read, utcDay)
  if (at < day.startAt) return utcDay - 1
  return at < day.endAt ? utcDay : utcDay + 1
}

function openDay(read: ReadCalendar, epochDay: number): CalendarDay {
  const { timeZone } = read.source
  const text = dayText(epochDay)
  const special = read.workdays.get(text)
  const rule: DayRule = special ? 'workday' : read.holidays.has(text) ? 'holiday' : 'weekly'
  const hours = special ?? (rule === 'holiday' ? [] : read.weekly[weekdayOf(epochDay)]!)
  const startAt = wallAt(timeZone, epochDay, 0)
  const endAt = wallAt(timeZone, epochDay + 1, 0)
  // Only on days when the clock changes is the wall time not simply the distance from midnight.
  const plain = endAt - startAt === DAY_MS
  const open: Interval[] = []
  for (const [from, to] of hours) {
    const fromAt = plain ? startAt + from * 60_000 : wallAt(timeZone, epochDay, from)
    const toAt = plain ? startAt + to * 60_000 : wallAt(timeZone, epochDay, to)
    if (fromAt < toAt) open.push({ fromAt, toAt })
  }
  return { day: text, rule, startAt, endAt, open, openMs: open.reduce((sum, o) => sum + o.toAt - o.fromAt, 0) }
}

function readAfresh(source: BusinessCalendar): ReadCalendar {
  wallAt(source.timeZone, 0, 0)
  const weekly: Record<number, Minutes> = {}
  for (const weekday of [1, 2, 3, 4, 5, 6, 7] as const) {
    weekly[weekday] = minutesOf(source.weekly[weekday], String(weekday))
  }
  const workdays = new Map<string, Minutes>()
  for (const [day, hours] of Object.entries(source.workdays)) workdays.set(mustBeDay(day), minutesOf(hours, day))
  const holidays = new Set(source.holidays.map(mustBeDay))
  const full = [...Object.values(weekly), ...workdays.values()].every(isWholeDay)
  return { source, always: full && holidays.size === 0, weekly, holidays, workdays, days: new Map() }
}

function minutesOf(hours: OpeningHours | undefined, day: string): Minutes {
  if (!hours) throw new RuleError('calendar_day_missing', { day })
  const minutes = hours.map(([from, to]) => [minuteOf(from, day), minuteOf(to, day)] as const)
  minutes.sort((a, b) => a[0] - b[0])
  for (const [i, [from, to]] of minutes.entries()) {
    if (from >= to) throw new RuleError('calendar_interval_empty', { day })
    if (i > 0 && minutes[i - 1]![1] > from) throw new RuleError('calendar_intervals_overlap', { day })
  }
  return minutes
}

function minuteOf(time: string, day: string): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time)
  if (match) return Number(match[1]) * 60 + Number(match[2])
  if (time === '24:00') return 1440
  throw new RuleError('calendar_time_invalid', { day, time })
}

function mustBeDay(day: string): string {
  if (!isPlainDate(day)) throw new RuleError('calendar_date_invalid', { day })
  return day
}

function isWholeDay(minutes: Minutes): boolean {
  let reached = 0
  for (const [from, to] of minutes) reached = from === reached ? to : reached
  return reached === 1440
}

function sameRules(a: BusinessCalendar, b: BusinessCalendar): boolean {
  return a.timeZone === b.timeZone && rulesText(a) === rulesText(b)
}

function rulesText(calendar: BusinessCalendar): string {
  return JSON.stringify([calendar.weekly, calendar.holidays, calendar.workdays])
}
