import type { DayRule, Interval } from './calendar.ts'
import { businessMs, calendarDays, isAlwaysOpen } from './calendar.ts'
import type { ClockState } from './clocks.ts'
import { countedNow, dueAt } from './clocks.ts'
import type { ClockKind, CountedPause, Pause, PauseReason } from './pauses.ts'
import { stopsClock } from './pauses.ts'

/**
 * One line of the sum behind a deadline; `code` is the key of its sentence, the rest its values (epoch ms, ms, days as
 * `YYYY-MM-DD` in the calendar's zone). The `ms` of all `open` steps add up to `targetMs`.
 */
export type DeadlineStep =
  | {
      code: 'start'
      at: number
      kind: ClockKind
      targetMs: number
      calendar: string
      version: number
      timeZone: string
    }
  | { code: 'open'; fromAt: number; toAt: number; ms: number; rule: DayRule | 'always'; day: string | null }
  | { code: 'closed'; fromDay: string; toDay: string; days: number; rule: DayRule }
  | { code: 'paused'; reason: PauseReason; fromAt: number; toAt: number; ms: number; capped: boolean; lasting: boolean }
  | { code: 'not_paused'; reason: PauseReason; fromAt: number; toAt: number | null }
  | { code: 'result'; at: number; targetMs: number; runMs: number; pausedMs: number }

type Placed = { orderAt: number; step: DeadlineStep }

/**
 * The deadline as a sum in order of time: the start, each open stretch that was used, the closed days between, each pause
 * with the open time it took (or why it took none), the result. Same errors as `dueAt`.
 */
export function explainDeadline(clock: ClockState, now: number): DeadlineStep[] {
  const { kind, startedAt, targetMs, calendar } = clock
  const due = dueAt(clock, now)
  const paused = pausedSteps(clock, countedNow(clock, now), due)
  const open = openSteps(clock, paused, due)
  const placed: Placed[] = [...paused, ...ignoredSteps(clock, due), ...closedSteps(clock, due), ...open]
  placed.sort((a, b) => a.orderAt - b.orderAt)
  const runMs = open.reduce((sum, { step }) => sum + step.ms, 0)
  const pausedMs = paused.reduce((sum, { step }) => sum + step.ms, 0)
  const { id, version, timeZone } = calendar
  return [
    { code: 'start', at: startedAt, kind, targetMs, calendar: id, version, timeZone },
    ...joinClosed(placed.map((p) => p.step)),
    { code: 'result', at: due, targetMs, runMs, pausedMs },
  ]
}

function pausedSteps(clock: ClockState, counted: readonly CountedPause[], due: number) {
  return counted
    .filter((pause) => pause.fromAt < due)
    .map((pause) => {
      // A pause that begins before the deadline has moved it, so it also ends before it.
      const { reason, fromAt, toAt, capped, lasting } = pause
      const ms = businessMs(clock.calendar, fromAt, toAt)
      return { orderAt: fromAt, step: { code: 'paused' as const, reason, fromAt, toAt, ms, capped, lasting } }
    })
}

function openSteps(clock: ClockState, paused: readonly { step: Interval }[], due: number) {
  const steps: { orderAt: number; step: Extract<DeadlineStep, { code: 'open' }> }[] = []
  const always = isAlwaysOpen(clock.calendar)
  for (const run of between(clock.startedAt, due, paused)) {
    const add = (fromAt: number, toAt: number, rule: DayRule | 'always', day: string | null) => {
      if (fromAt < toAt)
        steps.push({ orderAt: fromAt, step: { code: 'open', fromAt, toAt, ms: toAt - fromAt, rule, day } })
    }
    if (always) add(run.fromAt, run.toAt, 'always', null)
    else {
      for (const day of calendarDays(clock.calendar, run.fromAt, run.toAt)) {
        for (const o of day.open) add(Math.max(o.fromAt, run.fromAt), Math.min(o.toAt, run.toAt), day.rule, day.day)
      }
    }
  }
  return steps
}

function between(fromAt: number, toAt: number, paused: readonly { step: Interval }[]): Interval[] {
  const runs: Interval[] = []
  let cursorAt = fromAt
  for (const { step } of paused) {
    runs.push({ fromAt: cursorAt, toAt: step.fromAt })
    cursorAt = step.toAt
  }
  return [...runs, { fromAt: cursorAt, toAt }]
}

function closedSteps(clock: ClockState, due: number): Placed[] {
  const days = calendarDays(clock.calendar, clock.startedAt, due).filter((day) => day.open.length === 0)
  return days.map(({ day, rule, startAt }) => ({
    orderAt: startAt,
    step: { code: 'closed', fromDay: day, toDay: day, days: 1, rule },
  }))
}

function ignoredSteps(clock: ClockState, due: number): Placed[] {
  const idle = (p: Pause) => p.fromAt < due && (p.toAt ?? due) > clock.startedAt && !stopsClock(p.reason, clock.kind)
  return clock.pauses.filter(idle).map(({ reason, fromAt, toAt }) => ({
    orderAt: Math.max(fromAt, clock.startedAt),
    step: { code: 'not_paused', reason, fromAt, toAt },
  }))
}

function joinClosed(steps: readonly DeadlineStep[]): DeadlineStep[] {
  const joined: DeadlineStep[] = []
  for (const step of steps) {
    const before = joined.at(-1)
    if (step.code === 'closed' && before?.code === 'closed' && before.rule === step.rule) {
      joined[joined.length - 1] = { ...before, toDay: step.toDay, days: before.days + 1 }
    } else joined.push(step)
  }
  return joined
}
