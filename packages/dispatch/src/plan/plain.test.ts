import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkPlan } from '../check/plan-facts.ts'
import { begin } from './begin.ts'
import { canBlock } from './block-ground.ts'
import { commonBlocks, folded, unfolded } from './blocks.ts'
import { fitsLoad, isKept } from './bounds.ts'
import { type Ground, groundOf, refOf } from './ground.ts'
import { cheapestIn, found } from './insertion.ts'
import type { Problem } from './model.ts'
import { nearnessOf } from './nearness.ts'
import { randomFrom } from './random.ts'
import { plainProblem, randomProblem } from './random-problem.ts'
import { ordersOf } from './recreate.ts'
import { hasRegions } from './regions.ts'
import { type Draft, isBetterPlan, resultOf } from './result.ts'
import { emptyRows, insert, keep, type Rows, setOrder } from './rows.ts'
import { type Search, searchOn } from './search.ts'
import { costOf, type Snapshot, snapshotOf } from './snapshot.ts'
import { solve } from './solve.ts'
import { canExchange, exchangeTails } from './tails.ts'

// What is worked out step by step where routes are plain must be what the long way finds.

const sizes = [
  fc.integer({ min: 0, max: 1e6 }),
  fc.integer({ min: 2, max: 30 }),
  fc.integer({ min: 4, max: 20 }),
] as const

test('a task put into a route step by step gives the times, cost and load of the route written whole', () => {
  fc.assert(
    fc.property(...sizes, (seed, jobs, capacity) => {
      const ground = groundOf(plainProblem(seed, jobs, capacity))
      expect(ground.plain && ground.simple).toBe(true)
      const [steps, whole] = [emptyRows(ground), emptyRows(ground)]
      const order: number[] = []
      for (let t = 0; t < ground.tasks; t++) {
        const slot = (t * 7919 + seed) % (t + 1)
        if (order.length + 2 >= steps.stride) break
        order.splice(slot, 0, t)
        insert(steps, 0, slot, t)
        if (t % 3 === 0) keep(steps)
        setOrder(whole, 0, order, order.length)
        expect(routeOf(steps)).toEqual(routeOf(whole))
      }
    }),
    { numRuns: 200 },
  )
})

function routeOf({ rowOf, stride, length, task, place, leg, leave, latest, cost, load, ground }: Rows) {
  const row = rowOf[0]!
  const at = row * stride
  const slots = [task, place, leave, latest].map((one) => [...one.subarray(at + 1, at + length[row]! + 2)])
  const legs = [...leg.subarray(at + 1, at + length[row]! + 2)]
  return {
    slots,
    legs,
    start: latest[at],
    cost: cost[row],
    load: load.slice(row * ground.dims, (row + 1) * ground.dims),
  }
}

test('routes that exchange what follows a stop cost what is said, and hold', () => {
  let exchanged = 0
  fc.assert(
    fc.property(...sizes, (seed, jobs, capacity) => {
      const problem = plainProblem(seed, jobs, capacity)
      const search = searchOn(groundOf(problem), randomFrom(seed))
      expect(canExchange(search)).toBe(true)
      begin(search, ordersOf(search), undefined)
      for (let i = 0; i < 20; i++) if (exchangeTails(search, 1e6)) exchanged++
      expect(search.cost).toBeCloseTo(costOf(search.rows), 6)
      expect(checkPlan(problem, solve(problem, { iterations: 60, seed })).violations).toEqual([])
    }),
    { numRuns: 100 },
  )
  expect(exchanged).toBeGreaterThan(100)
})

test('what two plans have in common behaves as one stop: the same routes hold, at the same cost', () => {
  const told = { kept: 0, refused: 0, fewer: 0 }
  fc.assert(
    fc.property(...sizes, fc.integer({ min: 2, max: 12 }), (seed, jobs, capacity, hours) => {
      const problem = longestDays(seed, jobs, hours * 3600, {})
      const ground = groundOf({
        ...problem,
        vehicles: problem.vehicles.map((one) => ({ ...one, capacity: [capacity] })),
      })
      expect(canBlock(ground)).toBe(true)
      const [one, other] = [1, 2].map((more) => {
        const search = searchOn(ground, randomFrom(seed + more))
        begin(search, ordersOf(search), undefined)
        exchangeTails(search, 1e6)
        return snapshotOf(search)
      }) as [Snapshot, Snapshot]
      const blocks = commonBlocks(ground, one, other)
      if (blocks.tasksOf.length < jobs) told.fewer++
      expect(unfolded(blocks, folded(blocks, one)).order.subarray(0, one.begins.at(-1))).toEqual(
        one.order.subarray(0, one.begins.at(-1)),
      )
      const [inBlocks, inTasks] = [emptyRows(blocks.ground), emptyRows(ground)]
      const within = blocks.tasksOf.map((tasks) => legsWithin(ground, tasks))
      const random = randomFrom(seed)
      for (let i = 0; i < 10; i++) {
        const few = blocks.tasksOf.map((_, b) => b).filter(() => random() < 0.3)
        const tasks = few.flatMap((b) => blocks.tasksOf[b]!)
        if (tasks.length + 2 > Math.min(inTasks.stride, inBlocks.stride)) continue
        const v = i % ground.vehicles
        setOrder(inBlocks, v, few, few.length)
        setOrder(inTasks, v, tasks, tasks.length)
        const [holds, really] = [inBlocks, inTasks].map((rows) => isKept(rows, v) && fitsLoad(rows, v))
        expect(holds).toBe(really)
        told[really ? 'kept' : 'refused']++
        const cost = few.reduce((sum, b) => sum + within[b]!, inBlocks.cost[inBlocks.rowOf[v]!]!)
        if (really) expect(cost).toBeCloseTo(inTasks.cost[inTasks.rowOf[v]!]!, 6)
        for (const [rows, order] of [
          [inBlocks, few],
          [inTasks, tasks],
        ] as const) {
          keep(rows)
          for (const t of order) rows.vehicleOf[t] = -1
          setOrder(rows, v, [], 0)
          keep(rows)
        }
      }
    }),
    { numRuns: 150 },
  )
  for (const count of Object.values(told)) expect(count).toBeGreaterThan(50)
})

test('attempts put together: the same plan for the same seed, one that holds, also by two threads that meet', () => {
  const problem = longestDays(1, 30, 10 * 3600, {})
  const [one, again] = [1, 2].map(() => solve(problem, { iterations: 15_000, seed: 3 }))
  expect(one!.iterations).toBeGreaterThanOrEqual(15_000)
  expect(again!.routes).toEqual(one!.routes)
  const two = solve(problem, { wallSeconds: 1, threads: 2, seed: 3 })
  expect(one!.assigned).toBe(30)
  for (const plan of [one!, two]) expect(checkPlan(problem, plan).violations).toEqual([])
}, 60_000)

test('a large problem whose vehicles are not alike, region by region: the same plan for the same seed, one that holds', () => {
  const problem = longestDays(5, 250, 10 * 3600, {})
  expect(hasRegions(searchOn(groundOf(problem), randomFrom(1)))).toBe(true)
  const [early, one, again] = [3_000, 12_000, 12_000].map((iterations) => solve(problem, { iterations, seed: 3 }))
  expect(again!.routes).toEqual(one!.routes)
  expect(one!.iterations).toBeGreaterThanOrEqual(12_000)
  expect(isBetterPlan(problem, early!, one!)).toBe(false)
  const two = solve(problem, { wallSeconds: 1, threads: 2, seed: 3 })
  for (const plan of [one!, two]) expect(checkPlan(problem, plan).violations).toEqual([])
}, 60_000)

test('near is who can be visited next, not who lives next door at the other end of the day', () => {
  const [job] = randomProblem(1, { jobs: 4, vehicles: 1 }).jobs
  const problem = randomProblem(1, { jobs: 4, vehicles: 1 })
  const at = (place: number, from: number) => ({ ...job!, place, windows: [[from, from + 600]] as const, service: 600 })
  const ways = Int32Array.from({ length: 16 }, (_, i) => 60 * Math.abs((i >> 2) - (i & 3)))
  const day = {
    ...problem,
    places: 4,
    travels: [{ kind: 'table' as const, durations: ways }],
    // The vehicle takes a break, so that this is no problem of ways alone.
    vehicles: problem.vehicles.map((one) => ({ ...one, breaks: [{ windows: [], service: 60 }] })),
    jobs: [at(0, 30_000), at(1, 60_000), at(3, 31_000), at(2, 59_000)],
  }
  const { near, count } = nearnessOf(groundOf(day))
  expect([0, 1].map((t) => near[t * count])).toEqual([2, 3])
})

const legsWithin = ({ kinds, place, places }: Ground, tasks: readonly number[]) =>
  tasks.reduce((sum, t, k) => (k === 0 ? 0 : sum + kinds[0]!.cost[place[tasks[k - 1]!]! * places + place[t]!]!), 0)

/** A day begins and ends at a place of its own and may be short of what the jobs would fill. */
function longestDays(seed: number, jobs: number, maxDuration: number, more: { maxTravelTime?: number }): Problem {
  const problem = plainProblem(seed, jobs, 1000)
  const vehicles = problem.vehicles.map((one, v) => ({ ...one, start: v % jobs, maxDuration, ...more }))
  return { ...problem, vehicles }
}

test('the longest day judged at once lets a task in where timing the whole route does', () => {
  let refused = 0
  fc.assert(
    fc.property(sizes[0], sizes[1], fc.integer({ min: 3600, max: 6 * 3600 }), (seed, jobs, most) => {
      // A limit nobody meets has every route looked at whole.
      const grounds = [longestDays(seed, jobs, most, {}), longestDays(seed, jobs, most, { maxTravelTime: 1e8 })].map(
        groundOf,
      )
      expect(grounds.map(({ spanOnly }) => spanOnly[0])).toEqual([1, 0])
      const [atOnce, whole] = grounds.map(emptyRows) as [Rows, Rows]
      for (let t = 0; t < jobs; t++) {
        const answers = [atOnce, whole].map((rows) => [
          cheapestIn(rows, 0, t, -1, Number.POSITIVE_INFINITY),
          found.slot,
        ])
        expect(answers[0]).toEqual(answers[1])
        const slot = answers[0]![1]!
        if (slot < 0) refused++
        else for (const rows of [atOnce, whole]) insert(rows, 0, slot, t)
      }
      const order = Array.from({ length: Math.min(jobs, atOnce.stride - 2) }, (_, t) => t)
      for (const rows of [atOnce, whole]) setOrder(rows, 0, order, order.length)
      expect(isKept(atOnce, 0)).toBe(isKept(whole, 0))
    }),
    { numRuns: 200 },
  )
  expect(refused).toBeGreaterThan(100)
})

test('vehicles that are not alike exchange what they may', () => {
  let exchanged = 0
  for (let seed = 1; seed <= 30; seed++) {
    const plain = plainProblem(seed, 14, 8)
    const jobs = plain.jobs.map((job, i) => ({
      ...job,
      fits: Uint8Array.from(plain.vehicles, (_, v) => (v + i) % 4 && 1),
    }))
    const vehicles = plain.vehicles.map((one, v) => ({
      ...one,
      start: v % 3,
      end: v % 2 ? v : null,
      maxDuration: (3 + v) * 3600,
      ...(v === 5 ? { overtime: { limit: 3600, perHour: 2000 } } : {}),
    }))
    const problem = { ...plain, jobs, vehicles }
    const search = searchOn(groundOf(problem), randomFrom(seed))
    expect(canExchange(search)).toBe(true)
    begin(search, ordersOf(search), undefined)
    for (let i = 0; i < 30; i++) if (exchangeTails(search, 1e6)) exchanged++
    expect(search.cost).toBeCloseTo(costOf(search.rows), 6)
    expect(checkPlan(problem, resultOf(problem, draftsOf(search))).violations).toEqual([])
  }
  expect(exchanged).toBeGreaterThan(30)
})

const draftsOf = ({ ground, rows }: Search): Draft[] =>
  Array.from({ length: ground.vehicles }, (_, vehicle) => {
    const at = rows.rowOf[vehicle]! * rows.stride + 1
    const route = rows.task.subarray(at, at + rows.length[rows.rowOf[vehicle]!]!)
    return { vehicle, visits: Array.from(route, (t) => refOf(ground, t)) }
  })
