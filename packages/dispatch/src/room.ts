import { type Interval, MINUTE_MS, type Position } from '@aftercare/rules'
import { travelAtNoon, type WayTime } from './travel.ts'
import { departureBefore, leavesFor, nextAfter } from './way.ts'
import type { Booking, Technician, Work } from './work.ts'

const STEP_MS = 15 * MINUTE_MS
/** Between two visits whose places are not known. */
const UNKNOWN_WAY_MS = 20 * MINUTE_MS

/** Shift time that is neither absence nor booked, in order; touching shifts joined. */
export function freeStretches(technician: Technician): Interval[] {
  const taken = [...technician.absences, ...technician.bookings].sort((a, b) => a.fromAt - b.fromAt)
  return joined(technician.shifts).flatMap((shift) => {
    const free: Interval[] = []
    let from = shift.fromAt
    for (const one of taken) {
      if (one.toAt <= from || one.fromAt >= shift.toAt) continue
      if (one.fromAt > from) free.push({ fromAt: from, toAt: one.fromAt })
      from = Math.max(from, one.toAt)
    }
    if (from < shift.toAt) free.push({ fromAt: from, toAt: shift.toAt })
    return free
  })
}

/**
 * The first time on the quarter hour inside `window` at which the work fits: after the way there, and early enough for
 * the way to the next visit. The start lies in the window, the end may lie beyond it. Null when there is no room.
 */
export function earliestStart(
  work: Work,
  technician: Technician,
  window: Interval,
  way: WayTime = travelAtNoon,
): number | null {
  for (const stretch of freeStretches(technician)) {
    if (stretch.toAt <= window.fromAt) continue
    if (stretch.fromAt >= window.toAt) return null
    const departure = departureBefore(technician, stretch.fromAt)
    const arrival = departure.at + known(way(departure.from, work.position, departure.at), departure.from, work)
    const start = ceil(Math.max(stretch.fromAt, window.fromAt, arrival))
    if (start >= window.toAt) continue
    const next = nextAfter(technician, stretch.toAt)
    const leaveBy = next ? next.fromAt - wayTo(next, work, way) : Number.POSITIVE_INFINITY
    if (start + work.durationMs <= Math.min(stretch.toAt, leaveBy)) return start
  }
  return null
}

/** Up to `most` starts spread over the window: the first fitting one of each `every` milliseconds. */
export function startsIn(
  work: Work,
  technician: Technician,
  window: Interval,
  { every, most, way = travelAtNoon }: { every: number; most: number; way?: WayTime },
): number[] {
  const found: number[] = []
  let from = window.fromAt
  while (found.length < most && from < window.toAt) {
    const start = earliestStart(work, technician, { fromAt: from, toAt: window.toAt }, way)
    if (start === null) break
    found.push(start)
    from = start + every
  }
  return found
}

const wayTo = (next: Booking, work: Work, way: WayTime) =>
  known(way(work.position, next.position, leavesFor(work.position, next, way)), next.position, work)

function known(ms: number | null, other: Position | null, work: Work): number {
  return ms ?? (other === null && work.position === null ? 0 : UNKNOWN_WAY_MS)
}

/** In order; those that touch or overlap as one. */
export function joined(shifts: readonly Interval[]): Interval[] {
  const all: Interval[] = []
  for (const shift of [...shifts].sort((a, b) => a.fromAt - b.fromAt)) {
    const last = all.at(-1)
    if (last && shift.fromAt <= last.toAt) last.toAt = Math.max(last.toAt, shift.toAt)
    else all.push({ ...shift })
  }
  return all
}

const ceil = (at: number) => Math.ceil(at / STEP_MS) * STEP_MS
