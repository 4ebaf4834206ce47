import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { addMonths, dateOf, dayOf, parseDay, weekday } from './days.ts'

const anyDay = fc.integer({ min: dayOf('1990-01-01'), max: dayOf('2105-12-31') })

test('a day and its text are two forms of one thing, and there are no other days', () => {
  fc.assert(fc.property(anyDay, (day) => parseDay(dateOf(day)) === day))
  expect(['2025-02-29', '2025-13-01', '2025-1-1', 'x'].map(parseDay)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

test('months are added as Temporal adds them, with the month-end rule', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 240 }), (day, months) => {
      const theirs = Temporal.PlainDate.from(dateOf(day)).add({ months })
      expect(dateOf(addMonths(day, months))).toBe(theirs.toString())
      expect(weekday(day)).toBe(Temporal.PlainDate.from(dateOf(day)).dayOfWeek % 7)
    }),
  )
  expect(dateOf(addMonths(dayOf('2025-01-31'), 1))).toBe('2025-02-28')
})
