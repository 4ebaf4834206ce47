import { expect, test } from 'vitest'
import { ALWAYS_OPEN } from './calendar.ts'
import { office } from './calendars.fixture.ts'
import { readClock } from './clocks.ts'
import { fromIso as at } from './instants.ts'
import { escalationsReached, startClocks, targetFor } from './targets.ts'

const calendars = { '24x7': ALWAYS_OPEN('Asia/Shanghai'), business: office('Asia/Shanghai') }
const friday = at('2026-11-20T16:30+08:00')

test('a P1 runs day and night', () => {
  const clocks = startClocks(targetFor('P1'), friday, calendars)
  expect(clocks.map((c) => [c.kind, new Date(readClock(c, friday).dueAt).toISOString()])).toEqual([
    ['respond', '2026-11-20T08:45:00.000Z'],
    ['restore', '2026-11-20T12:30:00.000Z'],
    ['resolve', '2026-11-20T16:30:00.000Z'],
  ])
})

test('a P5 runs in opening hours and promises no restoration', () => {
  const clocks = startClocks(targetFor('P5'), friday, calendars)
  expect(clocks.map((c) => c.kind)).toEqual(['respond', 'resolve'])
  // 24 open hours: Friday 0.5, Monday to Wednesday 7 each, Thursday 2.5
  expect(readClock(clocks[0]!, friday).dueAt).toBe(at('2026-11-26T11:30+08:00'))
})

test('a contract changes single promises: on site within 24 hours', () => {
  const clocks = startClocks(targetFor('P3', { arriveMinutes: 1_440, calendar: '24x7' }), friday, calendars)
  expect(clocks.map((c) => c.kind)).toEqual(['respond', 'arrive', 'restore', 'resolve'])
  expect(readClock(clocks[1]!, friday).dueAt).toBe(at('2026-11-21T16:30+08:00'))
})

test('escalation reaches each step exactly at its share', () => {
  expect(escalationsReached(49, 100)).toEqual([])
  expect(escalationsReached(75, 100).map((step) => step.to)).toEqual(['owner', 'team_lead'])
  expect(escalationsReached(150, 100)).toHaveLength(5)
})
