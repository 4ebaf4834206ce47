import { expect, test } from 'vitest'
import { checkPlan } from '../check/plan-facts.ts'
import type { Problem, StopRef } from './model.ts'
import { randomProblem, type Wishes } from './random-problem.ts'
import { type Draft, isBetterPlan, type Plan, resultOf } from './result.ts'
import { solve } from './solve.ts'

/** Every way to put the stops into routes, each in every order, some left out. */
function* everyPlan(stops: readonly StopRef[], vehicles: number): Generator<StopRef[][]> {
  const [first, ...rest] = stops
  if (!first) {
    yield Array.from({ length: vehicles }, () => [])
    return
  }
  for (const routes of everyPlan(rest, vehicles)) {
    yield routes
    for (let v = 0; v < vehicles; v++)
      for (let k = 0; k <= routes[v]!.length; k++)
        yield routes.map((route, i) => (i === v ? [...route.slice(0, k), first, ...route.slice(k)] : route))
  }
}

function best(problem: Problem): Plan {
  const stops: StopRef[] = [
    ...problem.jobs.map((_, index) => ({ kind: 'job' as const, index })),
    ...problem.pairs.flatMap((_, index) => [
      { kind: 'pickup' as const, index },
      { kind: 'delivery' as const, index },
    ]),
  ]
  let found: Plan | null = null
  for (const routes of everyPlan(stops, problem.vehicles.length)) {
    const drafts = routes.map((visits, vehicle): Draft => ({ vehicle, visits }))
    let plan: Plan
    try {
      plan = resultOf(problem, drafts)
    } catch {
      continue // an order that cannot be kept
    }
    if ((!found || isBetterPlan(problem, plan, found)) && checkPlan(problem, plan).ok) found = plan
  }
  return found!
}

const CASES: [string, Wishes][] = [
  ['windows and skills', { jobs: 5, vehicles: 2 }],
  ['breaks and setups', { jobs: 4, vehicles: 2, breaks: true, setups: true }],
  ['pairs and amounts', { jobs: 2, vehicles: 2, pairs: 1, amounts: true }],
  ['penalties and limits', { jobs: 4, vehicles: 2, penalties: true, limits: true }],
  ['promises', { jobs: 4, vehicles: 2, promises: true }],
  ['caps over days and an even spread', { jobs: 4, vehicles: 3, persons: true }],
  ['hours beyond those of a person', { jobs: 4, vehicles: 3, persons: true, overtime: true }],
]

test.each(CASES)(
  'the best of all plans is found: %s',
  (_, wishes) => {
    for (let seed = 1; seed <= 6; seed++) {
      const problem = randomProblem(seed, wishes)
      const known = best(problem)
      const plan = solve(problem, { iterations: 1500, seed })
      expect(isBetterPlan(problem, known, plan), `seed ${seed}: ${plan.cost}, not ${known.cost}`).toBe(false)
    }
  },
  120_000,
)
