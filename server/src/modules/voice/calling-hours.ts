import { Temporal } from 'temporal-polyfill'

/** A customer's day as they told us, in their zone. */
export interface Reachable {
  timeZone: string
  /** 'HH:MM' or 'HH:MM:SS'; both or none */
  quietFrom: string | null
  quietTo: string | null
}

const STEP_MINUTES = 15
/** Nobody is rung before nine or after eight in the evening, whatever else they said. */
const DAY = { from: 9 * 60, to: 20 * 60 }

/** Whether this customer may be rung at this moment: by day where they are, and not in their quiet hours. */
export function mayBeCalled(customer: Reachable, at: Date): boolean {
  const minute = minuteOfDay(at, customer.timeZone)
  if (minute < DAY.from || minute >= DAY.to) return false
  if (!customer.quietFrom || !customer.quietTo) return true
  const [from, to] = [minutesOf(customer.quietFrom), minutesOf(customer.quietTo)]
  // 22:00 to 08:00 goes through the night.
  const quiet = from <= to ? minute >= from && minute < to : minute >= from || minute < to
  return !quiet
}

/** The first moment in [from, until] at which they may be rung, on the quarter of an hour; null when there is none. */
export function firstCallTime(customer: Reachable, from: Date, until: Date): Date | null {
  const step = STEP_MINUTES * 60_000
  for (let at = Math.ceil(from.getTime() / step) * step; at <= until.getTime(); at += step) {
    if (mayBeCalled(customer, new Date(at))) return new Date(at)
  }
  return null
}

function minuteOfDay(at: Date, timeZone: string): number {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
  return local.hour * 60 + local.minute
}

function minutesOf(clock: string): number {
  const [hours = '0', minutes = '0'] = clock.split(':')
  return Number(hours) * 60 + Number(minutes)
}
