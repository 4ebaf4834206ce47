import { adopted } from './adopt.ts'
import type { Clock } from './clock.ts'
import { cutInParts, PART, type Part, partAround } from './cut.ts'
import type { Problem, SolveOptions, TracePoint } from './model.ts'
import { randomFrom } from './random.ts'
import { type Draft, isBetterPlan, resultOf } from './result.ts'
import { partProblem, type SubProblem } from './sub-problem.ts'
import { taleOf } from './tale.ts'
import type { Visit } from './timetable.ts'
import { type Found, searchAlone } from './whole.ts'

/** Of the budget: planning every part once; then parts are cut anew around the routes there are. */
const FIRST_PASS = 0.5
/** At least so much of the budget for a part cut anew. */
const LEAST = 0.01
/** Routes of a plan given are kept whole when at least so many vehicles have one; else parts are cut first. */
const FILLED = 0.5

/**
 * Plans a large problem in parts of neighbouring stops and vehicles, one after the other, then again around the routes
 * there are while the budget lasts. Needs memory for one part at a time, and for the plan.
 */
export function searchInParts(problem: Problem, options: SolveOptions, clock: Clock): Found {
  const begun = options.start ? adopted(problem, options.start, clock) : null
  const isFilled = begun !== null && begun.filter((one) => one.length > 0).length >= FILLED * begun.length
  const large = largeOf(problem, options, clock, begun)
  if (isFilled) large.count(null, resultOf(problem, draftsOf(begun)))
  else planOnce(large)
  improve(large)
  large.tale.end(large.rounds)
  return {
    drafts: draftsOf(large.routes),
    begun: begun && draftsOf(begun),
    rounds: large.rounds,
    trace: large.tale.trace,
  }
}

const draftsOf = (routes: readonly Visit[][]) => routes.map((visits, vehicle): Draft => ({ vehicle, visits }))

type Worth = Pick<TracePoint, 'priority' | 'assigned' | 'cost'>
type Large = ReturnType<typeof largeOf>

/** A large problem being planned: its routes, and what they are worth. */
function largeOf(problem: Problem, options: SolveOptions, clock: Clock, begun: Visit[][] | null) {
  const sum = { priority: 0, assigned: 0, cost: 0 }
  for (const { penalty = 0 } of [...problem.jobs, ...problem.pairs]) sum.cost += penalty
  return {
    ...{ problem, clock, seed: options.seed ?? 1, rounds: 0, random: randomFrom(options.seed ?? 1) },
    routes: begun ? [...begun] : problem.vehicles.map((): Visit[] => []),
    tale: taleOf(() => sum, clock, options.onProgress),
    /** A part was worth `before` and is worth `after`: nothing it costs lies in two parts. */
    count(before: Worth | null, after: Worth) {
      sum.priority += after.priority - (before?.priority ?? 0)
      sum.assigned += after.assigned - (before?.assigned ?? 0)
      sum.cost += after.cost - (before?.cost ?? sum.cost)
    },
  }
}

/** Every part of a plan that is all but empty. */
function planOnce(large: Large): void {
  const parts = cutInParts(large.problem, large.random)
  parts.forEach((part, i) => {
    const sub = partProblem(large.problem, part, large.routes)
    const nothing = resultOf(sub.problem, [])
    const { drafts, counted } = searchPart(large, sub, nothing, (FIRST_PASS * (i + 1)) / parts.length)
    large.count(counted, resultOf(sub.problem, drafts))
    take(large, part, sub, drafts)
  })
}

/** Parts around the routes there are, as long as the budget lasts; what comes back worse is not taken. */
function improve(large: Large): void {
  const { problem, clock, routes, random } = large
  if (problem.vehicles.length === 0) return
  const stops = problem.jobs.length + 2 * problem.pairs.length
  const step = Math.max(LEAST, ((1 - FIRST_PASS) * PART) / stops)
  while (clock.spent(large.rounds) < 1) {
    const begun = large.rounds
    const part = partAround(problem, routes, random)
    const sub = partProblem(problem, part, routes)
    const before = resultOf(sub.problem, draftsOf(part.vehicles.map((v) => sub.here(routes[v]!))))
    const { drafts, counted } = searchPart(large, sub, before, Math.min(1, clock.spent(begun) + step))
    const after = resultOf(sub.problem, drafts)
    const isBetter = isBetterPlan(sub.problem, after, before)
    large.count(counted, isBetter ? after : before)
    if (isBetter) take(large, part, sub, drafts)
    if (large.rounds === begun) break
  }
}

/** `counted`: the last the tale was told of this part. */
function searchPart(large: Large, { problem, start }: SubProblem, before: Worth, until: number) {
  const clock = sharedClock(large.clock, large.rounds, until)
  const seed = large.seed + Math.floor(large.random() * 2 ** 30)
  let counted = before
  const onProgress = (point: TracePoint) => {
    large.count(counted, point)
    counted = point
    const rounds = large.rounds + point.iterations
    large.tale.tick(rounds, large.clock.spent(rounds))
  }
  const { drafts, rounds } = searchAlone(problem, { seed, onProgress, ...(start ? { start } : {}) }, clock, null)
  large.rounds += rounds
  return { drafts, counted }
}

function take({ routes }: Large, part: Part, sub: SubProblem, drafts: readonly Draft[]): void {
  for (const { vehicle, visits } of drafts) routes[part.vehicles[vehicle]!] = sub.back(visits)
}

/** Runs from now to `until` of the whole budget. */
function sharedClock(clock: Clock, before: number, until: number): Clock {
  const from = clock.spent(before)
  return {
    seconds: clock.seconds,
    spent: (rounds) => (from >= until ? 1 : Math.min(1, (clock.spent(before + rounds) - from) / (until - from))),
  }
}
