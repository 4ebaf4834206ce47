import { expect, test } from 'vitest'
import { dayOf, endOfDay, lastDayOf, startOfDay } from './zone-day.ts'

test('a day in Shanghai begins the evening before in UTC', () => {
  expect(startOfDay('2026-11-22', 'Asia/Shanghai')).toBe('2026-11-21T16:00:00.000Z')
  expect(endOfDay('2026-11-22', 'Asia/Shanghai')).toBe('2026-11-22T16:00:00.000Z')
})

test('the day the clocks change has 23 hours in Berlin', () => {
  const hours =
    (Date.parse(endOfDay('2026-03-29', 'Europe/Berlin')) - Date.parse(startOfDay('2026-03-29', 'Europe/Berlin'))) /
    3_600_000
  expect(hours).toBe(23)
})

test('days come back as they went', () => {
  for (const zone of ['America/New_York', 'Asia/Taipei', 'Europe/Berlin']) {
    expect(dayOf(startOfDay('2026-11-01', zone), zone)).toBe('2026-11-01')
    expect(lastDayOf(endOfDay('2026-11-01', zone), zone)).toBe('2026-11-01')
  }
})
