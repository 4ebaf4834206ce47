import { fromIso as at, HOUR_MS, MINUTE_MS } from '@aftercare/rules'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bestPlaces, judge } from './judge.ts'
import { earliestStart, freeStretches } from './room.ts'
import { travelMs } from './travel.ts'
import type { Booking, Technician, Work } from './work.ts'

const nine = at('2026-11-23T09:00+08:00')
const hour = (n: number) => nine + (n - 9) * HOUR_MS
const HERE = { lat: 31.23, lon: 121.47 }
const THERE = { lat: 31.33, lon: 121.57 }

const work: Work = {
  durationMs: HOUR_MS,
  timeZone: 'Asia/Shanghai',
  position: HERE,
  skills: ['cooling'],
  certificates: [],
}
const person: Technician = {
  id: 'p',
  skills: ['cooling'],
  certificates: [],
  shifts: [
    { fromAt: hour(9), toAt: hour(12) },
    { fromAt: hour(13), toAt: hour(18) },
  ],
  absences: [],
  bookings: [],
  home: HERE,
}
const booking = (from: number, to: number, position = HERE): Booking => ({
  visitId: `${from}`,
  fromAt: hour(from),
  toAt: hour(to),
  position,
})
const day = { fromAt: hour(0), toAt: hour(24) }

test('the first gap that is long enough, on the quarter hour', () => {
  expect(earliestStart(work, person, day)).toBe(hour(9))
  expect(earliestStart(work, { ...person, bookings: [booking(9, 10), booking(10.5, 12)] }, day)).toBe(hour(13))
  expect(earliestStart(work, person, { fromAt: hour(9) + 7 * MINUTE_MS, toAt: hour(18) })).toBe(hour(9.25))
  expect(earliestStart(work, { ...person, bookings: [booking(9, 12), booking(13, 18)] }, day)).toBeNull()
  expect(earliestStart({ ...work, durationMs: 4 * HOUR_MS }, person, { fromAt: hour(9), toAt: hour(12) })).toBeNull()
})

test('the way there and the way on take their time', () => {
  const way = travelMs(THERE, HERE)!
  expect(way).toBeGreaterThan(20 * MINUTE_MS)
  const fromHome = earliestStart(work, { ...person, home: THERE }, day)!
  expect(fromHome).toBeGreaterThanOrEqual(hour(9) + way)
  const before = { ...person, bookings: [booking(10.5, 12, THERE)] }
  // It would fit until 10:30, but not with the way to the next visit.
  expect(earliestStart(work, before, day)).toBe(hour(13))
  expect(travelMs(HERE, HERE)).toBe(0)
  expect(travelMs(null, HERE)).toBeNull()
})

test('an absence is no free time, and touching shifts are one', () => {
  const away = { ...person, absences: [{ fromAt: hour(10), toAt: hour(16), reason: 'sick' }] }
  expect(freeStretches(away)).toEqual([
    { fromAt: hour(9), toAt: hour(10) },
    { fromAt: hour(16), toAt: hour(18) },
  ])
  const joined = { ...person, shifts: [person.shifts[0]!, { fromAt: hour(12), toAt: hour(18) }] }
  expect(freeStretches(joined)).toEqual([{ fromAt: hour(9), toAt: hour(18) }])
})

test('judged at a time: what is lacking, and a way that is too short is only a warning', () => {
  const busy = { ...person, bookings: [booking(9, 10, THERE)] }
  const place = judge(work, busy, hour(10))
  expect(place.ok).toBe(true)
  expect(place.reasons.map((one) => one.code)).toContain('travel_short')
  expect(judge(work, busy, hour(9.5)).reasons.find((one) => one.code === 'booked')?.ok).toBe(false)
  expect(judge(work, { ...person, skills: [] }, hour(9)).ok).toBe(false)
})

test('who has no room stays in the list, behind, and says so', () => {
  const full = { ...person, id: 'full', bookings: [booking(9, 12), booking(13, 18)] }
  const [first, last] = bestPlaces(work, [full, person], day)
  expect(first).toMatchObject({ technicianId: 'p', ok: true, startAt: hour(9) })
  expect(last).toMatchObject({ technicianId: 'full', ok: false })
})

const span = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 12 }))
const spans = fc.array(span, { maxLength: 6 })
const quarter = (n: number) => hour(8) + n * 15 * MINUTE_MS

test('a start that is found is never double booked, on leave, off shift or on the road', () => {
  fc.assert(
    fc.property(spans, spans, fc.integer({ min: 15, max: 240 }), (booked, absent, minutes) => {
      const bookings = booked.map(
        ([from, long], i): Booking => ({
          visitId: `${i}`,
          fromAt: quarter(from),
          toAt: quarter(from + long),
          position: i % 2 ? HERE : THERE,
        }),
      )
      const absences = absent.map(([from, long]) => ({
        fromAt: quarter(from),
        toAt: quarter(from + long),
        reason: 'leave',
      }))
      const who = { ...person, bookings, absences }
      const start = earliestStart({ ...work, durationMs: minutes * MINUTE_MS }, who, day)
      if (start === null) return
      const place = judge({ ...work, durationMs: minutes * MINUTE_MS }, who, start)
      expect(place.ok).toBe(true)
      expect(place.reasons.filter((one) => one.code === 'travel_short')).toEqual([])
      expect(start % (15 * MINUTE_MS)).toBe(0)
    }),
  )
})
