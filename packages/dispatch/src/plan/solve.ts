import { anneal, annealingOn } from './anneal.ts'
import { clockOf } from './clock.ts'
import { type Ground, groundOf } from './ground.ts'
import type { Problem, Solution, SolveOptions, StopRef } from './model.ts'
import { type Draft, resultOf } from './result.ts'
import { searchOn } from './search.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * The best plan found within the budget, in this thread: it blocks until then (`solveApart` does not).
 * @throws PlanRefused when the problem is not sound
 */
export function solve(problem: Problem, options: SolveOptions = {}): Solution {
  const clock = clockOf(options)
  const ground = groundOf(problem)
  const annealing = annealingOn(searchOn(ground, options.seed ?? 1))
  anneal(annealing, clock)
  return {
    ...resultOf(problem, draftsOf(ground, annealing.best)),
    iterations: annealing.rounds,
    cpuSeconds: clock.seconds(),
    trace: [],
  }
}

export function draftsOf(ground: Ground, { order, begins }: Snapshot): Draft[] {
  return Array.from({ length: ground.vehicles }, (_, vehicle) => ({
    vehicle,
    visits: Array.from(order.subarray(begins[vehicle]!, begins[vehicle + 1]!), (t) => refOf(ground, t)),
  }))
}

/** What a task stands for in the problem. */
export function refOf({ jobs }: Ground, t: number): StopRef {
  if (t < jobs) return { kind: 'job', index: t }
  return { kind: (t - jobs) % 2 === 0 ? 'pickup' : 'delivery', index: (t - jobs) >> 1 }
}
