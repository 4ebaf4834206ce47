import type { Op } from './store.ts'

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 60_000

/** The first operation of each visit that may go now. One that failed or is in conflict holds back those after it. */
export function due(ops: readonly Op[], now: number): Op[] {
  return heads(ops).filter((op) => op.nextAt <= now)
}

/** When something may go again (milliseconds), null when nothing waits for its time: those behind a head wait for it. */
export function nextDue(ops: readonly Op[]): number | null {
  const times = heads(ops).map((op) => op.nextAt)
  return times.length > 0 ? Math.min(...times) : null
}

function heads(ops: readonly Op[]): Op[] {
  const first = new Map<string, Op>()
  for (const op of [...ops].sort((a, b) => a.seq! - b.seq!)) if (!first.has(op.entityId)) first.set(op.entityId, op)
  return [...first.values()].filter((op) => op.state === 'pending')
}

/** Doubling, and never all phones at once: each waits between half of it and all of it. */
export const waitAfter = (attempts: number, chance = Math.random()) =>
  Math.round(Math.min(FIRST_WAIT_MS * 2 ** attempts, LONGEST_WAIT_MS) * (0.5 + chance / 2))
