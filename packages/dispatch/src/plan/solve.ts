import { anneal, annealingOn } from './anneal.ts'
import { begin } from './begin.ts'
import { clockOf } from './clock.ts'
import { type Ground, groundOf, refOf } from './ground.ts'
import type { Problem, Solution, SolveOptions } from './model.ts'
import { ordersOf } from './recreate.ts'
import { type Draft, resultOf } from './result.ts'
import { searchOn } from './search.ts'
import { type Snapshot, snapshotOf } from './snapshot.ts'

/**
 * The best plan found within the budget, in this thread: it blocks until then (`solveApart` does not).
 * @throws PlanRefused when the problem is not sound
 */
export function solve(problem: Problem, options: SolveOptions = {}): Solution {
  const clock = clockOf(options)
  const ground = groundOf(problem)
  const search = searchOn(ground, options.seed ?? 1)
  begin(search, ordersOf(search), options.start)
  const annealing = annealingOn(search, snapshotOf(search))
  if (ground.tasks > 0 && ground.vehicles > 0) anneal(annealing, clock)
  return {
    ...resultOf(problem, draftsOf(ground, annealing.best)),
    iterations: annealing.rounds,
    cpuSeconds: clock.seconds(),
    trace: [],
  }
}

/** The routes of a snapshot as stops of the problem; those tied to others with the bounds they were held to. */
export function draftsOf(ground: Ground, { order, begins, from, to }: Snapshot): Draft[] {
  return Array.from({ length: ground.vehicles }, (_, vehicle) => ({
    vehicle,
    visits: Array.from(order.subarray(begins[vehicle]!, begins[vehicle + 1]!), (t) => {
      const ref = refOf(ground, t)
      if (!from || !to || ground.tied[t] === 0) return ref
      return { ...ref, from: from[t]! + ground.epoch, to: to[t]! + ground.epoch }
    }),
  }))
}
