import { fromIso as at, HOUR_MS } from '@aftercare/rules'
import { expect, test } from 'vitest'
import { dayParts, placesIn } from './day-parts.ts'
import type { Technician, Work } from './work.ts'

const work: Work = { durationMs: HOUR_MS, timeZone: 'Europe/Berlin', position: null, skills: [], certificates: [] }
const works = (from: string, to: string): Technician => ({
  id: from,
  skills: [],
  certificates: [],
  shifts: [{ fromAt: at(from), toAt: at(to) }],
  absences: [],
  bookings: [],
  home: null,
})

test('parts are told by the clock on the wall of the site, also when it changes', () => {
  const parts = dayParts('Europe/Berlin', '2026-10-24', 2)
  expect(parts.map(({ date, part }) => `${date} ${part}`)).toEqual([
    '2026-10-24 morning',
    '2026-10-24 afternoon',
    '2026-10-24 evening',
    '2026-10-25 morning',
    '2026-10-25 afternoon',
    '2026-10-25 evening',
  ])
  expect(parts[0]).toMatchObject({ fromAt: at('2026-10-24T08:00+02:00'), toAt: at('2026-10-24T12:00+02:00') })
  expect(parts[3]).toMatchObject({ fromAt: at('2026-10-25T08:00+01:00'), toAt: at('2026-10-25T12:00+01:00') })
})

test('somebody comes in a part when the visit begins in it; not before the lead, not from too far', () => {
  const [morning] = dayParts('Europe/Berlin', '2026-11-23', 1)
  const early = works('2026-11-23T08:00+01:00', '2026-11-23T16:00+01:00')
  const late = works('2026-11-23T11:45+01:00', '2026-11-23T16:00+01:00')
  const noon = works('2026-11-23T12:00+01:00', '2026-11-23T16:00+01:00')
  expect(placesIn(work, [early, late, noon], morning!, 0).map((one) => one.technicianId)).toEqual([early.id, late.id])
  expect(placesIn(work, [early], morning!, at('2026-11-23T10:00+01:00'))[0]?.startAt).toBe(at('2026-11-23T10:00+01:00'))
  expect(placesIn(work, [early], morning!, at('2026-11-23T12:00+01:00'))).toEqual([])
  const munich = { ...early, home: { lat: 48.14, lon: 11.58 } }
  expect(placesIn({ ...work, position: { lat: 52.52, lon: 13.4 } }, [munich], morning!, 0)).toEqual([])
})
