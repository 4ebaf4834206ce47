import type { BusinessCalendar } from './calendar.ts'
import { addBusinessMs, businessMs } from './calendar.ts'
import { RuleError } from './errors.ts'
import { mustBeInstant } from './instants.ts'
import type { ClockKind, CountedPause, Pause, PauseReason } from './pauses.ts'
import { countedPauses } from './pauses.ts'

/** One promise of a request: `targetMs` open milliseconds of `calendar` after `startedAt`, less the pauses. Epoch ms. */
export interface ClockState {
  kind: ClockKind
  startedAt: number
  targetMs: number
  calendar: BusinessCalendar
  pauses: readonly Pause[]
  metAt: number | null
}

export type ClockStatus = 'running' | 'paused' | 'met' | 'breached' | 'met_late'

/** A clock read at one moment: the deadline, the open time left (negative when overdue), and what stops it if anything. */
export interface ClockReading {
  dueAt: number
  remainingMs: number
  status: ClockStatus
  pausedBy: PauseReason | null
}

/** Deadline, time left and status in one pass, for a list or for intake; throws what `dueAt` throws. */
export function readClock(clock: ClockState, now: number): ClockReading {
  const counted = countedNow(clock, now)
  const due = dueWith(clock, counted)
  const { metAt } = clock
  const running = metAt === null && now <= due
  const pausedBy = running
    ? (counted.find((p) => p.fromAt <= now && (now < p.toAt || p.lasting))?.reason ?? null)
    : null
  const status =
    metAt !== null ? (metAt <= due ? 'met' : 'met_late') : now > due ? 'breached' : pausedBy ? 'paused' : 'running'
  return { dueAt: due, remainingMs: clock.targetMs - elapsedWith(clock, counted, now), status, pausedBy }
}

/**
 * The instant by which the promise must be kept. A lasting pause counts up to `now`, so the deadline moves while it lasts.
 * Throws `duration_invalid`, `instant_invalid`, `pause_*` and what the calendar throws.
 */
export function dueAt(clock: ClockState, now: number): number {
  return dueWith(clock, countedNow(clock, now))
}

/** Open milliseconds left at `now` (or left when it was met), negative when overdue. */
export function remainingMs(clock: ClockState, now: number): number {
  return clock.targetMs - elapsedMs(clock, now)
}

/** Open milliseconds used up by `now` (or by the moment it was met), pauses not counted. */
export function elapsedMs(clock: ClockState, now: number): number {
  return elapsedWith(clock, countedNow(clock, now), now)
}

/** Where a clock stands at `now`; exactly at the deadline is still in time, a missed promise stays missed. */
export function clockStatus(clock: ClockState, now: number): ClockStatus {
  return readClock(clock, now).status
}

/** The instant at which `percent` of the target is used up: when the escalation of that step is due. */
export function reachesAt(clock: ClockState, percent: number, now: number): number {
  return dueAt({ ...clock, targetMs: Math.floor((clock.targetMs * percent) / 100) }, now)
}

/** The clock after a change of priority or contract: recomputed from its original start, its pauses kept. */
export function retargetClock(clock: ClockState, targetMs: number, calendar = clock.calendar): ClockState {
  return { ...clock, targetMs, calendar }
}

/**
 * The clock after a reopening: the old one goes on with what was left, the time since it was met is a pause.
 * The answer given stays given, so `respond` is returned as it is. Throws `clock_reopened_before_met`.
 */
export function resumeClock(clock: ClockState, reopenedAt: number): ClockState {
  if (clock.kind === 'respond' || clock.metAt === null) return clock
  if (reopenedAt < clock.metAt) throw new RuleError('clock_reopened_before_met', { metAt: clock.metAt, reopenedAt })
  const pause: Pause = { reason: 'was_met', fromAt: clock.metAt, toAt: reopenedAt }
  return { ...clock, metAt: null, pauses: [...clock.pauses, pause] }
}

/** The pauses that count for a clock at `now`; after it is met no pause grows any more. */
export function countedNow(clock: ClockState, now: number): CountedPause[] {
  mustBeInstant(now)
  return countedPauses(clock.kind, mustBeInstant(clock.startedAt), clock.pauses, clock.metAt ?? now)
}

function dueWith(clock: ClockState, counted: readonly CountedPause[]): number {
  let cursorAt = clock.startedAt
  let left = clock.targetMs
  for (const pause of counted) {
    const run = businessMs(clock.calendar, cursorAt, pause.fromAt)
    // Reached before or exactly at the pause: what comes later cannot move the deadline.
    if (run >= left) break
    left -= run
    cursorAt = pause.toAt
  }
  return addBusinessMs(clock.calendar, cursorAt, left)
}

function elapsedWith(clock: ClockState, counted: readonly CountedPause[], now: number): number {
  const endAt = clock.metAt ?? now
  let elapsed = businessMs(clock.calendar, clock.startedAt, endAt)
  for (const pause of counted) elapsed -= businessMs(clock.calendar, pause.fromAt, Math.min(pause.toAt, endAt))
  return elapsed
}
