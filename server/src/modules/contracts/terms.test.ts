import { expect, test } from 'vitest'
import type { Terms } from './shapes.ts'
import { periodOf } from './terms.ts'

const terms = { startsFrom: 'warranty_end', waitingDays: 0, termMonths: 12 } as Terms

test('an extension begins the day after the standard warranty, and today when that is over', () => {
  expect(periodOf(terms, '2026-03-01', '2027-02-28')).toEqual({
    termStart: '2027-03-01',
    start: '2027-03-01',
    end: '2028-02-29',
  })
  expect(periodOf(terms, '2026-03-01', '2026-02-28').start).toBe('2026-03-01')
  expect(periodOf(terms, '2026-03-01', null).start).toBe('2026-03-01')
})

test('waiting days shorten the cover, not the term', () => {
  const period = periodOf({ ...terms, startsFrom: 'signing', waitingDays: 30 }, '2026-01-31', '2030-01-01')
  expect(period).toEqual({ termStart: '2026-01-31', start: '2026-03-02', end: '2027-01-30' })
})
