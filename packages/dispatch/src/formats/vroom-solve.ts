import { checkPlan } from '../check/plan-facts.ts'
import { type Checked, checkVroom } from '../check/vroom.ts'
import { bestTimetable, type Problem, resultOf, type Solution, type SolveOptions, type StopRef } from '../plan/index.ts'
import { pathText, type Refusal } from './refusal.ts'
import { vroomOutputOf } from './vroom-output.ts'
import type { VroomOutput } from './vroom-output-shape.ts'
import { problemOf, type Translated } from './vroom-problem.ts'
import type { VroomInput } from './vroom-shape.ts'

export interface VroomSolved {
  output: VroomOutput
  checked: Checked
  translated: Translated
  solution: Solution
}

export type VroomResult = ({ ok: true } & VroomSolved) | { ok: false; refusals: Refusal[] }

/**
 * Solves accepted input (readVroom) and has the result judged by the check, which knows nothing of the solver.
 * @param solve `solve` in this thread or one like it; budget, seed and threads are in `options`
 */
export function solveVroom(
  input: VroomInput,
  solve: (translated: Translated, options: SolveOptions) => Solution,
  options: SolveOptions,
): VroomResult {
  const begun = performance.now()
  const translated = problemOf(input)
  const late = tooLate(input, translated)
  if (late.length > 0) return { ok: false, refusals: late }
  const start = startOf(input, translated)
  if ('refusals' in start) return { ok: false, refusals: start.refusals }
  const loaded = performance.now()
  const solution = solve(translated, { ...options, ...(start.routes ? { start: { routes: start.routes } } : {}) })
  const times = { loading: Math.round(loaded - begun), solving: Math.round(performance.now() - loaded), routing: 0 }
  const output = vroomOutputOf(input, translated, solution, times)
  return { ok: true, output, checked: checkVroom(input, output), translated, solution }
}

/** Whoever cannot be back in time after what was executed needs a longer time window, or overtime: that is for the caller to say. */
function tooLate(input: VroomInput, { problem, executed }: Translated): Refusal[] {
  return input.vehicles.flatMap(({ time_window: window, x }, v): Refusal[] => {
    const gone = executed.of(v)
    const until = (window?.[1] ?? Number.POSITIVE_INFINITY) + (x?.overtime?.max ?? 0)
    if (!gone || (gone.end <= until && mayGoHome(problem, v, gone.end))) return []
    return [
      { code: 'steps_infeasible', path: `vehicles[${v}].x.executed`, values: { code: 'shift_end', end: gone.end } },
    ]
  })
}

function mayGoHome(problem: Problem, v: number, from: number): boolean {
  const { maxTravelTime, maxDistance, maxDuration } = problem.vehicles[v]!
  const stops = bestTimetable(problem, v, [])
  const home = stops?.at(-1)
  const within = (value: number, most = Number.POSITIVE_INFINITY) => value <= most
  if (!home) return stops !== null
  const duration = home.arrival + home.waiting + home.service - from
  return within(home.travel, maxTravelTime) && within(home.distance, maxDistance) && within(duration, maxDuration)
}

/** The given steps as a plan to begin with; VROOM refuses steps that cannot be kept, and so do we. */
function startOf(
  input: VroomInput,
  translated: Translated,
): { routes: Solution['routes'] | null } | { refusals: Refusal[] } {
  const drafts = input.vehicles.map(({ steps = [] }, vehicle) => {
    const visits = steps.flatMap(({ type, id }) => refOf(translated, type, id))
    return { vehicle, visits }
  })
  const given = drafts.filter(({ visits }) => visits.length > 0)
  if (given.length === 0) return { routes: null }
  const refusals: Refusal[] = []
  const routes = given.flatMap((draft) => {
    const path = pathText(['vehicles', draft.vehicle, 'steps'])
    try {
      const one = resultOf(translated.problem, [draft])
      const wrong = checkPlan(translated.problem, one).violations.filter(({ path: at }) => at.startsWith('routes'))
      for (const { code, values } of wrong)
        refusals.push({ code: 'steps_infeasible', path, values: { code, ...values } })
      return one.routes
    } catch {
      refusals.push({ code: 'steps_infeasible', path, values: { code: 'window' } })
      return []
    }
  })
  return refusals.length > 0 ? { refusals } : { routes }
}

function refOf({ jobs, pairs }: Translated, type: string, id: number | undefined): StopRef[] {
  if (type === 'job') {
    const index = jobs.findIndex((one) => one.type === 'job' && one.raw.id === id)
    return index < 0 ? [] : [{ kind: 'job', index }]
  }
  if (type !== 'pickup' && type !== 'delivery') return []
  const index = pairs.findIndex((one) => one[type].raw.id === id)
  return index < 0 ? [] : [{ kind: type, index }]
}
