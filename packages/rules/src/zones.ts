// The tree-shakeable functions of temporal-polyfill: 6 kB gzipped in a browser bundle, the `Temporal` object is 19 kB.
import { create as plainDateTime, toZonedDateTime } from 'temporal-polyfill/fns/PlainDateTime'
import { getTimeZoneTransition, offsetNanoseconds, create as zonedDateTime } from 'temporal-polyfill/fns/ZonedDateTime'
import { RuleError } from './errors.ts'
import { DAY_MS, MINUTE_MS, mustBeInstant } from './instants.ts'

/**
 * The instant at which the wall clock of a zone first reaches `minute` (0–1440) of a day (days since 1970-01-01).
 * Total and monotone: a time the clock skips is the moment of the jump, a time it shows twice is the first of the two.
 * So neighbouring intervals stay neighbours on the nights the clock changes. Throws `time_zone_unknown`.
 */
export function wallAt(timeZone: string, epochDay: number, minute: number): number {
  const wallMs = epochDay * DAY_MS + minute * MINUTE_MS
  const wall = new Date(wallMs)
  const plain = plainDateTime(
    wall.getUTCFullYear(),
    wall.getUTCMonth() + 1,
    wall.getUTCDate(),
    wall.getUTCHours(),
    wall.getUTCMinutes(),
  )
  const first = inZone(timeZone, () => toZonedDateTime(plain, timeZone, { disambiguation: 'earlier' }))
  // `earlier` of a skipped time reads another time before the jump; the day counts too (Samoa skipped all of 2011-12-30).
  const exists =
    first.day === plain.day && first.hour === plain.hour && first.minute === plain.minute && first.month === plain.month
  return exists ? first.epochMilliseconds : getTimeZoneTransition(first, 'next')!.epochMilliseconds
}

/** The calendar day an instant falls on in a zone, `YYYY-MM-DD`; throws `time_zone_unknown`. */
export function localDay(at: number, timeZone: string): string {
  mustBeInstant(at)
  const offset = inZone(timeZone, () => offsetNanoseconds(zonedDateTime(BigInt(at) * 1_000_000n, timeZone)))
  return dayText(Math.floor((at + offset / 1_000_000) / DAY_MS))
}

/** `YYYY-MM-DD` of a number of days since 1970-01-01. */
export function dayText(epochDay: number): string {
  return new Date(epochDay * DAY_MS).toISOString().slice(0, 10)
}

/** ISO weekday of a number of days since 1970-01-01 (a Thursday): 1 Monday … 7 Sunday. */
export function weekdayOf(epochDay: number): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  return (((((epochDay + 3) % 7) + 7) % 7) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7
}

function inZone<T>(timeZone: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof RangeError) throw new RuleError('time_zone_unknown', { timeZone })
    throw cause
  }
}
