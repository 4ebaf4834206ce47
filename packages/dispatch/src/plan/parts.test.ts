import { expect, test } from 'vitest'
import { checkPlan } from '../check/plan-facts.ts'
import type { Problem, Solution, TracePoint, Vehicle } from './model.ts'
import { randomFrom } from './random.ts'
import { randomProblem } from './random-problem.ts'
import { isBetterPlan } from './result.ts'
import { solve } from './solve.ts'

/** Technicians and jobs all over a country, by coordinates. */
function country(jobs: number, vehicles: number, seed: number): Problem {
  const random = randomFrom(seed)
  const places = jobs + vehicles
  const fits = Uint8Array.from({ length: vehicles }, (_, v) => (v % 3 ? 1 : 0))
  return {
    places,
    travels: [
      {
        kind: 'points',
        lat: Float64Array.from({ length: places }, () => 47 + 8 * random()),
        lon: Float64Array.from({ length: places }, () => 6 + 9 * random()),
        detour: 1.3,
        metresPerSecond: 15,
      },
    ],
    pairs: [],
    jobs: Array.from({ length: jobs }, (_, place) => ({
      place,
      setup: 0,
      service: 2700,
      windows: [],
      priority: place % 5 ? 0 : 10,
      ...(place % 4 ? {} : { fits }),
      delivery: [],
      pickup: [],
    })),
    vehicles: Array.from({ length: vehicles }, (_, v) => ({
      travel: 0,
      start: jobs + v,
      end: jobs + v,
      shift: [28800, 61200] as const,
      capacity: [],
      type: 0,
      breaks: [],
      speedFactor: 1,
      costs: { fixed: 0, perHour: 3600, perTaskHour: 0, perKm: 0 },
    })),
  }
}

test('a country in parts: a plan that holds, most of it done, the same for the same seed', () => {
  const problem = country(2000, 250, 1)
  const told: TracePoint[] = []
  const plan = solve(problem, { iterations: 3000, onProgress: (point) => told.push(point) })
  expect(checkPlan(problem, plan).violations).toEqual([])
  expect(plan.assigned).toBeGreaterThan(1000)
  expect(told.length).toBeGreaterThan(10)
  const worth = ({ priority, assigned, cost }: TracePoint | Solution) => [priority, assigned, Math.round(cost)]
  expect(worth(plan.trace.at(-1)!)).toEqual(worth(plan))
  expect(worth(told.at(-1)!)).toEqual(worth(plan))
  for (const [i, point] of told.slice(1).entries())
    expect(told[i]!.priority, `point ${i}`).toBeLessThanOrEqual(point.priority)
  expect(solve(problem, { iterations: 3000 }).cost).toBe(plan.cost)
}, 120_000)

test('fifty thousand jobs for two hundred technicians: a plan, the rest left out', () => {
  const problem = country(50_000, 200, 2)
  const plan = solve(problem, { iterations: 500 })
  expect(checkPlan(problem, plan).violations).toEqual([])
  expect(plan.assigned + plan.unassigned.length).toBe(50_000)
  expect(plan.assigned).toBeGreaterThan(800)
}, 240_000)

test('what belongs together stays in one part', () => {
  const small = randomProblem(4, { jobs: 1600, vehicles: 60, teams: true, order: true, pairs: 20 })
  const plan = solve(small, { iterations: 2000 })
  expect(checkPlan(small, plan).violations).toEqual([])
}, 120_000)

test('a large plan to begin with is never answered with a worse one, however little time there is', () => {
  const everything = { promises: true, limits: true, teams: true, order: true, pairs: 20, amounts: true }
  const problems = [country(2000, 250, 3), randomProblem(6, { jobs: 1600, vehicles: 60, persons: true, ...everything })]
  for (const problem of problems) {
    const start = solve(problem, { iterations: 4000 })
    for (const iterations of [1, 300]) {
      const next = solve(problem, { iterations, seed: 2, start })
      expect(checkPlan(problem, next).violations).toEqual([])
      expect(isBetterPlan(problem, start, next), `${next.cost} after ${start.cost}`).toBe(false)
    }
    // Of a plan that no longer holds (days are shorter, stops stand twice) what can be kept is kept.
    const early = ({ shift, ...one }: Vehicle) => ({ ...one, shift: [shift[0], shift[1] - 7200] as const })
    const changed = { ...problem, vehicles: problem.vehicles.map(early) }
    const [first] = start.routes
    const torn = { routes: [...start.routes, { ...first!, vehicle: 1 }, { ...first!, vehicle: 9999 }] }
    expect(checkPlan(changed, solve(changed, { iterations: 1, start: torn })).violations).toEqual([])
  }
}, 240_000)

test('a search in parts that is stopped answers with a plan that holds', () => {
  const problem = country(2000, 250, 4)
  const stop = new AbortController()
  const plan = solve(problem, { cpuSeconds: 600, signal: stop.signal, onProgress: () => stop.abort() })
  expect(checkPlan(problem, plan).violations).toEqual([])
  expect(plan.assigned).toBeGreaterThan(1000)
}, 120_000)
