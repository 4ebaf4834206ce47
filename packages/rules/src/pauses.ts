import { RuleError } from './errors.ts'
import { DAY_MS } from './instants.ts'

/** The four promises of a request. */
export const CLOCK_KINDS = ['respond', 'arrive', 'restore', 'resolve'] as const
export type ClockKind = (typeof CLOCK_KINDS)[number]

/** What a pause reason does: the clocks it stops, how long at most (days of 24 h), whether someone must approve it. */
export interface PauseRule {
  stops: readonly ClockKind[]
  maxDays: number | null
  needsApproval: boolean
}

// Source: rules/sla-priority.json. No reason stops `respond`: nothing keeps a person from answering. Waiting for a part
// or a third party is the maker's own affair (CN Order 43 counts it; the 1995 and 2001 rules make it a ground for exchange).
const RULES = {
  waiting_customer: { stops: ['restore', 'resolve'], maxDays: 5, needsApproval: false },
  customer_chosen_date: { stops: ['arrive', 'restore', 'resolve'], maxDays: null, needsApproval: false },
  site_not_ready: { stops: ['arrive', 'restore', 'resolve'], maxDays: null, needsApproval: false },
  waiting_part: { stops: [], maxDays: null, needsApproval: false },
  third_party: { stops: [], maxDays: null, needsApproval: false },
  force_majeure: { stops: ['arrive', 'restore', 'resolve'], maxDays: null, needsApproval: true },
  // Written by `resumeClock` only, never chosen by a person: the time between the clock being met and the reopening.
  was_met: { stops: ['arrive', 'restore', 'resolve'], maxDays: null, needsApproval: false },
} satisfies Record<string, PauseRule>

export type PauseReason = keyof typeof RULES

/** The pause reasons and what each does. */
export const PAUSE_REASONS: Readonly<Record<PauseReason, PauseRule>> = RULES

/** The reasons a person may choose when work is put on hold. */
export const HOLD_REASONS = (Object.keys(RULES) as PauseReason[]).filter((reason) => reason !== 'was_met')

/** A pause as recorded; `toAt` null while it lasts. Half open, epoch ms. */
export interface Pause {
  reason: PauseReason
  fromAt: number
  toAt: number | null
}

/** A pause as it counts: clipped to the clock, cut at its longest duration, without the time another pause has taken. */
export interface CountedPause {
  reason: PauseReason
  fromAt: number
  toAt: number
  /** Cut because the reason allows no longer pause. */
  capped: boolean
  /** Still lasting at the moment of asking. */
  lasting: boolean
}

/** Whether a reason stops a kind of clock; throws `pause_reason_unknown`. */
export function stopsClock(reason: PauseReason, kind: ClockKind): boolean {
  return ruleOf(reason).stops.includes(kind)
}

/**
 * The pauses that count for a clock, in order and disjoint; one without an end lasts until `untilAt`.
 * Throws `pause_reason_unknown`, `pause_ends_before_start`.
 */
export function countedPauses(kind: ClockKind, startedAt: number, recorded: readonly Pause[], untilAt: number) {
  const counted: CountedPause[] = []
  let takenAt = startedAt
  for (const pause of [...recorded].sort((a, b) => a.fromAt - b.fromAt)) {
    if (pause.toAt !== null && pause.toAt < pause.fromAt) throw new RuleError('pause_ends_before_start', { ...pause })
    if (!stopsClock(pause.reason, kind)) continue
    const { maxDays } = ruleOf(pause.reason)
    const longestAt = maxDays === null ? Number.POSITIVE_INFINITY : pause.fromAt + maxDays * DAY_MS
    const endAt = pause.toAt ?? untilAt
    const fromAt = Math.max(pause.fromAt, takenAt)
    const toAt = Math.min(endAt, longestAt)
    const capped = longestAt < endAt
    const lasting = pause.toAt === null && untilAt < longestAt
    // A pause put on at this very moment has no length yet, but the clock must already read as paused.
    if (toAt < fromAt || (toAt === fromAt && !lasting)) continue
    counted.push({ reason: pause.reason, fromAt, toAt, capped, lasting })
    takenAt = toAt
  }
  return counted
}

function ruleOf(reason: PauseReason): PauseRule {
  const rule = Object.hasOwn(RULES, reason) ? RULES[reason] : undefined
  if (!rule) throw new RuleError('pause_reason_unknown', { reason })
  return rule
}
