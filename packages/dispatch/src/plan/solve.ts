import { type Clock, clockOf } from './clock.ts'
import type { Problem, Solution, SolveOptions } from './model.ts'
import { searchInParts } from './parts.ts'
import { searchTogether } from './portfolio.ts'
import { refuseUnsound } from './refuse.ts'
import { isBetterPlan, resultOf } from './result.ts'
import { searchAlone } from './whole.ts'

/** More stops than this are planned in parts: a table of all pairs and a question to every route get too long. */
const WHOLE_UP_TO = 1500

/**
 * The best plan found within the budget, in this thread: it blocks until then (`solveApart` does not).
 * @throws PlanRefused when the problem is not sound
 */
export function solve(problem: Problem, options: SolveOptions = {}): Solution {
  const clock = clockOf(options)
  refuseUnsound(problem)
  return searched(problem, options, clock)
}

/** `solve` for a part of a problem known to be sound: to look at all its places again takes longer than a short search. */
export const solveSound = (problem: Problem, options: SolveOptions) => searched(problem, options, clockOf(options))

function searched(problem: Problem, options: SolveOptions, clock: Clock): Solution {
  const { drafts, begun, rounds, trace } = search()
  const found = resultOf(problem, drafts)
  // The search prices promises by a shorter rule than the scheduler: what it set out from may be better after all.
  const start = begun && resultOf(problem, begun)
  const plan = start && isBetterPlan(problem, start, found) ? start : found
  return { ...plan, iterations: rounds, cpuSeconds: clock.seconds(), trace }

  function search() {
    const threads = options.threads ?? 1
    if (problem.jobs.length + 2 * problem.pairs.length > WHOLE_UP_TO) return searchInParts(problem, options, clock)
    if (threads > 1) return searchTogether(problem, options, clock, threads)
    return searchAlone(problem, options, clock, null)
  }
}
