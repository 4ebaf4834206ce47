import { expect, test } from 'vitest'
import { meterDue } from './forecast.ts'

const year = [
  { day: '2026-01-01', value: 1000 },
  { day: '2026-04-11', value: 2000 },
]

test('a straight line through the last year', () => {
  const due = meterDue(2500, year, '2026-01-01', null)
  expect(due).toMatchObject({
    on: '2026-05-31',
    sum: { by: 'meter', perDay: 10, lastValue: 2000, lastOn: '2026-04-11' },
  })
})

test('older use is left out, a passed value is due at once', () => {
  const old = [{ day: '2020-01-01', value: 0 }, ...year]
  expect(meterDue(2500, old, '2026-01-01', null).on).toBe('2026-05-31')
  expect(meterDue(1500, year, '2026-01-01', null)).toMatchObject({ on: '2026-04-11', sum: { by: 'meter_reached' } })
})

test('no reading, one reading, or a machine that stands still: the months of the plan', () => {
  expect(meterDue(2500, [], '2026-01-31', 6)).toMatchObject({ on: '2026-07-31', sum: { by: 'meter_unread' } })
  expect(meterDue(2500, year.slice(1), '2026-01-31', null).sum.by).toBe('meter_still')
  const still = [year[1]!, { day: '2026-06-11', value: 2000 }]
  expect(meterDue(2500, still, '2026-06-11', 3)).toMatchObject({ on: '2026-09-11', sum: { by: 'meter_still' } })
})

test('months and meter: whichever comes first', () => {
  expect(meterDue(2500, year, '2026-01-01', 3)).toMatchObject({ on: '2026-04-01', sum: { by: 'time' } })
  expect(meterDue(2500, year, '2026-01-01', 12)).toMatchObject({ on: '2026-05-31', sum: { by: 'meter' } })
})
