import type { Demand, Job, Pair, Problem, Vehicle, Window } from '../plan/model.ts'
import { type Executed, executedOf } from './vroom-executed.ts'
import { fitsOf } from './vroom-fits.ts'
import type { VroomBreak, VroomInput, VroomJob, VroomShipment, VroomShipmentStep, VroomVehicle } from './vroom-shape.ts'
import { type Places, placesOf, travelOf } from './vroom-tables.ts'

/** What a job or pair of the problem stands for in VROOM's input. */
export interface Origin {
  type: 'job' | 'pickup' | 'delivery'
  raw: VroomJob | VroomShipmentStep
}

/** A VROOM problem as the solver wants it, and the way back to the names of the input. */
export interface Translated {
  problem: Problem
  places: Places
  /** per `problem.jobs` */
  jobs: Origin[]
  /** per `problem.pairs` */
  pairs: { pickup: Origin; delivery: Origin }[]
  /** of each vehicle, those not yet had, in the order of the problem */
  breaks: VroomBreak[][]
  executed: Executed
}

const MOST = 2 ** 30 - 1
const FORTY_DAYS = 40 * 86_400

/** Accepted input (readVroom) into a problem. What was executed is taken out: its vehicles go on from where they are. */
export function problemOf(input: VroomInput): Translated {
  const places = placesOf(input)
  const executed = executedOf(input)
  const types = [...new Set(['', ...input.vehicles.map(({ type }) => type ?? '')])]
  const persons = [...new Set(input.vehicles.map(({ x, id }) => x?.person ?? id))]
  const breaks = input.vehicles.map((one, v) => breaksLeft(one, executed.of(v)?.breaks))
  const build = { input, places, executed, types, persons, breaks, fits: fitsOf(input) }
  const tasks = translateTasks(build)
  const { travels, travelIndex } = travelOf(input, places)
  const usual = usualShift(input)
  const caps = input.x?.persons ?? []
  return {
    places,
    executed,
    jobs: tasks.jobOrigins,
    pairs: tasks.pairOrigins,
    breaks,
    problem: {
      places: places.count,
      travels,
      jobs: tasks.jobs,
      pairs: tasks.pairs,
      vehicles: input.vehicles.map((one, v) => translateVehicle(build, one, v, travelIndex[v]!, usual)),
      persons: persons.map((person) => {
        const { max_tasks, max_travel_time, max_work } = caps.find(({ id }) => id === person) ?? {}
        return {
          ...(max_tasks === undefined ? {} : { maxTasks: max_tasks }),
          ...(max_travel_time === undefined ? {} : { maxTravelTime: max_travel_time }),
          ...(max_work === undefined ? {} : { maxWork: max_work }),
        }
      }),
      ...(tasks.together.length > 0 ? { together: tasks.together } : {}),
      ...(tasks.before.length > 0 ? { before: tasks.before } : {}),
      ...(input.x?.fairness ? { fairness: input.x.fairness } : {}),
    },
  }
}

interface Build {
  input: VroomInput
  places: Places
  executed: Executed
  types: readonly string[]
  persons: readonly number[]
  breaks: readonly VroomBreak[][]
  fits: (whole: VroomJob | VroomShipment) => Uint8Array | undefined
}

function translateTasks(build: Build) {
  const { input, executed } = build
  const jobs: Job[] = []
  const jobOrigins: Origin[] = []
  const pairs: Pair[] = []
  const pairOrigins: Translated['pairs'] = []
  const together: number[][] = []
  const byId = new Map<number, number[]>()
  for (const raw of input.jobs ?? []) {
    if (executed.isDone('job', raw.id)) continue
    const copies = Array.from({ length: raw.x?.people ?? 1 }, () => {
      jobOrigins.push({ type: 'job', raw })
      return jobs.push(translateJob(build, raw)) - 1
    })
    if (copies.length > 1) together.push(copies)
    byId.set(raw.id, copies)
  }
  for (const raw of input.shipments ?? []) {
    const on = executed.vehicleOf('pickup', raw.pickup.id)
    if (executed.isDone('delivery', raw.delivery.id)) continue
    if (on === null) {
      pairs.push(translatePair(build, raw))
      pairOrigins.push({
        pickup: { type: 'pickup', raw: raw.pickup },
        delivery: { type: 'delivery', raw: raw.delivery },
      })
      continue
    }
    // Picked up already: what is left is a delivery that only this vehicle can make.
    jobOrigins.push({ type: 'delivery', raw: raw.delivery })
    jobs.push({
      ...translateTask(build, raw.delivery),
      ...demandOf(build, raw),
      pin: { vehicle: on },
      delivery: amountOf(build, raw.amount),
      pickup: amountOf(build, undefined),
    })
  }
  const before = (input.x?.precedences ?? []).flatMap(({ before: first, after, gap = 0 }) => {
    const end = executed.endOf(first)
    if (end !== null) {
      for (const job of byId.get(after) ?? []) jobs[job] = notBefore(jobs[job]!, end + gap, input.vehicles.length)
      return []
    }
    return (byId.get(first) ?? []).flatMap((a) => (byId.get(after) ?? []).map((b) => ({ first: a, after: b, gap })))
  })
  return { jobs, jobOrigins, pairs, pairOrigins, together, before }
}

/** The job before is done already: what is left of the windows; when nothing is, nobody can do it. */
function notBefore(job: Job, from: number, vehicles: number): Job {
  const open: readonly Window[] = job.windows.length > 0 ? job.windows : [[0, Number.MAX_SAFE_INTEGER]]
  const windows = open.filter(([, to]) => to >= from).map(([a, b]): Window => [Math.max(a, from), b])
  return windows.length > 0 ? { ...job, windows } : { ...job, fits: new Uint8Array(vehicles) }
}

function translateJob(build: Build, raw: VroomJob): Job {
  const promised = raw.x?.promised
  const old = raw.delivery === undefined && raw.pickup === undefined ? raw.amount : undefined
  const pinned = raw.x?.pinned
  const vehicle = build.input.vehicles.findIndex(({ id }) => id === pinned?.vehicle)
  return {
    ...translateTask(build, raw),
    ...demandOf(build, raw),
    ...(pinned ? { pin: { vehicle, ...(pinned.start === undefined ? {} : { start: pinned.start }) } } : {}),
    delivery: amountOf(build, raw.delivery ?? old),
    pickup: amountOf(build, raw.pickup),
    ...(promised
      ? { promise: { start: promised.start, tolerance: promised.tolerance ?? 0, perMinute: promised.per_minute } }
      : {}),
  }
}

function translatePair(build: Build, raw: VroomShipment): Pair {
  const pinned = raw.x?.pinned
  const vehicle = build.input.vehicles.findIndex(({ id }) => id === pinned?.vehicle)
  return {
    ...demandOf(build, raw),
    ...(pinned ? { pin: { vehicle } } : {}),
    pickup: translateTask(build, raw.pickup),
    delivery: translateTask(build, raw.delivery),
    amount: amountOf(build, raw.amount),
  }
}

function translateTask({ places, types }: Build, raw: VroomJob | VroomShipmentStep) {
  const byType = (key: 'setup' | 'service') => {
    const own = raw[`${key}_per_type`]
    if (!own || Object.keys(own).length === 0) return undefined
    return types.map((type) => (type === '' ? undefined : own[type]) ?? raw[key] ?? 0)
  }
  const [setupByType, serviceByType] = [byType('setup'), byType('service')]
  return {
    place: places.at(raw.location_index, raw.location)!,
    setup: raw.setup ?? 0,
    service: raw.service ?? 0,
    ...(setupByType ? { setupByType } : {}),
    ...(serviceByType ? { serviceByType } : {}),
    windows: sorted(raw.time_windows),
  }
}

function demandOf({ input, fits }: Build, whole: VroomJob | VroomShipment): Demand {
  const { preferred, preferred_price: price = 0, penalty } = whole.x ?? {}
  const row = fits(whole)
  return {
    priority: whole.priority ?? 0,
    ...(row ? { fits: row } : {}),
    ...(penalty === undefined ? {} : { penalty }),
    ...(preferred && price > 0
      ? {
          vehicleCosts: Int32Array.from(input.vehicles, ({ x, id }) =>
            preferred.includes(x?.person ?? id) ? 0 : price,
          ),
        }
      : {}),
  }
}

function amountOf({ input }: Build, amount: readonly number[] | undefined): number[] {
  const dims = input.vehicles[0]?.capacity?.length ?? 0
  return Array.from({ length: dims }, (_, d) => Math.min(MOST, amount?.[d] ?? 0))
}

const sorted = (windows: readonly (readonly number[])[] | undefined): Window[] =>
  (windows ?? []).map(([from, to]): Window => [from!, to!]).sort((a, b) => a[0] - b[0])

/** For vehicles without a time window: from well before to long after everything that has a time. */
function usualShift({ vehicles, jobs = [], shipments = [] }: VroomInput): Window {
  let first = Number.POSITIVE_INFINITY
  const see = (windows: readonly (readonly number[])[] | undefined) => {
    for (const [from] of windows ?? []) first = Math.min(first, from!)
  }
  for (const { time_windows } of jobs) see(time_windows)
  for (const { pickup, delivery } of shipments) for (const { time_windows } of [pickup, delivery]) see(time_windows)
  for (const { time_window, breaks = [] } of vehicles) {
    see(time_window ? [time_window] : undefined)
    for (const { time_windows } of breaks) see(time_windows)
  }
  const from = Number.isFinite(first) ? Math.max(0, first - FORTY_DAYS) : 0
  return [from, from + MOST / 2]
}

/** In the order of their first windows, as VROOM takes them. */
function breaksLeft({ breaks = [] }: VroomVehicle, gone: ReadonlySet<number> | undefined): VroomBreak[] {
  const opens = ({ time_windows }: VroomBreak) => Math.min(...(time_windows?.map(([from]) => from!) ?? [0]))
  return breaks.filter(({ id }) => !gone?.has(id)).sort((a, b) => opens(a) - opens(b))
}

function translateVehicle(build: Build, raw: VroomVehicle, v: number, travel: number, usual: Window): Vehicle {
  const { places, executed, types, persons } = build
  const gone = executed.of(v)
  const window = raw.time_window ? ([raw.time_window[0]!, raw.time_window[1]!] as const) : usual
  const { costs = {}, x = {} } = raw
  const start = gone ? gone.place(places) : places.at(raw.start_index, raw.start)
  const tasksLeft = raw.max_tasks === undefined ? undefined : Math.max(0, raw.max_tasks - (gone?.tasks ?? 0))
  return {
    travel,
    start,
    end: places.at(raw.end_index, raw.end),
    shift: gone ? [gone.end, Math.max(gone.end, window[1])] : window,
    ...(x.overtime ? { overtime: { limit: x.overtime.max, perHour: x.overtime.per_hour } } : {}),
    capacity: (raw.capacity ?? []).map((one) => Math.min(MOST, one)),
    ...(gone ? { load: gone.load } : {}),
    type: types.indexOf(raw.type ?? ''),
    breaks: build.breaks[v]!.map((one) => ({
      windows: sorted(one.time_windows),
      service: one.service ?? 0,
      ...(one.max_load ? { maxLoad: one.max_load } : {}),
    })),
    // The speed factor is in the table (vroom-tables.ts), rounded as VROOM rounds it.
    speedFactor: 1,
    costs: {
      // Somebody who is on the way has cost their day already (vroom-output.ts adds it to the route).
      fixed: gone ? 0 : (costs.fixed ?? 0),
      perHour: costs.per_hour ?? 3600,
      perTaskHour: costs.per_task_hour ?? 0,
      perKm: costs.per_km ?? 0,
    },
    ...(tasksLeft === undefined ? {} : { maxTasks: tasksLeft }),
    ...(raw.max_travel_time === undefined ? {} : { maxTravelTime: raw.max_travel_time }),
    ...(raw.max_distance === undefined ? {} : { maxDistance: raw.max_distance }),
    ...(x.max_duration === undefined ? {} : { maxDuration: x.max_duration }),
    person: persons.indexOf(x.person ?? raw.id),
  }
}
