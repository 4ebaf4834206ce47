import { routeCosts, timetable } from '../plan/index.ts'
import type { CostParts, Route, Solution, Stop } from '../plan/model.ts'
import { rawOf } from './vroom-executed.ts'
import type { VroomOutput, VroomRoute, VroomStep, VroomUnassigned } from './vroom-output-shape.ts'
import type { Origin, Translated } from './vroom-problem.ts'
import type { VroomInput, VroomVehicle } from './vroom-shape.ts'
import { addAmounts, addUp, loadsOf } from './vroom-sums.ts'
import { hasDistances } from './vroom-tables.ts'

/** Milliseconds, as VROOM tells them. */
export interface ComputingTimes {
  loading: number
  solving: number
  routing: number
}

/** The plan in VROOM's form. `x.costs` has all there is to pay, `summary.cost` what VROOM counts of it. */
export function vroomOutputOf(
  input: VroomInput,
  translated: Translated,
  solution: Pick<Solution, 'routes' | 'unassigned' | 'parts' | 'iterations'>,
  computing_times: ComputingTimes,
): VroomOutput {
  const distances = hasDistances(input, translated.places)
  const build = { input, translated, distances }
  const planned = new Map(solution.routes.map((route) => [route.vehicle, route]))
  const routes = input.vehicles.flatMap((_, v) => {
    const route = planned.get(v) ?? restOf(translated, v)
    return route ? [routeOf(build, route)] : []
  })
  const unassigned = unassignedOf(build, solution)
  const fixed = routes.reduce((sum, one) => sum + one.fixed, 0)
  const costs: CostParts = { ...solution.parts, fixed }
  return {
    code: 0,
    summary: {
      ...addUp(
        routes.map(({ route }) => route),
        distances,
      ),
      routes: routes.length,
      unassigned: unassigned.length,
      violations: [],
      computing_times,
    },
    unassigned,
    routes: routes.map(({ route }) => route),
    x: {
      cost: Object.values(costs).reduce((sum, one) => sum + one, 0),
      costs: { ...costs },
      iterations: solution.iterations,
    },
  }
}

interface Build {
  input: VroomInput
  translated: Translated
  distances: boolean
}

/** The way home of somebody with nothing left to do. */
function restOf({ problem, executed }: Translated, v: number): Pick<Route, 'vehicle' | 'stops'> | null {
  if (!executed.of(v)) return null
  return { vehicle: v, stops: timetable(problem, problem.vehicles[v]!, []) ?? [] }
}

/** Whoever is out already goes on at once and waits there, instead of setting out as late as possible. */
function goingOn(stops: readonly Stop[], from: number): Stop[] {
  const next = stops[0]?.kind === 'start' ? 1 : 0
  const delay = stops[0] ? stops[0].arrival - from : 0
  return stops.map((stop, i) => {
    if (i > next) return stop
    const arrival = stop.arrival - delay
    return i === next && stop.kind !== 'end'
      ? { ...stop, arrival, waiting: stop.waiting + delay }
      : { ...stop, arrival }
  })
}

function routeOf(build: Build, { vehicle: v, stops: timed }: Pick<Route, 'vehicle' | 'stops'>) {
  const { input, translated, distances } = build
  const gone = translated.executed.of(v)
  const stops = gone ? goingOn(timed, gone.end) : timed
  const raw = input.vehicles[v]!
  const parts = stops.length > 0 ? routeCosts(translated.problem, v, stops) : null
  const fixed = raw.costs?.fixed ?? 0
  const steps = [...doneSteps(build, v), ...stops.flatMap((stop) => stepOf(build, v, stop))]
  const whole = withEnds(raw, steps, stops)
  if (raw.capacity && raw.capacity.length > 0) loadsOf(input, raw, whole)
  if (!distances) for (const step of whole) delete step.distance
  const counted = whole.filter(({ x }) => !x?.executed)
  const sum = (key: 'setup' | 'service' | 'waiting_time') => counted.reduce((total, step) => total + step[key], 0)
  const last = stops.at(-1)
  const route: VroomRoute = {
    vehicle: raw.id,
    cost: Math.round(fixed + (parts?.travel ?? 0) + (parts?.task ?? 0)),
    ...(raw.description ? { description: raw.description } : {}),
    ...addAmounts(input, whole),
    setup: sum('setup'),
    service: sum('service'),
    duration: last?.travel ?? 0,
    waiting_time: sum('waiting_time'),
    priority: priorityOf(input, whole),
    ...(distances ? { distance: last?.distance ?? 0 } : {}),
    steps: whole,
    violations: [],
  }
  return { route, fixed }
}

function priorityOf({ jobs = [], shipments = [] }: VroomInput, steps: readonly VroomStep[]): number {
  return steps.reduce((sum, { type, id }) => {
    if (type === 'job') return sum + (jobs.find((one) => one.id === id)?.priority ?? 0)
    if (type !== 'pickup' && type !== 'delivery') return sum
    return sum + (shipments.find((one) => one[type].id === id)?.priority ?? 0)
  }, 0)
}

function stepOf({ translated }: Build, v: number, stop: Stop): VroomStep[] {
  const { kind, index } = stop
  if (kind === 'start' || kind === 'end') return []
  const times = {
    setup: stop.setup,
    service: stop.service,
    waiting_time: stop.waiting,
    arrival: stop.arrival,
    duration: stop.travel,
    violations: [],
    distance: stop.distance,
  }
  if (kind === 'break') {
    const { id, description } = translated.breaks[v]![index]!
    return [{ type: 'break', ...(description ? { description } : {}), id, ...times }]
  }
  const origin = kind === 'job' ? translated.jobs[index]! : translated.pairs[index]![kind]
  return [{ type: origin.type, ...named(origin), ...(origin.type === 'job' ? { job: origin.raw.id } : {}), ...times }]
}

function named({ raw }: Pick<Origin, 'raw'>) {
  return {
    ...(raw.description ? { description: raw.description } : {}),
    ...(raw.location ? { location: raw.location.slice(0, 2) } : {}),
    ...(raw.location_index === undefined ? {} : { location_index: raw.location_index }),
    id: raw.id,
  }
}

function doneSteps({ input, translated }: Build, v: number): VroomStep[] {
  return (translated.executed.of(v)?.steps ?? []).map(({ type, id, start, end }): VroomStep => {
    const raw = type === 'break' ? { id } : rawOf(input, type, id)!
    const times = { setup: 0, service: end - start, waiting_time: 0, arrival: start, duration: 0 }
    return {
      type,
      ...named({ raw: raw as Origin['raw'] }),
      ...times,
      violations: [],
      distance: 0,
      x: { executed: true },
    }
  })
}

/** VROOM's routes have a start and an end step also where the vehicle has no place there. */
function withEnds(raw: VroomVehicle, inner: VroomStep[], stops: readonly Stop[]): VroomStep[] {
  const [first, last] = [stops[0], stops.at(-1)]
  const lastInner = inner.at(-1)
  const zero = { setup: 0, service: 0, waiting_time: 0, violations: [] }
  const place = (key: 'start' | 'end', near: VroomStep | undefined) => {
    const [index, point] = [raw[`${key}_index`], raw[key]]
    if (index === undefined && !point) return { location: near?.location, location_index: near?.location_index }
    return { location: point?.slice(0, 2), location_index: index }
  }
  const places = [
    place(
      'start',
      inner.find(({ type }) => type !== 'break'),
    ),
    place(
      'end',
      inner.findLast(({ type }) => type !== 'break'),
    ),
  ]
  const [from, to] = places.map((one) =>
    Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)),
  )
  const done = inner[0]?.x?.executed ? inner[0].arrival : undefined
  const arrival = last?.arrival ?? lastInner?.arrival ?? 0
  const ends = last?.kind === 'end' ? arrival : lastInner ? leave(lastInner) : arrival
  return [
    { type: 'start', ...from, ...zero, arrival: done ?? first?.arrival ?? 0, duration: 0, distance: 0 },
    ...inner,
    { type: 'end', ...to, ...zero, arrival: ends, duration: last?.travel ?? 0, distance: last?.distance ?? 0 },
  ]
}

const leave = (step: VroomStep) => step.arrival + step.waiting_time + step.setup + step.service

function unassignedOf({ translated }: Build, { unassigned }: Pick<Solution, 'unassigned'>): VroomUnassigned[] {
  const seen = new Set<string>()
  return unassigned
    .flatMap(({ kind, index }) => {
      if (kind === 'job') return [translated.jobs[index]!]
      const { pickup, delivery } = translated.pairs[index]!
      return [pickup, delivery]
    })
    .flatMap((origin) => {
      // A job for two persons is two jobs of the problem, and one of the answer.
      const key = `${origin.type} ${origin.raw.id}`
      if (seen.has(key)) return []
      seen.add(key)
      return [{ ...named(origin), type: origin.type }]
    })
}
