import { localDay, wallAt } from '@aftercare/rules'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
const DAY_MIN = 24 * 60
export const SNAP_MS = 15 * MINUTE_MS

export type AxisDay = { day: string; fromAt: number; toAt: number; x: number }

/** Time from left to right, on the clock of a zone. Nights are left out: several days stand side by side. */
export type Axis = {
  zone: string
  days: readonly AxisDay[]
  dayWidth: number
  hourWidth: number
  width: number
  /** The same days and hours at the same places, on the clock of another zone. */
  on(zone: string): Axis
}

export type Hours = { fromHour: number; toHour: number }

const epochDay = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY_MS
const dayText = (epoch: number) => new Date(epoch * DAY_MS).toISOString().slice(0, 10)

/** A time of the wall clock on a day of a zone. */
export const wallOf = (zone: string, day: string, minute: number) => wallAt(zone, epochDay(day), minute)

export const addDays = (day: string, days: number) => dayText(epochDay(day) + days)

/** The instant at which the clock of another zone shows what the clock of the first shows, on the same day. */
export function sameClock(at: number, from: string, to: string): number {
  if (from === to) return at
  const day = localDay(at, from)
  const sinceMidnight = (at - wallOf(from, day, 0)) / MINUTE_MS
  // On a day the clocks change, hours since midnight are not what the clock shows.
  const minute = sinceMidnight + (at - wallOf(from, day, sinceMidnight)) / MINUTE_MS
  return wallOf(to, day, minute)
}

/** The instants at which a run of days begins and ends in a zone. */
export function daysIn(zone: string, firstDay: string, days: number): { from: number; to: number } {
  const first = epochDay(firstDay)
  return { from: wallAt(zone, first, 0), to: wallAt(zone, first + days, 0) }
}

/** The Monday of the week a day is in. */
export function mondayOf(day: string): string {
  const epoch = epochDay(day)
  return dayText(epoch - ((((epoch + 3) % 7) + 7) % 7))
}

export function makeAxis(zone: string, firstDay: string, days: number, hours: Hours, room: number): Axis {
  const count = hours.toHour - hours.fromHour
  // A visit of half an hour must stay wide enough to be grabbed and read; of several days one wants to see all of them.
  const narrowest = days === 1 ? 46 : days <= 5 ? 13 : 9
  const hourWidth = Math.max(narrowest, Math.floor(room / days / count))
  const dayWidth = hourWidth * count
  const first = epochDay(firstDay)
  const known = new Map<string, Axis>()
  const on = (zone: string) => known.get(zone) ?? made(zone)
  const made = (zone: string) => {
    const axis = { zone, dayWidth, hourWidth, width: dayWidth * days, days: daysOn(zone), on }
    known.set(zone, axis)
    return axis
  }
  const daysOn = (zone: string) =>
    Array.from({ length: days }, (_, i) => ({
      day: dayText(first + i),
      fromAt: wallAt(zone, first + i, hours.fromHour * 60),
      toAt: wallAt(zone, first + i, hours.toHour * 60),
      x: i * dayWidth,
    }))
  return on(zone)
}

/** Where an instant stands; what falls into a night stands at its edge. */
export function xOf(axis: Axis, at: number): number {
  for (const day of axis.days) {
    if (at < day.fromAt) return day.x
    if (at <= day.toAt) return day.x + ((at - day.fromAt) / (day.toAt - day.fromAt)) * axis.dayWidth
  }
  return axis.width
}

/** Whether any of it falls into the hours shown. */
export const shows = (axis: Axis, { startsAt, endsAt }: { startsAt: string; endsAt: string }): boolean =>
  axis.days.some((day) => Date.parse(startsAt) < day.toAt && Date.parse(endsAt) > day.fromAt)

/** The quarter of an hour at a place. */
export function atOf(axis: Axis, x: number): number {
  const inside = Math.min(Math.max(x, 0), axis.width - 1)
  const day = axis.days[Math.floor(inside / axis.dayWidth)]!
  const at = day.fromAt + ((inside - day.x) / axis.dayWidth) * (day.toAt - day.fromAt)
  return Math.round(at / SNAP_MS) * SNAP_MS
}

/** What somebody does, on the clock it is shown on. */
type OnClock = { zone: string; spans: readonly { from: string; to: string }[] }

/** From the earliest to the latest hour on their own clock anybody works or is booked, at least eight to six. */
export function hoursShown(days: readonly string[], people: readonly OnClock[]): Hours {
  let from = 8 * 60
  let to = 18 * 60
  const starts = new Map<string, { at: number; end: number }[]>()
  for (const { zone, spans } of people) {
    const known = starts.get(zone) ?? days.map((day) => ({ at: wallOf(zone, day, 0), end: wallOf(zone, day, DAY_MIN) }))
    starts.set(zone, known)
    for (const span of spans) {
      const [a, b] = [Date.parse(span.from), Date.parse(span.to)]
      for (const { at, end } of known) {
        if (b <= at || a >= end) continue
        from = Math.min(from, (Math.max(a, at) - at) / MINUTE_MS)
        to = Math.max(to, (Math.min(b, end) - at) / MINUTE_MS)
      }
    }
  }
  return { fromHour: Math.floor(from / 60), toHour: Math.min(24, Math.ceil(to / 60)) }
}
