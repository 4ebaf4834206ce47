import type { Op } from './store.ts'

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 60_000

/** The first operation of each visit that may go now. One that failed or is in conflict holds back those after it. */
export function due(ops: readonly Op[], now: number): Op[] {
  const heads = new Map<string, Op>()
  for (const op of [...ops].sort((a, b) => a.seq! - b.seq!)) if (!heads.has(op.entityId)) heads.set(op.entityId, op)
  return [...heads.values()].filter((op) => op.state === 'pending' && op.nextAt <= now)
}

/** Doubling, and never all phones at once: each waits between half of it and all of it. */
export const waitAfter = (attempts: number, chance = Math.random()) =>
  Math.round(Math.min(FIRST_WAIT_MS * 2 ** attempts, LONGEST_WAIT_MS) * (0.5 + chance / 2))
