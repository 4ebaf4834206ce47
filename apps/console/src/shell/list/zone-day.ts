import dayjs from 'dayjs'
import timezone from 'dayjs/plugin/timezone'
import utc from 'dayjs/plugin/utc'

dayjs.extend(utc)
dayjs.extend(timezone)

/** The instant a calendar day begins in a zone: filters of instants are chosen by days but asked by instants. */
export function startOfDay(day: string, zone: string): string {
  return dayjs.tz(day, zone).toISOString()
}

/** The instant after the last of a day: ranges are half open. */
export function endOfDay(day: string, zone: string): string {
  return dayjs.tz(dayjs(day).add(1, 'day').format('YYYY-MM-DD'), zone).toISOString()
}

export function dayOf(instant: string, zone: string): string {
  return dayjs(instant).tz(zone).format('YYYY-MM-DD')
}

/** The last day inside a half-open range that ends at `instant`. */
export function lastDayOf(instant: string, zone: string): string {
  return dayjs(instant).subtract(1, 'millisecond').tz(zone).format('YYYY-MM-DD')
}

/** Instant ↔ what a clock on the wall of a zone says, `2026-11-23T14:05:00`: pickers know no zones. */
export const wallOf = (instant: string, zone: string): string => dayjs(instant).tz(zone).format('YYYY-MM-DDTHH:mm:ss')
export const instantOf = (wall: string, zone: string): string => dayjs.tz(wall, zone).toISOString()

/** The instant the month of a moment began. */
export const startOfMonth = (moment: Date, zone: string): string =>
  startOfDay(`${dayOf(moment.toISOString(), zone).slice(0, 8)}01`, zone)
