import { checkVroom } from '../check/vroom.ts'
import { legMetres, legSeconds, type Route, type Stop, type Vehicle } from '../plan/index.ts'
import { planTimes, type TimedStop } from './plan-times.ts'
import type { Refusal } from './refusal.ts'
import { vroomOutputOf } from './vroom-output.ts'
import type { VroomOutput } from './vroom-output-shape.ts'
import { problemOf, type Translated } from './vroom-problem.ts'
import type { VroomGivenStep, VroomInput } from './vroom-shape.ts'
import { reportViolations } from './vroom-violations.ts'

export type VroomPlanned =
  | { ok: true; output: VroomOutput; checked: ReturnType<typeof checkVroom> }
  | { ok: false; refusals: Refusal[] }

/**
 * VROOM's plan mode: times for the given steps of each vehicle, all conditions soft but the forced times, and what is
 * violated told by step, route and summary. `x.executed` says nothing here: the steps say what is done.
 */
export function planVroom(given: VroomInput): VroomPlanned {
  const begun = performance.now()
  const input = withoutExecuted(given)
  const translated = problemOf(input)
  const loaded = performance.now()
  const refusals: Refusal[] = []
  const routes = input.vehicles.flatMap((vehicle, v) => {
    const steps = (vehicle.steps ?? []).filter(({ type }) => type !== 'start' && type !== 'end')
    if (steps.length === 0) return []
    const stops = stopsOf(translated, vehicle.steps ?? [], v)
    if (stops) return [{ vehicle: v, stops }]
    refusals.push({ code: 'steps_infeasible', path: `vehicles[${v}].steps`, values: { code: 'times' } })
    return []
  })
  if (refusals.length > 0) return { ok: false, refusals }
  const solution = {
    routes: routes as Route[],
    unassigned: leftOut(translated, routes),
    parts: NO_PARTS,
    iterations: 0,
  }
  const times = { loading: Math.round(loaded - begun), solving: Math.round(performance.now() - loaded), routing: 0 }
  const output = vroomOutputOf(input, translated, solution, times)
  reportViolations(input, output)
  const all = checkVroom(input, output, 'plan')
  return { ok: true, output: { ...output, x: { cost: all.cost, costs: { ...all.costs } } }, checked: all }
}

const NO_PARTS = { fixed: 0, travel: 0, task: 0, preference: 0, overtime: 0, promise: 0, fairness: 0, absent: 0 }

function withoutExecuted(input: VroomInput): VroomInput {
  return {
    ...input,
    vehicles: input.vehicles.map((vehicle) => {
      if (!vehicle.x?.executed) return vehicle
      const { executed: _, ...x } = vehicle.x
      return { ...vehicle, x }
    }),
  }
}

interface Ref {
  kind: Stop['kind']
  index: number
  place: number | null
  given: VroomGivenStep | undefined
}

/** The route in the given order with its times; null when the forced times cannot be kept. */
function stopsOf(translated: Translated, given: readonly VroomGivenStep[], v: number): Stop[] | null {
  const { problem } = translated
  const vehicle = problem.vehicles[v]!
  const start = given.find(({ type }) => type === 'start')
  const end = given.find(({ type }) => type === 'end')
  const refs: Ref[] = [
    { kind: 'start', index: -1, place: vehicle.start, given: start },
    ...given.flatMap((step) => refOf(translated, step, v)),
    { kind: 'end', index: -1, place: vehicle.end, given: end },
  ]
  const timed = timedStops(translated, refs, vehicle)
  const times = planTimes(timed)
  return times && written(translated, refs, timed, times, v)
}

function refOf({ jobs, pairs, breaks, problem }: Translated, step: VroomGivenStep, v: number): Ref[] {
  const { type, id } = step
  if (type === 'start' || type === 'end') return []
  if (type === 'break')
    return [{ kind: 'break', index: breaks[v]!.findIndex((one) => one.id === id), place: null, given: step }]
  if (type === 'job') {
    const index = jobs.findIndex((one) => one.type === 'job' && one.raw.id === id)
    return [{ kind: 'job', index, place: problem.jobs[index]!.place, given: step }]
  }
  const index = pairs.findIndex((one) => one[type].raw.id === id)
  return [{ kind: type, index, place: problem.pairs[index]![type].place, given: step }]
}

function timedStops({ problem }: Translated, refs: readonly Ref[], vehicle: Vehicle): TimedStop[] {
  let place: number | null = null
  return refs.map((ref) => {
    const { kind, index, given } = ref
    const bounds = {
      notBefore: given?.service_at ?? given?.service_after ?? Number.NEGATIVE_INFINITY,
      notAfter: given?.service_at ?? given?.service_before ?? Number.POSITIVE_INFINITY,
    }
    if (kind === 'break') {
      const { windows, service } = vehicle.breaks[index]!
      return { windows, act: service, way: 0, isBreak: true, ...bounds }
    }
    const way = kind === 'start' ? 0 : legSeconds(problem, vehicle, place, ref.place)
    const task =
      kind === 'job' ? problem.jobs[index]! : kind === 'start' || kind === 'end' ? null : problem.pairs[index]![kind]
    const { setup, service } = task ? lengths(task, vehicle.type) : { setup: 0, service: 0 }
    const act = service + (ref.place === place ? 0 : setup)
    place = ref.place
    const last = vehicle.shift[1] + (vehicle.overtime?.limit ?? 0)
    const shift = kind === 'start' ? [vehicle.shift[0], Number.POSITIVE_INFINITY] : [Number.NEGATIVE_INFINITY, last]
    return { windows: task ? task.windows : [shift as [number, number]], act, way, isBreak: false, ...bounds }
  })
}

const lengths = (
  task: { setup: number; service: number; setupByType?: readonly number[]; serviceByType?: readonly number[] },
  type: number,
) => ({
  setup: task.setupByType?.[type] ?? task.setup,
  service: task.serviceByType?.[type] ?? task.service,
})

/** Arrivals and waiting from the times: the way is driven as early as it can be, also before a break. */
function written(
  { problem }: Translated,
  refs: readonly Ref[],
  timed: readonly TimedStop[],
  times: readonly number[],
  v: number,
): Stop[] {
  const vehicle = problem.vehicles[v]!
  const stops: Stop[] = []
  let free = times[0]!
  let place = vehicle.start
  let travel = 0
  let distance = 0
  let rest: number | null = null
  for (const [i, ref] of refs.entries()) {
    const at = times[i]!
    const { act, isBreak } = timed[i]!
    if (ref.kind === 'start' && ref.place === null) continue
    if (ref.kind === 'end' && ref.place === null) continue
    const target = isBreak ? nextPlace(refs, i) : ref.place
    rest ??= legSeconds(problem, vehicle, place, target)
    const driven = isBreak ? Math.min(rest, at - free) : rest
    travel += driven
    rest -= driven
    if (!isBreak) distance += legMetres(problem, vehicle, place, ref.place)
    const arrival = ref.kind === 'start' ? at : free + driven
    const ends = ref.kind === 'start' || ref.kind === 'end'
    const { setup, service } = parts(problem, ref, vehicle, place)
    const times_ = { arrival: ends ? at : arrival, waiting: ends ? 0 : at - arrival }
    stops.push({
      kind: ref.kind,
      index: ref.index,
      place: ref.place ?? -1,
      ...times_,
      setup,
      service: isBreak ? act : service,
      travel,
      distance,
      load: [],
    })
    free = at + act
    if (isBreak) continue
    place = ref.place
    rest = null
  }
  return stops
}

const nextPlace = (refs: readonly Ref[], i: number) => refs.slice(i).find(({ kind }) => kind !== 'break')!.place

function parts(
  problem: Translated['problem'],
  { kind, index, place: at }: Ref,
  { type }: Vehicle,
  place: number | null,
) {
  if (kind === 'start' || kind === 'end' || kind === 'break') return { setup: 0, service: 0 }
  const { setup, service } = lengths(kind === 'job' ? problem.jobs[index]! : problem.pairs[index]![kind], type)
  return { setup: at === place ? 0 : setup, service }
}

function leftOut({ jobs, pairs }: Translated, routes: readonly { stops: readonly Stop[] }[]) {
  const done = new Set(routes.flatMap(({ stops }) => stops.map(({ kind, index }) => `${kind} ${index}`)))
  return [
    ...jobs.flatMap((_, index) => (done.has(`job ${index}`) ? [] : [{ kind: 'job' as const, index }])),
    ...pairs.flatMap((_, index) =>
      done.has(`pickup ${index}`) || done.has(`delivery ${index}`) ? [] : [{ kind: 'pair' as const, index }],
    ),
  ]
}
