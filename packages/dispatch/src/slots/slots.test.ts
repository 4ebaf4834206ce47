import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkPlan } from '../check/index.ts'
import { dayOf } from '../check/random.fixture.ts'
import { problemOf } from '../formats/vroom-problem.ts'
import { bestTimetable, type Job, type Problem, resultOf, solve, visitsOf, type Window } from '../plan/index.ts'
import { fitsFromParts, prepareSlots, slotsFor } from './index.ts'

const HOUR = 3600
const OFFERED: Window[] = [8, 10, 12, 14].map((hour) => [hour * HOUR, (hour + 2) * HOUR])

/** The plain way: every position of every route timed anew, the job in the window. Cheapest by travel. */
function plain(
  problem: Problem,
  routes: Map<number, ReturnType<typeof visitsOf>>,
  job: Job,
  window: Window,
): number | null {
  const windows = (job.windows.length > 0 ? job.windows : [window])
    .map(([from, to]): Window => [Math.max(from, window[0]), Math.min(to, window[1])])
    .filter(([from, to]) => from <= to)
  if (windows.length === 0) return null
  const whole = { ...problem, jobs: [...problem.jobs, { ...job, windows }] }
  let best: number | null = null
  for (const [v, vehicle] of problem.vehicles.entries()) {
    const visits = routes.get(v) ?? []
    if ((job.fits && job.fits[v] !== 1) || visits.length >= (vehicle.maxTasks ?? 99)) continue
    for (let k = 0; k <= visits.length; k++) {
      const order = visits.toSpliced(k, 0, { kind: 'job', index: problem.jobs.length })
      if (!bestTimetable(whole, v, order)) continue
      const now = resultOf(whole, [{ vehicle: v, visits: order }])
      if (!checkPlan(whole, { ...now, unassigned: now.unassigned }).ok) continue
      const before = visits.length === 0 ? 0 : partsCost(resultOf(whole, [{ vehicle: v, visits }]))
      const cost = partsCost(now) - before
      if (best === null || cost < best) best = cost
    }
  }
  return best
}

const partsCost = ({ parts }: ReturnType<typeof resultOf>) =>
  parts.fixed + parts.travel + parts.task + parts.preference + parts.overtime

test('an offer stands in the cheapest place there is, as the plain way finds it', () => {
  let offers = 0
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), fc.boolean(), (seed, byCoordinates) => {
      const input = dayOf({ size: 7, jobs: 9, shipments: 1, vehicles: 3, seed, byCoordinates, extras: false })
      const { problem } = problemOf({ ...input, vehicles: input.vehicles.map(({ costs: _, ...one }) => one) })
      const last = problem.jobs.length - 1
      const job = { ...problem.jobs[last]!, penalty: undefined } as unknown as Job
      const rest: Problem = { ...problem, jobs: problem.jobs.slice(0, last) }
      const plan = solve(rest, { iterations: 150, seed: 1 })
      const routes = new Map(plan.routes.map(({ vehicle, stops }) => [vehicle, visitsOf(stops)]))
      const found = slotsFor(prepareSlots(rest, plan), { job, offered: OFFERED, confirm: 1 })
      for (const [w, window] of OFFERED.entries()) {
        const offer = found.find((one) => one.window === w)
        const cheapest = plain(rest, routes, job, window)
        expect(offer?.cost ?? null, `window ${w}`).toEqual(cheapest === null ? null : expect.closeTo(cheapest, 3))
        if (!offer) continue
        offers++
        expect(offer.start[0]).toBeGreaterThanOrEqual(window[0])
        expect(offer.start[1]).toBeLessThanOrEqual(window[1])
        if (offer.confirmed) expect(offer.confirmed.cost).toBeLessThanOrEqual(offer.cost + 1e-6)
      }
      expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => a - b))
    }),
    { numRuns: 60 },
  )
  expect(offers).toBeGreaterThan(40)
}, 60_000)

describe('one technician', () => {
  const table = new Int32Array([0, 600, 600, 600, 0, 600, 600, 600, 0])
  const job = (place: number): Job => ({
    place,
    setup: 0,
    service: HOUR,
    windows: [],
    priority: 0,
    delivery: [],
    pickup: [],
  })
  const vehicle = {
    travel: 0,
    start: 0,
    end: 0,
    shift: [8 * HOUR, 16 * HOUR] as const,
    capacity: [],
    type: 0,
    breaks: [],
    speedFactor: 1,
    costs: { fixed: 0, perHour: 3600, perTaskHour: 0, perKm: 0 },
  }
  const problem: Problem = {
    places: 3,
    travels: [{ kind: 'table', durations: table }],
    jobs: [{ ...job(1), promise: { start: 12 * HOUR, tolerance: 900, perMinute: 10 } }],
    pairs: [],
    vehicles: [vehicle, { ...vehicle, shift: [32 * HOUR, 40 * HOUR] }],
  }
  const plan = solve(problem, { iterations: 50, seed: 1 })
  const board = prepareSlots(problem, plan)

  test('what others were told is kept', () => {
    const offers = slotsFor(board, {
      job: job(2),
      offered: [
        [10.6 * HOUR, 11 * HOUR],
        [8 * HOUR, 9 * HOUR],
      ],
    })
    // From 10:36 there is no hour, a way and a promise at 12:00 ± 15 minutes … there is: until 11:05 at the latest.
    for (const { start, vehicle: v } of offers) {
      expect(v).toBe(0)
      expect(start[1] + HOUR + 600).toBeLessThanOrEqual(12.25 * HOUR)
    }
    expect(offers).toHaveLength(2)
  })

  test('on a board that stands nobody moves at all', () => {
    const wish = { job: job(2), offered: [[9.75 * HOUR, 11 * HOUR]] as Window[] }
    const [movable] = slotsFor(board, wish)
    const [standing] = slotsFor(prepareSlots(problem, plan, { stands: true }), wish)
    const told = plan.routes[0]!.stops.find(({ kind }) => kind === 'job')!
    // With the quarter of an hour the customer was told of, one may begin until 11:00; with the visit as it stands not.
    expect(movable!.start[1]).toBe(11 * HOUR)
    expect(standing!.start[1] + HOUR + 600).toBe(told.arrival + told.waiting)
    expect(standing!.confirmed!.cost).toBeLessThanOrEqual(standing!.cost)
    // With one that begins by 13:10 behind it, it has to begin by noon: a quarter of the half hour told is eaten, on either board.
    const late = { job: job(2), offered: [[13 * HOUR, 13 * HOUR + 600]] as Window[] }
    for (const one of [board, prepareSlots(problem, plan, { stands: true })])
      expect(slotsFor(one, late)[0]!.slack).toBe(900)
    const alone = slotsFor(board, { job: job(2), offered: [[34 * HOUR, 36 * HOUR]] })
    expect(alone[0]!.slack).toBe(0)
  })

  test('only from the day on which the parts are there', () => {
    const fits = fitsFromParts(problem, undefined, () => 24 * HOUR)
    const offers = slotsFor(board, {
      job: { ...job(2), fits },
      offered: [
        [8 * HOUR, 10 * HOUR],
        [32 * HOUR, 34 * HOUR],
      ],
    })
    expect(offers.map(({ window, vehicle: v }) => [window, v])).toEqual([[1, 1]])
    expect(
      slotsFor(board, {
        job: { ...job(2), fits: fitsFromParts(problem, undefined, () => null) },
        offered: [[0, 90_000]],
      }),
    ).toEqual([])
  })

  test('a place the table does not know is refused', () => {
    expect(() => slotsFor(board, { job: job(2), position: { lat: 1, lon: 1 }, offered: [[0, 1]] })).toThrow(RangeError)
  })
})
