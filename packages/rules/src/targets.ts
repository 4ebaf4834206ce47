import type { BusinessCalendar } from './calendar.ts'
import type { ClockState } from './clocks.ts'
import { MINUTE_MS } from './instants.ts'
import type { ClockKind } from './pauses.ts'
import { CLOCK_KINDS } from './pauses.ts'
import type { Priority } from './priority.ts'

/** Which of a request's two calendars a promise runs on. */
export type CalendarKind = '24x7' | 'business'

/** What is promised for a priority, in minutes of its calendar; null = nothing is promised. */
export interface Target {
  respondMinutes: number
  arriveMinutes: number | null
  restoreMinutes: number | null
  resolveMinutes: number
  calendar: CalendarKind
}

/**
 * The default promises: common practice (rules/sla-priority.json, confidence medium), meant to be edited per contract.
 * Arrival is promised by the agreed appointment, so without a contract that says otherwise it has no target.
 */
export const TARGETS: Readonly<Record<Priority, Target>> = {
  P1: { respondMinutes: 15, arriveMinutes: null, restoreMinutes: 240, resolveMinutes: 480, calendar: '24x7' },
  P2: { respondMinutes: 30, arriveMinutes: null, restoreMinutes: 480, resolveMinutes: 1_440, calendar: '24x7' },
  P3: { respondMinutes: 120, arriveMinutes: null, restoreMinutes: 1_440, resolveMinutes: 4_320, calendar: 'business' },
  P4: { respondMinutes: 480, arriveMinutes: null, restoreMinutes: null, resolveMinutes: 7_200, calendar: 'business' },
  P5: {
    respondMinutes: 1_440,
    arriveMinutes: null,
    restoreMinutes: null,
    resolveMinutes: 14_400,
    calendar: 'business',
  },
}

/** The target of a priority with what a contract changes of it. */
export function targetFor(priority: Priority, changes: Partial<Target> = {}): Target {
  return { ...TARGETS[priority], ...changes }
}

/** The promised duration of one clock in ms, or null if nothing is promised. */
export function targetMs(target: Target, kind: ClockKind): number | null {
  const minutes = target[`${kind}Minutes` as const]
  return minutes === null ? null : minutes * MINUTE_MS
}

/** The clocks a request starts with, one per promise, all from `startedAt` (epoch ms). */
export function startClocks(
  target: Target,
  startedAt: number,
  calendars: Readonly<Record<CalendarKind, BusinessCalendar>>,
): ClockState[] {
  const clocks: ClockState[] = []
  for (const kind of CLOCK_KINDS) {
    const ms = targetMs(target, kind)
    if (ms === null) continue
    clocks.push({ kind, startedAt, targetMs: ms, calendar: calendars[target.calendar], pauses: [], metAt: null })
  }
  return clocks
}

/** Who hears of a clock when, in percent of its target used up. */
export interface EscalationStep {
  atPercent: number
  to: 'owner' | 'team_lead' | 'service_manager' | 'regional_manager' | 'brand_customer_care'
}

/** The default escalation ladder (rules/sla-priority.json, common practice); at 100 the clock counts as breached. */
export const ESCALATION: readonly EscalationStep[] = [
  { atPercent: 50, to: 'owner' },
  { atPercent: 75, to: 'team_lead' },
  { atPercent: 90, to: 'service_manager' },
  { atPercent: 100, to: 'regional_manager' },
  { atPercent: 150, to: 'brand_customer_care' },
]

/** The steps a clock has reached with `elapsedMs` of its target used up, lowest first. */
export function escalationsReached(elapsedMs: number, targetMs: number, ladder = ESCALATION): EscalationStep[] {
  return ladder.filter((step) => elapsedMs * 100 >= targetMs * step.atPercent)
}
