import { judge, USUAL_WAYS, type Work, wayTimes } from '@aftercare/dispatch'
import { slotsFor } from '@aftercare/dispatch/slots'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { standingPlan } from './slot-board.ts'
import { SITE } from './slot-ways.ts'
import type { KnownBooking, KnownTechnician } from './technicians.ts'

const HOUR = 3_600_000
const ZONE = 'Asia/Shanghai'
const at = (day: number, hour: number) => Date.parse('2026-11-23T00:00:00+08:00') + (day * 24 + hour) * HOUR
const place = fc.record({ lat: fc.double({ min: 31, max: 31.6, noNaN: true }), lon: fc.double({ min: 121.2, max: 121.9, noNaN: true }) }) // biome-ignore format: one line
const DAYS = 3

const booking = fc.record({
  day: fc.integer({ min: 0, max: DAYS - 1 }),
  from: fc.integer({ min: 18, max: 31 }).map((half) => half / 2),
  hours: fc.constantFrom(0.5, 1, 1.75, 2.2),
  position: fc.option(place, { freq: 8 }),
  isTold: fc.boolean(),
  stays: fc.boolean(),
})
const person = fc.record({
  home: fc.option(place, { freq: 8 }),
  skills: fc.subarray(['cooling', 'gas']),
  hasLunch: fc.boolean(),
  absentOn: fc.option(fc.integer({ min: 0, max: DAYS - 1 }), { freq: 2 }),
  bookings: fc.array(booking, { maxLength: 8 }),
})
/** Where the day ends and how long it may be; what is booked already may be more than that. */
const limits = fc.record(
  { endsAtHome: fc.boolean(), daily: fc.constantFrom(120, 300, 480), weekly: fc.constantFrom(240, 900, 2400) },
  { requiredKeys: [] },
)
type Of<A> = A extends fc.Arbitrary<infer T> ? T : never
type Drawn = Of<typeof person> & Of<typeof limits>

function technician(drawn: Drawn, index: number): KnownTechnician {
  const taken: KnownBooking[] = []
  for (const [i, one] of drawn.bookings.entries()) {
    const [fromAt, toAt] = [at(one.day, one.from), at(one.day, one.from + one.hours)]
    if (taken.some((other) => other.fromAt < toAt && fromAt < other.toAt)) continue
    const promised = one.isTold ? { fromAt: fromAt - HOUR, toAt: fromAt + HOUR } : null
    taken.push({
      visitId: `${index} ${i}`,
      fromAt,
      toAt,
      position: one.position,
      skills: [],
      promised,
      stays: one.stays,
    })
  }
  const stretches = drawn.hasLunch ? [[9, 12], [13, 18]] : [[9, 18]] // biome-ignore format: pairs
  return {
    id: `t${index}`,
    name: `T${index}`,
    timeZone: ZONE,
    ...{ station: null, stationZone: null, certificates: [] },
    skills: drawn.skills,
    shifts: [0, 1, 2].flatMap((day) => stretches.map(([a, b]) => ({ fromAt: at(day, a!), toAt: at(day, b!) }))),
    absences:
      drawn.absentOn === null ? [] : [{ fromAt: at(drawn.absentOn, 0), toAt: at(drawn.absentOn, 24), reason: 'leave' }],
    bookings: taken,
    home: drawn.home,
    dayEnds: drawn.endsAtHome ? drawn.home : null,
    hours: {
      weeklyMinutes: drawn.weekly ?? null,
      weeklyOvertimeMinutes: 60,
      overtimePrice: 2,
      dailyMinutes: drawn.daily ?? null,
    },
  }
}

test('every offer is one that the judgement of single visits finds nothing lacking in, ways before and after included', () => {
  let offers = 0
  fc.assert(
    fc.property(
      fc.array(fc.tuple(person, limits), { minLength: 1, maxLength: 4 }),
      place,
      fc.constantFrom(45, 90, 120),
      (drawn, site, minutes) => {
        const people = drawn.map(([one, more], i) => technician({ ...one, ...more }, i))
        const work: Work = {
          durationMs: minutes * 60_000,
          timeZone: ZONE,
          position: site,
          skills: ['cooling'],
          certificates: [],
        }
        const window = { fromAt: at(0, 8), toAt: at(DAYS - 1, 20) }
        const plan = standingPlan({
          people,
          site,
          zone: ZONE,
          ways: USUAL_WAYS,
          certified: new Set(),
          worked: new Map(),
          now: at(-1, 9),
          ...window,
        })
        const seconds = (time: number) => (time - plan.base) / 1000
        const offered = [0, 1, 2].flatMap((day) => [[8, 12], [12, 17]].map(([a, b]) => [seconds(at(day, a!)), seconds(at(day, b!))] as const)) // biome-ignore format: pairs
        const job = { place: SITE, setup: 0, service: minutes * 60, windows: [], priority: 0, delivery: [], pickup: [] }
        for (const offer of slotsFor(plan.board, { job: { ...job, fits: plan.fitsFor(work.skills) }, offered })) {
          offers++
          const who = people.find((one) => one.id === plan.days[offer.vehicle]!.technician.id)!
          for (const start of offer.start) {
            const judged = judge(work, who, plan.base + start * 1000, wayTimes(USUAL_WAYS, ZONE))
            expect(judged.reasons.filter((one) => !one.ok || one.code === 'travel_short')).toEqual([])
          }
          expect(offer.confirmed?.cost ?? 0).toBeLessThanOrEqual(offer.cost + 1e-6)
        }
      },
    ),
    { numRuns: 150 },
  )
  expect(offers).toBeGreaterThan(200)
})

test('nobody is offered from two hours away, nobody without the skill or its certificate of the day', () => {
  const site = { lat: 31.2, lon: 121.5 }
  const drawn = { skills: ['gas'], hasLunch: false, absentOn: null, bookings: [] }
  const certified = (until: string) => [{ code: 'gas', validFrom: null, validTo: until }]
  const near = { ...technician({ ...drawn, home: site }, 0), certificates: certified('2026-11-24') }
  const far = { ...technician({ ...drawn, home: { lat: 33, lon: 121.5 } }, 1), certificates: certified('2030-01-01') }
  const unskilled = technician({ ...drawn, skills: [], home: site }, 2)
  const ground = {
    people: [near, far, unskilled],
    site,
    zone: ZONE,
    ways: USUAL_WAYS,
    certified: new Set(['gas']),
    worked: new Map(),
  }
  const plan = standingPlan({ ...ground, now: at(-1, 9), fromAt: at(0, 8), toAt: at(DAYS - 1, 20) })
  const able = [...plan.fitsFor(['gas'])].flatMap((one, v) => (one === 1 ? [plan.days[v]!] : []))
  expect(able.map(({ technician: { id }, date }) => `${id} ${date}`)).toEqual(['t0 2026-11-23', 't0 2026-11-24'])
})
