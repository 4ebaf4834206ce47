import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysOf, monthAfter } from './month.ts'

test('a month is whole weeks that begin on Monday and hold every day of it once', () => {
  expect(daysOf('2026-11')[0]).toBe('2026-10-26')
  expect(daysOf('2026-11').at(-1)).toBe('2026-12-06')
  expect(daysOf('2027-02')).toHaveLength(28)
  fc.assert(
    fc.property(fc.integer({ min: 1990, max: 2100 }), fc.integer({ min: 1, max: 12 }), (year, number) => {
      const month = `${year}-${String(number).padStart(2, '0')}`
      const days = daysOf(month)
      expect(days.length % 7).toBe(0)
      expect(new Date(days[0]!).getUTCDay()).toBe(1)
      expect(new Set(days).size).toBe(days.length)
      const inside = days.filter((day) => day.startsWith(month))
      expect(inside).toHaveLength(new Date(Date.UTC(year, number, 0)).getUTCDate())
      expect(monthAfter(monthAfter(month, 1), -1)).toBe(month)
    }),
  )
})
