import type { Clock } from './clock.ts'
import { cutInParts, type Part, partAround } from './cut.ts'
import type { Problem, Solution, SolveOptions } from './model.ts'
import { randomFrom } from './random.ts'
import type { Draft } from './result.ts'
import { partProblem } from './sub-problem.ts'
import type { Visit } from './timetable.ts'
import { type Found, searchAlone } from './whole.ts'

/** Of the budget: planning every part once; then parts are cut anew around the routes there are. */
const FIRST_PASS = 0.5
/** At least so much of the budget for a part cut anew. */
const LEAST = 0.01

/**
 * Plans a large problem in parts of neighbouring stops and vehicles, one after the other, then again around the routes
 * there are while the budget lasts. Needs memory for one part at a time, and for the plan.
 */
export function searchInParts(problem: Problem, options: SolveOptions, clock: Clock): Found {
  const random = randomFrom(options.seed ?? 1)
  const parts = cutInParts(problem, random)
  const routes: Visit[][] = problem.vehicles.map(() => [])
  adopt(routes, options.start)
  let rounds = 0
  const plan = (part: Part, until: number) => {
    const before = rounds
    const clockOfPart: Clock = sharedClock(clock, before, until)
    const sub = partProblem(problem, part, routes)
    const seed = (options.seed ?? 1) + Math.floor(random() * 2 ** 30)
    const found = searchAlone(sub.problem, { seed, ...(sub.start ? { start: sub.start } : {}) }, clockOfPart, null)
    for (const { vehicle, visits } of found.drafts) routes[part.vehicles[vehicle]!] = sub.back(visits)
    rounds += found.rounds
  }
  parts.forEach((part, i) => {
    plan(part, (FIRST_PASS * (i + 1)) / parts.length)
  })
  const step = Math.max(LEAST, (1 - FIRST_PASS) / Math.max(1, parts.length))
  while (parts.length > 0 && clock.spent(rounds) < 1) {
    const before = rounds
    plan(partAround(problem, routes, random), Math.min(1, clock.spent(rounds) + step))
    if (rounds === before) break
  }
  return { drafts: routes.map((visits, vehicle): Draft => ({ vehicle, visits })), begun: null, rounds, trace: [] }
}

/** Runs from now to `until` of the whole budget. */
function sharedClock(clock: Clock, before: number, until: number): Clock {
  const from = clock.spent(before)
  return {
    seconds: clock.seconds,
    spent: (rounds) => (from >= until ? 1 : Math.min(1, (clock.spent(before + rounds) - from) / (until - from))),
  }
}

/** A given plan, if there is one: its routes are where the parts begin. */
function adopt(routes: Visit[][], start: Pick<Solution, 'routes'> | undefined): void {
  for (const { vehicle, stops } of start?.routes ?? []) {
    if (!routes[vehicle]) continue
    routes[vehicle] = stops.flatMap(({ kind, index, arrival, waiting }) =>
      kind === 'job' || kind === 'pickup' || kind === 'delivery'
        ? [{ kind, index, from: arrival + waiting, to: arrival + waiting }]
        : [],
    )
  }
}
