import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ALWAYS_OPEN, businessMs } from './calendar.ts'
import { anyCalendar, anyInstant, office } from './calendars.fixture.ts'
import type { ClockState } from './clocks.ts'
import {
  clockStatus,
  dueAt,
  elapsedMs,
  reachesAt,
  readClock,
  remainingMs,
  resumeClock,
  retargetClock,
} from './clocks.ts'
import { fromIso as at, DAY_MS, HOUR_MS } from './instants.ts'
import type { Pause } from './pauses.ts'
import { CLOCK_KINDS, countedPauses, HOLD_REASONS, PAUSE_REASONS, stopsClock } from './pauses.ts'

const shanghai = office('Asia/Shanghai')
// Thursday 10:00; 16 open hours are Thu 2+4, Fri 3+4, Mon 3.
const start = at('2026-11-19T10:00+08:00')
const clock: ClockState = {
  kind: 'resolve',
  startedAt: start,
  targetMs: 16 * HOUR_MS,
  calendar: shanghai,
  pauses: [],
  metAt: null,
}
const monday = at('2026-11-23T12:00+08:00')
const pause = (reason: Pause['reason'], from: string, to: string | null): Pause => ({
  reason,
  fromAt: at(from),
  toAt: to === null ? null : at(to),
})

describe('deadline', () => {
  test('runs in open time', () => {
    expect(dueAt(clock, start)).toBe(monday)
    expect(remainingMs(clock, at('2026-11-21T10:00+08:00'))).toBe(3 * HOUR_MS)
    expect(elapsedMs(clock, at('2026-11-20T10:00+08:00'))).toBe(7 * HOUR_MS)
    expect(reachesAt(clock, 50, start)).toBe(at('2026-11-20T11:00+08:00'))
    expect(reachesAt(clock, 150, start)).toBe(at('2026-11-24T14:00+08:00'))
  })

  test('a pause counts by its overlap with the calendar only', () => {
    const weekend = {
      ...clock,
      pauses: [pause('waiting_customer', '2026-11-20T16:00+08:00', '2026-11-23T10:00+08:00')],
    }
    expect(dueAt(weekend, start)).toBe(at('2026-11-23T15:00+08:00')) // 2 open hours, over lunch
    const night = { ...clock, pauses: [pause('waiting_customer', '2026-11-19T18:00+08:00', '2026-11-20T08:00+08:00')] }
    expect(dueAt(night, start)).toBe(monday)
  })

  test('overlapping pauses are not counted twice', () => {
    const pauses = [
      pause('waiting_customer', '2026-11-20T09:00+08:00', '2026-11-20T11:00+08:00'),
      pause('site_not_ready', '2026-11-20T10:00+08:00', '2026-11-20T12:00+08:00'),
    ]
    expect(dueAt({ ...clock, pauses }, start)).toBe(at('2026-11-23T16:00+08:00'))
  })

  test('a pause after the deadline or before the start moves nothing', () => {
    const late = pause('waiting_customer', '2026-11-23T12:00+08:00', '2026-11-24T12:00+08:00')
    const early = pause('waiting_customer', '2026-11-18T09:00+08:00', '2026-11-19T10:00+08:00')
    expect(dueAt({ ...clock, pauses: [late, early] }, at('2026-11-25T00:00Z'))).toBe(monday)
  })

  test('a lasting pause moves the deadline with the time, up to the longest the reason allows', () => {
    const waiting = { ...clock, pauses: [pause('waiting_customer', '2026-11-20T09:00+08:00', null)] }
    expect(dueAt(waiting, at('2026-11-20T10:00+08:00'))).toBe(at('2026-11-23T14:00+08:00'))
    const after5Days = at('2026-11-25T09:00+08:00')
    expect(dueAt(waiting, after5Days + 30 * DAY_MS)).toBe(dueAt(waiting, after5Days))
    expect(clockStatus(waiting, after5Days)).toBe('running')
    expect(clockStatus(waiting, after5Days - 1)).toBe('paused')
  })

  test('waiting for a part, and anything at all on the respond clock, stops nothing', () => {
    const part = { ...clock, pauses: [pause('waiting_part', '2026-11-19T11:00+08:00', null)] }
    expect(dueAt(part, at('2026-11-20T11:00+08:00'))).toBe(monday)
    expect(clockStatus(part, at('2026-11-20T11:00+08:00'))).toBe('running')
    for (const reason of [...HOLD_REASONS, 'was_met'] as const) expect(stopsClock(reason, 'respond')).toBe(false)
    expect(PAUSE_REASONS.force_majeure.needsApproval).toBe(true)
    expect(stopsClock('waiting_customer', 'arrive')).toBe(false)
    expect(stopsClock('customer_chosen_date', 'arrive')).toBe(true)
  })
})

describe('status', () => {
  test('met exactly at the deadline is met, a moment later is late', () => {
    expect(clockStatus({ ...clock, metAt: monday }, monday + DAY_MS)).toBe('met')
    expect(clockStatus({ ...clock, metAt: monday + 1 }, monday + DAY_MS)).toBe('met_late')
    expect(clockStatus(clock, monday)).toBe('running')
    expect(clockStatus(clock, monday + 1)).toBe('breached')
  })

  test('what was left when it was met stays left', () => {
    const met = { ...clock, metAt: at('2026-11-20T09:00+08:00') }
    expect(remainingMs(met, monday + 30 * DAY_MS)).toBe(10 * HOUR_MS)
    expect(remainingMs(clock, at('2026-11-23T14:00+08:00'))).toBe(-HOUR_MS)
  })

  test('a pause nobody ended stops growing when the clock is met', () => {
    const lasting = [pause('site_not_ready', '2026-11-20T09:00+08:00', null)]
    const met = { ...clock, pauses: lasting, metAt: at('2026-11-20T10:00+08:00') }
    expect(dueAt(met, monday + 30 * DAY_MS)).toBe(at('2026-11-23T14:00+08:00'))
    expect(remainingMs(met, monday + 30 * DAY_MS)).toBe(10 * HOUR_MS)
  })

  test('a clock put on hold reads as paused at once, a breached one stays breached', () => {
    const now = at('2026-11-20T10:00+08:00')
    const held = { ...clock, pauses: [{ reason: 'site_not_ready' as const, fromAt: now, toAt: null }] }
    expect(readClock(held, now)).toEqual({
      dueAt: monday,
      remainingMs: 9 * HOUR_MS,
      status: 'paused',
      pausedBy: 'site_not_ready',
    })
    const tooLate = { ...clock, pauses: [{ reason: 'site_not_ready' as const, fromAt: monday + 1, toAt: null }] }
    expect(clockStatus(tooLate, monday + HOUR_MS)).toBe('breached')
  })
})

describe('changes', () => {
  test('another priority recomputes from the original start and keeps the pauses', () => {
    const held = { ...clock, pauses: [pause('waiting_customer', '2026-11-19T10:00+08:00', '2026-11-19T12:00+08:00')] }
    const raised = retargetClock(held, 4 * HOUR_MS, ALWAYS_OPEN('Asia/Shanghai'))
    expect(dueAt(raised, start)).toBe(start + 6 * HOUR_MS)
  })

  test('reopening goes on with the rest of the old clock', () => {
    const met = { ...clock, metAt: at('2026-11-20T09:00+08:00') } // 10 open hours were left
    const reopened = resumeClock(met, at('2026-12-01T09:00+08:00'))
    expect(remainingMs(reopened, at('2026-12-01T09:00+08:00'))).toBe(10 * HOUR_MS)
    expect(dueAt(reopened, at('2026-12-01T09:00+08:00'))).toBe(at('2026-12-02T12:00+08:00'))
    const late = resumeClock({ ...clock, metAt: monday + HOUR_MS }, monday + DAY_MS)
    expect(clockStatus(late, monday + DAY_MS)).toBe('breached')
  })

  test('an answer once given stays given', () => {
    const answered: ClockState = { ...clock, kind: 'respond', metAt: start + 1 }
    expect(resumeClock(answered, start + DAY_MS)).toBe(answered)
  })

  test('refusals', () => {
    const bad = (pauses: unknown) => () => dueAt({ ...clock, pauses: pauses as Pause[] }, start)
    const unknown = expect.objectContaining({ code: 'pause_reason_unknown' })
    expect(bad([{ reason: 'toString', fromAt: 1, toAt: 2 }])).toThrow(unknown)
    const backwards = expect.objectContaining({ code: 'pause_ends_before_start' })
    expect(bad([{ reason: 'waiting_part', fromAt: 2, toAt: 1 }])).toThrow(backwards)
    const early = expect.objectContaining({ code: 'clock_reopened_before_met' })
    expect(() => resumeClock({ ...clock, metAt: monday }, start)).toThrow(early)
  })
})

const anyPause: fc.Arbitrary<Pause> = fc
  .tuple(fc.constantFrom(...HOLD_REASONS), anyInstant, fc.option(fc.integer({ min: 0, max: 20 * DAY_MS }), { freq: 4 }))
  .map(([reason, fromAt, ms]) => ({ reason, fromAt, toAt: ms === null ? null : fromAt + ms }))

const anyClock = fc
  .tuple(fc.constantFrom(...CLOCK_KINDS), anyInstant, fc.integer({ min: 0, max: 200 * HOUR_MS }), anyCalendar)
  .chain(([kind, startedAt, targetMs, calendar]) => {
    // Near the start, or most pauses would touch nothing.
    const near = anyPause.map((p) => {
      const fromAt = startedAt + (p.fromAt % (30 * DAY_MS)) - 2 * DAY_MS
      return { ...p, fromAt, toAt: p.toAt === null ? null : fromAt + (p.toAt - p.fromAt) }
    })
    const pauses = fc.array(near, { maxLength: 5 })
    return fc.record({
      clock: pauses.map((list): ClockState => ({ kind, startedAt, targetMs, calendar, pauses: list, metAt: null })),
      another: near,
      now: fc.integer({ min: startedAt, max: startedAt + 40 * DAY_MS }),
    })
  })

describe('for any clock', () => {
  test('deadline = start + target + the pauses before it, in open time', () => {
    fc.assert(
      fc.property(anyClock, ({ clock, now }) => {
        const due = dueAt(clock, now)
        const paused = countedPauses(clock.kind, clock.startedAt, clock.pauses, now)
          .map((p) => businessMs(clock.calendar, p.fromAt, Math.min(p.toAt, due)))
          .reduce((sum, ms) => sum + ms, 0)
        expect(businessMs(clock.calendar, clock.startedAt, due)).toBe(clock.targetMs + paused)
        const ended = clock.pauses.map((p) => ({ ...p, toAt: p.toAt ?? Math.max(now, p.fromAt) }))
        expect(elapsedMs({ ...clock, pauses: ended, metAt: due }, due)).toBe(clock.targetMs)
      }),
      { numRuns: 300 },
    )
  })

  test('one more pause never makes it earlier, and order does not matter', () => {
    fc.assert(
      fc.property(anyClock, ({ clock, another, now }) => {
        const more = { ...clock, pauses: [...clock.pauses, another] }
        expect(dueAt(more, now)).toBeGreaterThanOrEqual(dueAt(clock, now))
        expect(dueAt({ ...more, pauses: [...more.pauses].reverse() }, now)).toBe(dueAt(more, now))
      }),
      { numRuns: 300 },
    )
  })

  test('breached exactly when nothing could still be in time, and never both running and overdue', () => {
    fc.assert(
      fc.property(anyClock, ({ clock, now }) => {
        const { dueAt: due, remainingMs: left, status } = readClock(clock, now)
        expect(status === 'breached').toBe(now > due)
        if (left < 0) expect(status).toBe('breached')
        if (status === 'running' || status === 'paused') expect(left).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 300 },
    )
  })
})
