import { explainDeadline, readClock } from '@aftercare/rules'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { loadClocks, type StoredClock } from './clocks.ts'
import { findRequest } from './find.ts'

const ORDER = ['respond', 'arrive', 'restore', 'resolve']
const inOrder = (left: StoredClock, right: StoredClock) => ORDER.indexOf(left.kind) - ORDER.indexOf(right.kind)
const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())

export async function clockViews(tx: Tx, requestId: string, now: Date) {
  const clocks = await loadClocks(tx, [requestId])
  return clocks.sort(inOrder).map((clock) => viewOf(clock, now))
}

function viewOf(clock: StoredClock, now: Date) {
  const asked = clock.stoppedAt ?? now.getTime()
  const { dueAt, remainingMs, status, pausedBy } = readClock(clock, asked)
  const { id, version, timeZone } = clock.calendar
  return {
    kind: clock.kind,
    startedAt: iso(clock.startedAt),
    targetMs: clock.targetMs,
    dueAt: iso(dueAt),
    metAt: iso(clock.metAt),
    stoppedAt: iso(clock.stoppedAt),
    remainingMs,
    status: clock.stoppedAt === null ? status : 'stopped',
    pausedBy,
    calendar: { id, version, timeZone },
  }
}

/** Each deadline with its sum, line by line: what an angry customer or an auditor is shown. */
export async function explainClocks(tx: Tx, actor: Actor, id: string, now: Date) {
  await findRequest(tx, actor, id)
  const clocks = await loadClocks(tx, [id])
  const explained = clocks.sort(inOrder).map((clock) => ({
    ...viewOf(clock, now),
    steps: explainDeadline(clock, clock.stoppedAt ?? now.getTime()).map(stepToWire),
  }))
  return { clocks: explained }
}

/** Instants leave as ISO 8601, lengths as milliseconds. */
function stepToWire(step: ReturnType<typeof explainDeadline>[number]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(step).map(([key, value]) => [
      key,
      (key === 'at' || key.endsWith('At')) && typeof value === 'number' ? iso(value) : value,
    ]),
  )
}
