import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkPlan } from '../../check/plan-facts.ts'
import { groundOf } from '../ground.ts'
import { randomFrom } from '../random.ts'
import { plainProblem } from '../random-problem.ts'
import { resultOf } from '../result.ts'
import { searchOn } from '../search.ts'
import type { Snapshot } from '../snapshot.ts'
import { solve } from '../solve.ts'
import { breed } from './breed.ts'
import { crossRoutes, newcomer } from './cross.ts'
import { educate, teacherOf } from './educate.ts'
import { canBreed, fieldOf } from './field.ts'
import { type LateRoutes, lateAlong, lateRoutesOn, lateThrough } from './late-routes.ts'

const sizes = [
  fc.integer({ min: 0, max: 1e6 }),
  fc.integer({ min: 3, max: 30 }),
  fc.integer({ min: 4, max: 40 }),
] as const

/** Ways and penalties, worked out from the order alone. */
function costOf(routes: LateRoutes): number {
  const { field, perSecond, perPiece } = routes
  let sum = 0
  for (const stops of routesOf(routes)) {
    const load = stops.reduce((all, i) => all + field.amount[i]!, 0)
    const nodes = [0, ...stops, 0]
    for (let k = 1; k < nodes.length; k++) sum += field.cost[nodes[k - 1]! * field.nodes + nodes[k]!]!
    sum += perSecond * lateAlong(routes, Int32Array.from(stops), stops.length)
    sum += perPiece * Math.max(0, load - field.capacity)
  }
  return sum
}

const routesOf = ({ field, stride, node, length }: LateRoutes): number[][] =>
  Array.from({ length: field.vehicles }, (_, r) => [...node.subarray(r * stride + 1, r * stride + 1 + length[r]!)])

test('how late a route gets by a stop more is known at once, and what a local search and a crossing leave holds everybody once', () => {
  const told = { late: 0, inTime: 0, better: 0 }
  fc.assert(
    fc.property(...sizes, (seed, jobs, capacity) => {
      const ground = groundOf(plainProblem(seed, jobs, capacity))
      expect(canBreed(ground)).toBe(true)
      const routes = lateRoutesOn(fieldOf(ground))
      const random = randomFrom(seed)
      newcomer(routes, random)
      const all = routesOf(routes)
      all.forEach((stops, r) => {
        const [a, b] = [stops[0], stops.at(-1)]
        if (a === undefined || b === undefined || stops.length < 4) return
        const other = Int32Array.from([...stops.slice(0, 2), b, a, ...stops.slice(-2)])
        const at = r * routes.stride
        const late = lateThrough(routes, at + 2, b, a, at + stops.length - 1)
        expect(late).toBe(lateAlong(routes, other, other.length))
        told[late > 0 ? 'late' : 'inTime']++
      })
      const teacher = teacherOf(routes, random)
      const before = costOf(routes)
      educate(teacher)
      const taught = costOf(routes)
      expect(taught).toBeLessThanOrEqual(before + 1e-6)
      if (taught < before) told.better++
      const parent = routesOf(routes).filter((stops) => stops.length > 0)
      newcomer(routes, random)
      crossRoutes(
        routes,
        parent,
        routesOf(routes).filter((stops) => stops.length > 0),
        random,
      )
      educate(teacher)
      expect(
        routesOf(routes)
          .flat()
          .sort((a, b) => a - b),
      ).toEqual(Array.from({ length: jobs }, (_, t) => t + 1))
    }),
    { numRuns: 400 },
  )
  for (const count of Object.values(told)) expect(count).toBeGreaterThan(20)
}, 60_000)

test('plans bred hold by the independent check, each better than the one before, the same for the same seed', () => {
  for (let seed = 1; seed <= 4; seed++) {
    const problem = plainProblem(seed, 25, 20)
    const bred = () => {
      const plans: Snapshot[] = []
      let left = 40
      breed(
        searchOn(groundOf(problem), randomFrom(seed)),
        [],
        () => left-- > 0,
        (plan) => plans.push(plan),
      )
      return plans
    }
    const plans = bred()
    expect(bred()).toEqual(plans)
    plans.forEach(({ order, begins, score }, i) => {
      if (i > 0) expect(score.cost).toBeLessThan(plans[i - 1]!.score.cost)
      const drafts = problem.vehicles.map((_, vehicle) => ({
        vehicle,
        visits: [...order.subarray(begins[vehicle]!, begins[vehicle + 1]!)].map((index) => ({
          kind: 'job' as const,
          index,
        })),
      }))
      expect(checkPlan(problem, resultOf(problem, drafts)).violations).toEqual([])
    })
  }
}, 60_000)

test('a search that comes to a halt and breeds: the same plan for the same seed, one that holds, also by two threads', () => {
  const problem = plainProblem(3, 12, 12)
  const [one, again] = [1, 2].map(() => solve(problem, { iterations: 20_000, seed: 3 }))
  expect(again!.routes).toEqual(one!.routes)
  const two = solve(problem, { wallSeconds: 1, threads: 2, seed: 3 })
  for (const plan of [one!, two]) expect(checkPlan(problem, plan).violations).toEqual([])
}, 60_000)
