import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BusinessCalendar } from './calendar.ts'
import {
  ALWAYS_OPEN,
  addBusinessMs,
  businessMs,
  calendarDays,
  checkCalendar,
  isAlwaysOpen,
  isOpen,
  nextOpening,
  openIntervals,
  workingDaysBetween,
} from './calendar.ts'
import { anyCalendar, anyInstant, closedAllYear, hours, office } from './calendars.fixture.ts'
import { fromIso, HOUR_MS, toIso } from './instants.ts'

const at = fromIso
const shanghai = office('Asia/Shanghai')

describe('an office with a lunch break', () => {
  test('counts open time only', () => {
    // Thursday 11:00 to Friday 14:00 in Shanghai: 1 h + 4 h, then 3 h + 1 h
    expect(businessMs(shanghai, at('2026-11-19T11:00+08:00'), at('2026-11-20T14:00+08:00'))).toBe(9 * HOUR_MS)
    expect(businessMs(shanghai, at('2026-11-19T14:00+08:00'), at('2026-11-19T11:00+08:00'))).toBe(0)
  })

  test('adds open time over lunch, night and weekend', () => {
    const friday = at('2026-11-20T16:30+08:00')
    expect(toIso(addBusinessMs(shanghai, friday, HOUR_MS))).toBe('2026-11-23T01:30:00.000Z')
    expect(addBusinessMs(shanghai, friday, HOUR_MS / 2)).toBe(at('2026-11-20T17:00+08:00'))
    expect(addBusinessMs(shanghai, at('2026-11-21T03:00Z'), 0)).toBe(at('2026-11-21T03:00Z'))
  })

  test('is half open', () => {
    expect(isOpen(shanghai, at('2026-11-20T09:00+08:00'))).toBe(true)
    expect(isOpen(shanghai, at('2026-11-20T12:00+08:00'))).toBe(false)
    expect(nextOpening(shanghai, at('2026-11-20T12:00+08:00'))).toBe(at('2026-11-20T13:00+08:00'))
    expect(nextOpening(shanghai, at('2026-11-20T13:30+08:00'))).toBe(at('2026-11-20T13:30+08:00'))
  })

  test('holidays close, make-up days and special hours override weekend and holiday', () => {
    const calendar: BusinessCalendar = {
      ...shanghai,
      version: 2,
      holidays: ['2026-10-01', '2026-10-02'],
      workdays: { '2026-09-27': [['10:00', '16:00']], '2026-10-02': [['09:00', '10:00']], '2026-09-28': [] },
    }
    const days = calendarDays(calendar, at('2026-09-27T00:00+08:00'), at('2026-10-03T00:00+08:00'))
    expect(days.map((d) => [d.day, d.rule, d.openMs / HOUR_MS])).toEqual([
      ['2026-09-27', 'workday', 6],
      ['2026-09-28', 'workday', 0],
      ['2026-09-29', 'weekly', 7],
      ['2026-09-30', 'weekly', 7],
      ['2026-10-01', 'holiday', 0],
      ['2026-10-02', 'workday', 1],
    ])
    // 民法典 Art. 201: the first day does not count.
    expect(workingDaysBetween(calendar, at('2026-09-27T12:00+08:00'), at('2026-10-02T09:30+08:00'))).toBe(3)
    expect(workingDaysBetween(calendar, at('2026-09-29T08:00+08:00'), at('2026-09-29T23:00+08:00'))).toBe(0)
  })
})

describe('nights when the clock changes', () => {
  const night = (timeZone: string): BusinessCalendar => ({
    ...hours(timeZone, [
      ['00:00', '06:00'],
      ['22:00', '24:00'],
    ]),
    id: `night:${timeZone}`,
  })

  test('Berlin: the spring night has an hour less, the autumn night one more', () => {
    const spring = [at('2026-03-28T22:00+01:00'), at('2026-03-29T06:00+02:00')] as const
    const autumn = [at('2026-10-24T22:00+02:00'), at('2026-10-25T06:00+01:00')] as const
    expect(businessMs(night('Europe/Berlin'), ...spring)).toBe(7 * HOUR_MS)
    expect(businessMs(night('Europe/Berlin'), ...autumn)).toBe(9 * HOUR_MS)
    expect(openIntervals(night('Europe/Berlin'), ...autumn)).toEqual([{ fromAt: autumn[0], toAt: autumn[1] }])
  })

  test('hours inside the skipped hour shrink to what exists, hours that meet in the repeated hour still meet', () => {
    const skipped = { ...hours('Europe/Berlin', [['02:30', '03:30']]), id: 'skipped' }
    const [open] = openIntervals(skipped, at('2026-03-29T00:00Z'), at('2026-03-29T12:00Z'))
    expect(open).toEqual({ fromAt: at('2026-03-29T03:00+02:00'), toAt: at('2026-03-29T03:30+02:00') })
    const repeated = { ...hours('Europe/Berlin', [['00:00', '02:30'], ['02:30', '24:00']]), id: 'repeated' } // biome-ignore format: one line
    expect(calendarDays(repeated, at('2026-10-25T10:00Z'), at('2026-10-25T11:00Z'))[0]?.openMs).toBe(25 * HOUR_MS)
  })

  test('zones that jump at midnight, and the day Samoa left out', () => {
    const day = (zone: string, iso: string) => calendarDays(ALWAYS_OPEN(zone), at(iso), at(iso) + 1)[0]
    expect(day('Africa/Cairo', '2026-04-24T12:00Z')).toMatchObject({ day: '2026-04-24', openMs: 23 * HOUR_MS })
    expect(day('America/Havana', '2026-11-01T16:00Z')).toMatchObject({ day: '2026-11-01', openMs: 25 * HOUR_MS })
    const apia = calendarDays(ALWAYS_OPEN('Pacific/Apia'), at('2011-12-30T09:00Z'), at('2011-12-30T11:00Z'))
    expect(apia.map((d) => [d.day, d.openMs / HOUR_MS])).toEqual([
      ['2011-12-29', 24],
      ['2011-12-30', 0],
      ['2011-12-31', 24],
    ])
    expect(isOpen(office('Pacific/Apia'), at('2011-12-30T19:00Z'))).toBe(false) // Saturday the 31st
  })
})

describe('the calendar that never closes', () => {
  const always = ALWAYS_OPEN('Europe/Berlin')

  test('is plain time', () => {
    expect(isAlwaysOpen(always)).toBe(true)
    expect(addBusinessMs(always, at('2026-03-28T22:00Z'), 8 * HOUR_MS)).toBe(at('2026-03-29T06:00Z'))
    expect(openIntervals(always, 0, 5)).toEqual([{ fromAt: 0, toAt: 5 }])
    expect(openIntervals(always, 5, 5)).toEqual([])
  })

  test('is recognised by its hours, not by its name, and a holiday ends it', () => {
    const split = { ...hours('Asia/Tokyo', [['00:00', '12:00'], ['12:00', '24:00']]), id: 'split' } // biome-ignore format: one line
    expect(isAlwaysOpen(split)).toBe(true)
    expect(isAlwaysOpen({ ...split, version: 2, holidays: ['2026-01-01'] })).toBe(false)
  })
})

describe('refusals', () => {
  test.each([
    ['calendar_interval_empty', { ...shanghai, weekly: { ...shanghai.weekly, 1: [['18:00', '06:00']] } }],
    ['calendar_intervals_overlap', { ...shanghai, weekly: { ...shanghai.weekly, 1: [['09:00', '12:00'], ['11:00', '13:00']] } }], // biome-ignore format: a table
    ['calendar_time_invalid', { ...shanghai, weekly: { ...shanghai.weekly, 1: [['9:00', '12:00']] } }],
    ['calendar_date_invalid', { ...shanghai, holidays: ['2026-02-30'] }],
    ['time_zone_unknown', { ...shanghai, timeZone: 'Mars/Olympus' }],
    ['calendar_day_missing', { ...shanghai, weekly: { 1: [] } }],
  ])('%s', (code, calendar) => {
    expect(() => checkCalendar({ ...calendar, id: code } as BusinessCalendar)).toThrow(
      expect.objectContaining({ code }),
    )
  })

  test('a calendar that never opens ends the search with a code', () => {
    const refused = expect.objectContaining({ code: 'calendar_no_opening' })
    expect(() => addBusinessMs(closedAllYear, at('2026-01-01T00:00Z'), 1)).toThrow(refused)
    expect(() => nextOpening(closedAllYear, at('2026-01-01T00:00Z'))).toThrow(refused)
    expect(businessMs(closedAllYear, at('2026-01-01T00:00Z'), at('2027-01-01T00:00Z'))).toBe(0)
  })

  test('negative durations, fractions and absurd ranges', () => {
    expect(() => addBusinessMs(shanghai, 0, -1)).toThrow(expect.objectContaining({ code: 'duration_invalid' }))
    expect(() => businessMs(shanghai, 0.5, 7)).toThrow(expect.objectContaining({ code: 'instant_invalid' }))
    const far = expect.objectContaining({ code: 'calendar_range_too_long' })
    expect(() => businessMs(shanghai, 0, at('9999-01-01T00:00Z'))).toThrow(far)
  })

  test('the same id and version with other rules is not answered from memory', () => {
    const start = at('2026-11-20T00:00Z')
    expect(businessMs({ ...shanghai }, start, start + 24 * HOUR_MS)).toBe(7 * HOUR_MS)
    const other = { ...hours('Asia/Shanghai', [['09:00', '10:00']]), id: shanghai.id, version: shanghai.version }
    expect(businessMs(other, start, start + 24 * HOUR_MS)).toBe(HOUR_MS)
  })
})

describe('for any calendar', () => {
  test('adding and measuring are inverse, and the result is the earliest such instant', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, fc.integer({ min: 1, max: 300 * HOUR_MS }), (calendar, fromAt, ms) => {
        const toAt = addBusinessMs(calendar, fromAt, ms)
        expect(businessMs(calendar, fromAt, toAt)).toBe(ms)
        expect(businessMs(calendar, fromAt, toAt - 1)).toBe(ms - 1)
      }),
    )
  })

  test('open time is additive and the sum of the open intervals', () => {
    const span = fc.integer({ min: 0, max: 400 * HOUR_MS })
    fc.assert(
      fc.property(anyCalendar, anyInstant, span, span, (calendar, a, toB, toC) => {
        const [b, c] = [a + toB, a + toB + toC]
        expect(businessMs(calendar, a, b) + businessMs(calendar, b, c)).toBe(businessMs(calendar, a, c))
        const open = openIntervals(calendar, a, c)
        expect(open.reduce((sum, o) => sum + o.toAt - o.fromAt, 0)).toBe(businessMs(calendar, a, c))
        for (const [i, o] of open.entries()) expect(o.fromAt).toBeGreaterThan(i === 0 ? a - 1 : open[i - 1]!.toAt)
      }),
    )
  })

  test('open is what the wall clock in that zone says (Intl as the second opinion)', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, (calendar, someAt) => {
        // Within hours of a clock change a wall time may exist twice; that rule has its own tests above.
        fc.pre(wall(calendar, someAt - 3 * HOUR_MS, 3) === wall(calendar, someAt, 0))
        fc.pre(wall(calendar, someAt + 3 * HOUR_MS, -3) === wall(calendar, someAt, 0))
        const [day, time] = wall(calendar, someAt, 0).split(' ') as [string, string]
        const weekday = (new Date(`${day}T00:00Z`).getUTCDay() || 7) as 1 | 2 | 3 | 4 | 5 | 6 | 7
        const today = calendar.workdays[day] ?? (calendar.holidays.includes(day) ? [] : calendar.weekly[weekday])
        expect(isOpen(calendar, someAt)).toBe(today.some(([from, to]) => from <= time && time < to))
        expect(isOpen(calendar, nextOpening(calendar, someAt))).toBe(true)
      }),
      { numRuns: 400 },
    )
  })
})

function wall(calendar: BusinessCalendar, instantAt: number, plusHours: number): string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: calendar.timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  })
  const text = format.format(instantAt)
  const shifted = new Date(Date.parse(`${text.replace(' ', 'T')}Z`) + plusHours * HOUR_MS)
  return shifted.toISOString().slice(0, 16).replace('T', ' ')
}
