import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Candidate, VisitNeed } from './candidates.ts'
import { rankCandidates } from './candidates.ts'
import { distanceMetres } from './distance.ts'
import { fromIso as at, HOUR_MS } from './instants.ts'

const need: VisitNeed = {
  fromAt: at('2026-11-20T10:00+08:00'),
  toAt: at('2026-11-20T12:00+08:00'),
  timeZone: 'Asia/Shanghai',
  position: { lat: 31.2304, lon: 121.4737 },
  skills: ['compressor'],
  certificates: ['high_voltage'],
}
const able: Candidate = {
  technicianId: 'able',
  skills: ['compressor', 'car'],
  certificates: [{ code: 'high_voltage', validFrom: '2024-01-01', validTo: '2026-11-20' }],
  shifts: [{ fromAt: at('2026-11-20T08:00+08:00'), toAt: at('2026-11-20T17:00+08:00') }],
  absences: [],
  bookings: [],
  position: { lat: 31.2304, lon: 121.4737 },
}
const only = (candidate: Partial<Candidate>) => rankCandidates(need, [{ ...able, ...candidate }])[0]!
const lacks = (candidate: Partial<Candidate>) =>
  only(candidate)
    .reasons.filter((reason) => !reason.ok)
    .map((reason) => reason.code)

describe('a candidate', () => {
  test('who lacks nothing, next door and free, has 100', () => {
    expect(only({})).toMatchObject({ ok: true, score: 100 })
    expect(only({}).reasons.map((reason) => reason.code)).toEqual([
      'skill_held',
      'certificate_valid',
      'shift_covers',
      'free',
      'distance',
      'load',
    ])
  })

  test('with an expired, a coming or no certificate is not ok', () => {
    const certificate = (validFrom: string | null, validTo: string | null) => ({
      certificates: [{ code: 'high_voltage', validFrom, validTo }],
    })
    expect(lacks(certificate(null, '2026-11-19'))).toEqual(['certificate_expired'])
    expect(lacks(certificate('2026-11-21', null))).toEqual(['certificate_not_yet_valid'])
    expect(lacks({ certificates: [] })).toEqual(['certificate_missing'])
    expect(lacks(certificate('2026-11-20', '2026-11-20'))).toEqual([])
    const renewed = [...certificate(null, '2025-01-01').certificates, ...certificate('2026-01-01', null).certificates]
    expect(lacks({ certificates: renewed })).toEqual([])
  })

  test('certificates count by the day of the site, on every day of the visit', () => {
    const overMidnight = { ...need, fromAt: at('2026-11-20T23:00+08:00'), toAt: at('2026-11-21T01:00+08:00') }
    const shifts = [{ fromAt: overMidnight.fromAt, toAt: overMidnight.toAt }]
    const [ranked] = rankCandidates(overMidnight, [{ ...able, shifts }])
    expect(ranked?.reasons.find((reason) => !reason.ok)?.code).toBe('certificate_expired')
  })

  test('absent, booked, off shift or unskilled says so', () => {
    const [fromAt, toAt] = [need.toAt - 1, need.toAt + HOUR_MS]
    expect(lacks({ absences: [{ fromAt, toAt, reason: 'training' }] })).toEqual(['absent'])
    expect(lacks({ bookings: [{ fromAt, toAt, visitId: 'v1' }] })).toEqual(['booked'])
    expect(lacks({ bookings: [{ fromAt: need.toAt, toAt, visitId: 'v1' }] })).toEqual([])
    expect(lacks({ shifts: [{ fromAt: need.fromAt + 1, toAt: need.toAt }] })).toEqual(['shift_missing'])
    expect(lacks({ skills: [] })).toEqual(['skill_missing'])
    const halves = [
      { fromAt: need.fromAt + HOUR_MS, toAt: need.toAt },
      { fromAt: need.fromAt, toAt: need.fromAt + HOUR_MS },
    ]
    expect(lacks({ shifts: halves })).toEqual([])
  })
})

describe('the ranking', () => {
  test('keeps everyone, the able first, the nearer and less loaded first among them', () => {
    const far = { ...able, technicianId: 'far', position: { lat: 31.5, lon: 121.4737 } }
    const lost = { ...able, technicianId: 'lost', position: null }
    const busyAt = need.toAt + HOUR_MS
    const busy = {
      ...able,
      technicianId: 'busy',
      bookings: [{ fromAt: busyAt, toAt: busyAt + 4 * HOUR_MS, visitId: 'v' }],
    }
    const away = { ...able, technicianId: 'away', absences: [{ ...need, reason: 'leave' }] }
    const ranked = rankCandidates(need, [away, lost, far, busy, able])
    expect(ranked.map((r) => [r.technicianId, r.ok, r.score])).toEqual([
      ['able', true, 100],
      ['busy', true, 87],
      ['lost', true, 75],
      ['far', true, 70],
      ['away', false, 0],
    ])
  })

  test('the score is the sum of its reasons, ok ones lead, and the order of input does not matter', () => {
    const time = fc.integer({ min: -30, max: 30 }).map((h) => need.fromAt + h * HOUR_MS)
    const span = fc
      .tuple(time, fc.integer({ min: 1, max: 12 }))
      .map(([fromAt, h]) => ({ fromAt, toAt: fromAt + h * HOUR_MS }))
    const day = fc.option(fc.constantFrom('2025-01-01', '2026-11-19', '2026-11-20', '2026-11-21'))
    const candidate: fc.Arbitrary<Omit<Candidate, 'technicianId'>> = fc.record({
      skills: fc.subarray(['compressor', 'car']),
      certificates: fc.array(fc.record({ code: fc.constantFrom('high_voltage', 'x'), validFrom: day, validTo: day }), { maxLength: 3 }), // biome-ignore format: one line
      shifts: fc.array(span, { maxLength: 3 }),
      absences: fc.array(span.map((s) => ({ ...s, reason: 'leave' })), { maxLength: 1 }), // biome-ignore format: one line
      bookings: fc.array(span.map((s) => ({ ...s, visitId: 'v' })), { maxLength: 3 }), // biome-ignore format: one line
      position: fc.option(fc.record({ lat: fc.double({ min: -90, max: 90, noNaN: true }), lon: fc.double({ min: -180, max: 180, noNaN: true }) })), // biome-ignore format: one line
    })
    fc.assert(
      fc.property(fc.array(candidate, { maxLength: 6 }), (list) => {
        const people = list.map((one, i) => ({ ...one, technicianId: `t${i}` }))
        const ranked = rankCandidates(need, people)
        expect(rankCandidates(need, [...people].reverse())).toEqual(ranked)
        for (const [i, r] of ranked.entries()) {
          expect(r.score).toBe(100 + r.reasons.reduce((sum, reason) => sum + reason.points, 0))
          expect(r.ok ? r.score >= 20 : r.score <= 0).toBe(true)
          if (i > 0) expect(r.score).toBeLessThanOrEqual(ranked[i - 1]!.score)
        }
      }),
    )
  })

  test('an empty window is refused', () => {
    const empty = { ...need, toAt: need.fromAt }
    expect(() => rankCandidates(empty, [])).toThrow(expect.objectContaining({ code: 'visit_window_invalid' }))
  })
})

test('distance: Shanghai to Beijing, across the date line, pole to pole', () => {
  const km = (a: [number, number], b: [number, number]) =>
    distanceMetres({ lat: a[0], lon: a[1] }, { lat: b[0], lon: b[1] }) / 1000
  expect(km([31.2304, 121.4737], [39.9042, 116.4074])).toBeCloseTo(1067, -1)
  expect(km([0, 179.5], [0, -179.5])).toBeCloseTo(111.2, 1)
  expect(km([90, 0], [-90, 77])).toBeCloseTo(20015, 0)
})
