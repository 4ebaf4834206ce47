import { MINUTE_MS } from '@aftercare/rules'
import type { Reason } from './work.ts'

/** How much somebody may work; null: nobody counts it. */
export interface HoursAllowed {
  weeklyMinutes: number | null
  weeklyOvertimeMinutes: number
  dailyMinutes: number | null
}

/** What somebody is booked for and has done in a week and on a day, in ms. */
export interface HoursHad {
  weekMs: number
  dayMs: number
}

const LACKING = -100

/** What is lacking when somebody would work longer than the contract with its overtime, or the law's day, allows. */
export function hoursReasons(allowed: HoursAllowed, had: HoursHad, durationMs: number): Reason[] {
  const { weeklyMinutes, weeklyOvertimeMinutes, dailyMinutes } = allowed
  return [
    ...beyond(
      'week_full',
      had.weekMs + durationMs,
      weeklyMinutes === null ? null : weeklyMinutes + weeklyOvertimeMinutes,
    ),
    ...beyond('day_full', had.dayMs + durationMs, dailyMinutes),
  ]
}

function beyond(code: 'week_full' | 'day_full', ms: number, most: number | null): Reason[] {
  const minutes = Math.ceil(ms / MINUTE_MS)
  return most !== null && minutes > most ? [{ code, ok: false, points: LACKING, values: { minutes, most } }] : []
}
