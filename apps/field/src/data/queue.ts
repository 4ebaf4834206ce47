import type { Op } from './store.ts'

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 60_000

/**
 * The first operation of each visit that may go now. One that failed or is in conflict holds back those that depend on it; what
 * does not (a photo after an edit somebody else made, too) goes past it.
 */
export function due(ops: readonly Op[], now: number): Op[] {
  return heads(ops).filter((op) => mayGoAt(op) <= now)
}

/** When something may go again (milliseconds), null when nothing waits for its time: those behind a head wait for it. */
export function nextDue(ops: readonly Op[]): number | null {
  const times = heads(ops).map(mayGoAt)
  return times.length > 0 ? Math.min(...times) : null
}

/** Also not before its place is there, or does not come. */
const mayGoAt = (op: Op) => Math.max(op.nextAt, op.placeUntil ?? 0)

function heads(ops: readonly Op[]): Op[] {
  const held: Op[] = []
  const first = new Map<string, Op>()
  for (const op of [...ops].sort((a, b) => a.seq! - b.seq!)) {
    if (first.has(op.entityId)) continue
    const isStuck = op.state === 'failed' || op.state === 'conflict'
    if (isStuck || held.some((before) => before.entityId === op.entityId && waitsFor(op, before))) held.push(op)
    else first.set(op.entityId, op)
  }
  return [...first.values()].filter((op) => op.state === 'pending')
}

const ENDS = ['signature', 'completion', 'handing_over']
const SHOWN = ['line', 'line_removed', 'found', 'extra_work', ...ENDS]
/** Which kinds before it on the same visit a kind depends on; one that is not named depends on all. */
const DEPENDS: Record<string, readonly string[]> = {
  ...{ photo: [], photo_removed: [], expense: [], expense_removed: [], time_correction: [], remark: [] },
  ...{ overrun: ['tap', ...ENDS], overrun_withdrawn: ['tap', ...ENDS], tap: ['tap', ...ENDS] },
  ...{ pause: ['tap', 'pause', 'resume', ...ENDS], resume: ['tap', 'pause', 'resume', ...ENDS] },
  ...{ report: ['report', ...ENDS], found: ['found', ...ENDS] },
  ...{ recall_answer: ENDS, article_feedback: [] },
  ...{ line: ENDS, line_removed: ENDS, source: ENDS, replacement: ENDS },
  // What somebody put their name to.
  ...{ extra_work: SHOWN, signature: ['report', ...SHOWN] },
}

/** Does it depend on what was told before it of the same visit, or speak of the same thing? */
export function waitsFor(op: Pick<Op, 'type' | 'path' | 'body'>, before: Pick<Op, 'type' | 'path'>): boolean {
  // Nobody there: with it the visit is over.
  const kinds = op.body?.status === 'no_access' ? undefined : DEPENDS[op.type]
  const isSame = op.path.startsWith(before.path) || before.path.startsWith(op.path)
  return isSame || kinds === undefined || kinds.includes(before.type)
}

/** Doubling, and never all phones at once: each waits between half of it and all of it. */
export const waitAfter = (attempts: number, chance = Math.random()) =>
  Math.round(Math.min(FIRST_WAIT_MS * 2 ** attempts, LONGEST_WAIT_MS) * (0.5 + chance / 2))
