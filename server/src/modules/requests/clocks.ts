import {
  type BusinessCalendar,
  type ClockKind,
  type ClockState,
  ESCALATION,
  elapsedMs,
  escalationsReached,
  PAUSE_REASONS,
  type Pause,
  type PauseReason,
  reachesAt,
  readClock,
  stopsClock,
} from '@aftercare/rules'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

const DAY_MS = 86_400_000

/** A clock as stored, with the pauses that count for it. */
export interface StoredClock extends ClockState {
  requestId: string
  stoppedAt: number | null
}

/** The clocks of some requests; each carries the calendar it was promised on. */
export async function loadClocks(tx: Tx, requestIds: readonly string[]): Promise<StoredClock[]> {
  if (requestIds.length === 0) return []
  const clocks = await tx
    .selectFrom('requests.clock')
    .select(['request_id', 'kind', 'started_at', 'target_ms', 'calendar', 'met_at', 'stopped_at'])
    .where('request_id', 'in', [...requestIds])
    .execute()
  const pauses = await tx
    .selectFrom('requests.pause')
    .select(['request_id', 'reason', 'from_at', 'to_at', 'clock_kind'])
    .where('request_id', 'in', [...requestIds])
    .orderBy('from_at')
    .execute()
  return clocks.map((row) => ({
    requestId: row.request_id,
    kind: row.kind as ClockKind,
    startedAt: ms(row.started_at)!,
    targetMs: Number(row.target_ms),
    calendar: row.calendar as unknown as BusinessCalendar,
    metAt: ms(row.met_at),
    stoppedAt: ms(row.stopped_at),
    pauses: pauses
      .filter((one) => one.request_id === row.request_id && (one.clock_kind === null || one.clock_kind === row.kind))
      .map((one): Pause => ({ reason: one.reason as PauseReason, fromAt: ms(one.from_at)!, toAt: ms(one.to_at) })),
  }))
}

const ms = (at: Date | string | null): number | null => (at === null ? null : new Date(at).getTime())

/** What is kept of a clock beside its facts, so that lists and the escalation job need not compute it. */
export interface Derived {
  dueAt: number
  isPaused: boolean
  /** When somebody must look at it again: the next escalation step, or the end of a pause that may not last longer. */
  nextStepAt: number | null
}

export function derive(clock: ClockState, now: number, stopped = false): Derived {
  const read = readClock(clock, now)
  if (stopped || clock.metAt !== null) return { dueAt: read.dueAt, isPaused: false, nextStepAt: null }
  if (read.status === 'paused') return { dueAt: read.dueAt, isPaused: true, nextStepAt: pauseMustEnd(clock, now) }
  const reached = escalationsReached(elapsedMs(clock, now), clock.targetMs)
  const next = ESCALATION[reached.length]
  return { dueAt: read.dueAt, isPaused: false, nextStepAt: next ? reachesAt(clock, next.atPercent, now) : null }
}

function pauseMustEnd(clock: ClockState, now: number): number | null {
  const ends = clock.pauses
    .filter((one) => one.toAt === null && one.fromAt <= now && stopsClock(one.reason, clock.kind))
    .map((one) => ({ from: one.fromAt, days: PAUSE_REASONS[one.reason].maxDays }))
    .flatMap(({ from, days }) => (days === null ? [] : [from + days * DAY_MS]))
  return ends.length > 0 ? Math.min(...ends) : null
}

/** Computes all clocks of a request anew, stores what lists need, and returns the nearest running deadline. */
export async function refreshClocks(tx: Tx, requestId: string, now: Date): Promise<Date | null> {
  const clocks = await loadClocks(tx, [requestId])
  let next: number | null = null
  for (const clock of clocks) {
    const { dueAt, isPaused, nextStepAt } = derive(clock, now.getTime(), clock.stoppedAt !== null)
    await sql`update requests.clock set due_at = ${new Date(dueAt)}, is_paused = ${isPaused},
        next_step_at = ${nextStepAt === null ? null : new Date(nextStepAt)}
      where request_id = ${requestId} and kind = ${clock.kind}`.execute(tx)
    const running = clock.metAt === null && clock.stoppedAt === null && !isPaused
    if (running && (next === null || dueAt < next)) next = dueAt
  }
  const nextDueAt = next === null ? null : new Date(next)
  await tx.updateTable('requests.request').set({ next_due_at: nextDueAt }).where('id', '=', requestId).execute()
  return nextDueAt
}

/** Notes that a promise was kept (or kept late); the first time counts. */
export async function meetClock(tx: Tx, requestId: string, kinds: readonly ClockKind[], at: Date): Promise<void> {
  await tx
    .updateTable('requests.clock')
    .set({ met_at: at })
    .where('request_id', '=', requestId)
    .where('kind', 'in', [...kinds])
    .where('met_at', 'is', null)
    .where('stopped_at', 'is', null)
    .execute()
  await refreshClocks(tx, requestId, at)
}

/** Cancelled or merged: the promises no longer count. */
export async function stopClocks(tx: Tx, requestId: string, at: Date): Promise<void> {
  await tx
    .updateTable('requests.clock')
    .set({ stopped_at: at })
    .where('request_id', '=', requestId)
    .where('met_at', 'is', null)
    .where('stopped_at', 'is', null)
    .execute()
  await refreshClocks(tx, requestId, at)
}
