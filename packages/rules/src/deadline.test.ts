import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ALWAYS_OPEN } from './calendar.ts'
import { anyCalendar, anyInstant, office } from './calendars.fixture.ts'
import type { ClockState } from './clocks.ts'
import { dueAt } from './clocks.ts'
import type { DeadlineStep } from './deadline.ts'
import { explainDeadline } from './deadline.ts'
import { fromIso as at, DAY_MS, HOUR_MS } from './instants.ts'
import { CLOCK_KINDS, HOLD_REASONS } from './pauses.ts'

const shanghai = { ...office('Asia/Shanghai'), holidays: ['2026-11-23'], version: 7 }
const clock: ClockState = {
  kind: 'resolve',
  startedAt: at('2026-11-20T10:00+08:00'),
  targetMs: 8 * HOUR_MS,
  calendar: shanghai,
  pauses: [
    { reason: 'waiting_part', fromAt: at('2026-11-20T10:00+08:00'), toAt: null },
    { reason: 'waiting_customer', fromAt: at('2026-11-20T16:00+08:00'), toAt: at('2026-11-24T09:30+08:00') },
  ],
  metAt: null,
}

describe('the sum of a deadline', () => {
  test('prints every line: start, days used, days closed, pauses, result', () => {
    const steps = explainDeadline(clock, at('2026-11-24T10:00+08:00'))
    const day = '2026-11-20'
    const open = { code: 'open', rule: 'weekly' }
    expect(steps).toMatchObject([
      { code: 'start', kind: 'resolve', targetMs: 8 * HOUR_MS, calendar: 'office:Asia/Shanghai', version: 7 },
      { code: 'not_paused', reason: 'waiting_part' },
      { ...open, day, fromAt: clock.startedAt, toAt: at('2026-11-20T12:00+08:00'), ms: 2 * HOUR_MS },
      { ...open, day, fromAt: at('2026-11-20T13:00+08:00'), toAt: at('2026-11-20T16:00+08:00'), ms: 3 * HOUR_MS },
      { code: 'paused', reason: 'waiting_customer', ms: 1.5 * HOUR_MS, capped: false, lasting: false },
      { code: 'closed', fromDay: '2026-11-21', toDay: '2026-11-22', days: 2, rule: 'weekly' },
      { code: 'closed', fromDay: '2026-11-23', toDay: '2026-11-23', days: 1, rule: 'holiday' },
      { ...open, day: '2026-11-24', ms: 2.5 * HOUR_MS },
      { ...open, day: '2026-11-24', toAt: at('2026-11-24T13:30+08:00'), ms: HOUR_MS / 2 },
      { code: 'result', at: at('2026-11-24T13:30+08:00'), targetMs: 8 * HOUR_MS, runMs: 8 * HOUR_MS },
    ])
  })

  test('a calendar that never closes needs one line per stretch', () => {
    const fromAt = clock.startedAt + HOUR_MS
    const always: ClockState = {
      ...clock,
      calendar: ALWAYS_OPEN('Asia/Shanghai'),
      pauses: [{ reason: 'site_not_ready', fromAt, toAt: null }],
    }
    const steps = explainDeadline(always, fromAt + 2 * HOUR_MS)
    expect(steps.map((step) => step.code)).toEqual(['start', 'open', 'paused', 'open', 'result'])
    expect(steps[1]).toMatchObject({ rule: 'always', day: null, ms: HOUR_MS })
    expect(steps[2]).toMatchObject({ ms: 2 * HOUR_MS, lasting: true })
    expect(steps[4]).toMatchObject({ at: clock.startedAt + 10 * HOUR_MS, pausedMs: 2 * HOUR_MS })
  })

  test('adds up exactly for any clock, in order of time', () => {
    const anyPause = fc.record({
      reason: fc.constantFrom(...HOLD_REASONS),
      afterMs: fc.integer({ min: -DAY_MS, max: 20 * DAY_MS }),
      ms: fc.option(fc.integer({ min: 0, max: 9 * DAY_MS }), { freq: 4 }),
    })
    const anyTarget = fc.integer({ min: 0, max: 200 * HOUR_MS })
    fc.assert(
      fc.property(
        fc.constantFrom(...CLOCK_KINDS),
        fc.oneof(
          { weight: 4, arbitrary: anyCalendar },
          { weight: 1, arbitrary: fc.constant(ALWAYS_OPEN('Asia/Tokyo')) },
        ),
        anyInstant,
        anyTarget,
        fc.array(anyPause, { maxLength: 5 }),
        fc.integer({ min: 0, max: 30 * DAY_MS }),
        (kind, calendar, startedAt, targetMs, list, later) => {
          const pauses = list.map(({ reason, afterMs, ms }) => {
            const fromAt = startedAt + afterMs
            return { reason, fromAt, toAt: ms === null ? null : fromAt + ms }
          })
          const any: ClockState = { kind, calendar, startedAt, targetMs, pauses, metAt: null }
          const steps = explainDeadline(any, startedAt + later)
          const result = steps.at(-1)
          expect(sum(steps, 'open')).toBe(targetMs)
          expect(result).toEqual({
            code: 'result',
            at: dueAt(any, startedAt + later),
            targetMs,
            runMs: targetMs,
            pausedMs: sum(steps, 'paused'),
          })
          const opens = steps.filter((step) => step.code === 'open')
          for (const [i, open] of opens.entries()) {
            expect(open.fromAt).toBeGreaterThanOrEqual(i === 0 ? startedAt : opens[i - 1]!.toAt)
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})

function sum(steps: readonly DeadlineStep[], code: 'open' | 'paused'): number {
  return steps.reduce((total, step) => (step.code === code && 'ms' in step ? total + step.ms : total), 0)
}
