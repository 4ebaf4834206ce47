import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkPlan } from '../check/plan-facts.ts'
import { begin } from './begin.ts'
import { groundOf } from './ground.ts'
import type { Problem } from './model.ts'
import { randomProblem } from './random-problem.ts'
import { ordersOf } from './recreate.ts'
import { emptyRows, insert, keep, type Rows, setOrder } from './rows.ts'
import { searchOn } from './search.ts'
import { costOf } from './snapshot.ts'
import { solve } from './solve.ts'
import { canExchange, exchangeTails } from './tails.ts'

// What is worked out step by step where routes are plain must be what the long way finds.

/** Vehicles that are alike, one window a job, one amount. */
function plainProblem(seed: number, jobs: number, capacity: number): Problem {
  const problem = randomProblem(seed, { jobs, vehicles: 1 })
  const [vehicle] = problem.vehicles
  const plain = problem.jobs.map(({ fits: _, vehicleCosts: __, ...job }, i) => ({
    ...job,
    windows: job.windows.slice(0, 1),
    setup: 0,
    delivery: [1 + (i % 3)],
    pickup: [],
  }))
  const vehicles = Array.from({ length: 6 }, () => ({
    ...vehicle!,
    capacity: [capacity],
    costs: { ...vehicle!.costs, fixed: 7 },
  }))
  return { ...problem, jobs: plain, vehicles }
}

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
      const search = searchOn(groundOf(problem), seed)
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
