import { HOUR_MS, type Position } from '@aftercare/rules'
import type { WayTime } from './travel.ts'
import type { Booking, Technician } from './work.ts'

/** Shifts closer together than this are one working day with a break in it. */
const BREAK_MS = 4 * HOUR_MS

/** Where somebody comes from and when they can leave there. */
export interface Departure {
  from: Position | null
  at: number
}

/** The way to a visit at `at` begins at the visit before it on the same working day, else at home when the day begins. */
export function departureBefore(technician: Technician, at: number): Departure {
  const begins = workingDayStart(technician, at)
  const before = lastBefore(technician.bookings, at)
  if (before && (begins === null || before.toAt > begins)) return { from: before.position, at: before.toAt }
  return { from: technician.home, at: begins ?? at }
}

/** The booking that comes next after `at`, if it is on the same working day. */
export function nextAfter(technician: Technician, at: number): Booking | null {
  const ends = workingDayEnd(technician, at)
  let found: Booking | null = null
  for (const one of technician.bookings) {
    if (one.fromAt >= at && (ends === null || one.fromAt < ends) && (!found || one.fromAt < found.fromAt)) found = one
  }
  return found
}

/** When to set out for what comes next, to be there just in time: that hour says how slow the way is. */
export function leavesFor(from: Position | null, next: Booking, way: WayTime): number {
  return next.fromAt - (way(from, next.position, next.fromAt) ?? 0)
}

function lastBefore(bookings: readonly Booking[], at: number): Booking | null {
  let found: Booking | null = null
  for (const one of bookings) if (one.toAt <= at && (!found || one.toAt > found.toAt)) found = one
  return found
}

function workingDayStart({ shifts }: Technician, at: number): number | null {
  let start: number | null = null
  for (const shift of [...shifts].sort((a, b) => b.fromAt - a.fromAt)) {
    if (shift.fromAt > at) continue
    if (start === null) {
      if (at - shift.toAt > BREAK_MS) return null
      start = shift.fromAt
    } else if (start - shift.toAt <= BREAK_MS) start = shift.fromAt
    else break
  }
  return start
}

function workingDayEnd({ shifts }: Technician, at: number): number | null {
  let end: number | null = null
  for (const shift of [...shifts].sort((a, b) => a.fromAt - b.fromAt)) {
    if (shift.toAt < at) continue
    if (end === null) end = shift.toAt
    else if (shift.fromAt - end <= BREAK_MS) end = shift.toAt
    else break
  }
  return end
}
