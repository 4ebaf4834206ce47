import { dateOf, dayOf } from '@aftercare/entitlement'
import { monthsAfter } from './terms.ts'

export interface Reading {
  day: string
  value: number
}
export interface Due {
  on: string
  dueMeter: number | null
  /** How the day came about, in values: shown as a sum. */
  sum: Record<string, string | number>
}

/** A year of use says how fast it goes; older readings belong to another season of its life. */
const LOOK_BACK_DAYS = 365
/** Two readings of one week say more about a holiday than about a year. */
const SHORTEST_DAYS = 14
/** Nothing known of its use: looked at again after this, months. */
const UNKNOWN_MONTHS = 12

/**
 * The day a meter reaches a value, by the straight line through the oldest and the newest reading of the last year. A value
 * that is passed already is due on the day of the reading; without two readings apart the plan falls back to months.
 */
export function meterDue(dueMeter: number, readings: readonly Reading[], from: string, months: number | null): Due {
  const fallback = monthsAfter(from, months ?? UNKNOWN_MONTHS)
  const rising = [...readings].sort((a, b) => (a.day < b.day ? -1 : 1))
  const last = rising.at(-1)
  if (!last)
    return { on: fallback, dueMeter, sum: { by: 'meter_unread', dueMeter, from, months: months ?? UNKNOWN_MONTHS } }
  const known = { dueMeter, lastValue: last.value, lastOn: last.day }
  if (last.value >= dueMeter) return { on: last.day, dueMeter, sum: { by: 'meter_reached', ...known } }
  const first = rising.find((one) => dayOf(last.day) - dayOf(one.day) <= LOOK_BACK_DAYS)!
  const days = dayOf(last.day) - dayOf(first.day)
  const perDay = days >= SHORTEST_DAYS ? (last.value - first.value) / days : 0
  if (perDay <= 0)
    return { on: fallback, dueMeter, sum: { by: 'meter_still', ...known, from, months: months ?? UNKNOWN_MONTHS } }
  const on = dateOf(dayOf(last.day) + Math.ceil((dueMeter - last.value) / perDay))
  const sum = { by: 'meter', ...known, perDay: Math.round(perDay * 10) / 10 }
  // Whichever comes first, where the plan names both.
  if (months !== null && fallback < on) return { on: fallback, dueMeter, sum: { by: 'time', from, months } }
  return { on, dueMeter, sum }
}
