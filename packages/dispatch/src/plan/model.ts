/**
 * What a plan is made of. Plain data throughout (arrays, typed arrays, numbers), so that it can be handed to a worker.
 *
 * Units: time in whole seconds on one axis of the caller's choice (seconds of the day, or epoch seconds over several
 * days); distance in metres; money in VROOM's cost units, where one second of travel costs 1 unless a vehicle says
 * otherwise (`perHour` 3600). Amounts are whole numbers, one per dimension of capacity. Where VROOM has the concept, the
 * meaning is VROOM's (its docs/API.md): a window bounds the start of the stop (setup, then service), ends included; setup
 * is needed only when the place differs from that of the stop before; deliveries of jobs are on board from the start of
 * the route, pickups stay on board to its end; a break has no place, and the way may be driven while waiting for it.
 */

/** From and to, both included. */
export type Window = readonly [from: number, to: number]

/** How to get from place to place: tables, or points for problems too large for a table of all pairs. */
export type Travel = TravelTable | TravelPoints

export interface TravelTable {
  kind: 'table'
  /** seconds, `durations[from * places + to]`; may lie in a SharedArrayBuffer */
  durations: Int32Array
  /** metres; zero everywhere without it */
  distances?: Int32Array
  /** cost units of the way, instead of `perHour` and `perKm` of the vehicles */
  costs?: Int32Array
}

/** Ways computed from coordinates: great-circle metres times `detour`, at `metresPerSecond`; both rounded to whole numbers. */
export interface TravelPoints {
  kind: 'points'
  /** degrees, one per place */
  lat: Float64Array
  lon: Float64Array
  detour: number
  metresPerSecond: number
}

/** One stop of work: a job, or one end of a pickup–delivery pair. */
export interface Task {
  place: number
  /** seconds before the service when the place differs from that of the stop before */
  setup: number
  service: number
  /** by `Vehicle.type`, instead of `setup` and `service` */
  setupByType?: readonly number[]
  serviceByType?: readonly number[]
  /** in order, apart from one another; none = any time */
  windows: readonly Window[]
}

/** What decides who may do it and what it is worth; the same for jobs and pairs. */
export interface Demand {
  /** `fits[vehicle]` is 1 where the vehicle may do it (skills, certificates of the day, territory, exclusions). Share one array between jobs alike; absent = all. */
  fits?: Uint8Array
  /** 0–100. Without a penalty, plans are compared by priority sum, then number done, then cost. */
  priority: number
  /** cost units of leaving it out, instead of the priority order */
  penalty?: number
  /** cost units added when a vehicle does it: preference, change of technician. May be negative. `vehicleCosts[vehicle]` */
  vehicleCosts?: Int32Array
  /** Stays with this vehicle; given a `start`, at that time. Taken into the plan before all others. */
  pin?: { vehicle: number; start?: number }
}

export interface Job extends Task, Demand {
  /** on board from the start of the route until here */
  delivery: readonly number[]
  /** on board from here to the end of the route */
  pickup: readonly number[]
  /** What the customer was told: starting more than `tolerance` seconds away from it costs `perMinute` for every minute beyond. */
  promise?: { start: number; tolerance: number; perMinute: number }
}

/** Picked up, then delivered, by the same vehicle on the same route. */
export interface Pair extends Demand {
  pickup: Task
  delivery: Task
  amount: readonly number[]
}

export interface Break {
  windows: readonly Window[]
  service: number
  /** only while no more than this is on board */
  maxLoad?: readonly number[]
}

/** One technician on one day: one route. */
export interface Vehicle {
  /** index into `Problem.travels` */
  travel: number
  /** null: the route begins at its first stop / ends at its last */
  start: number | null
  end: number | null
  shift: Window
  /** After `shift[1]`: at most `limit` seconds, each hour at `perHour` cost units. */
  overtime?: { limit: number; perHour: number }
  capacity: readonly number[]
  /** on board from the start to the end, beyond what the stops deliver and pick up (in-day: picked up already) */
  load?: readonly number[]
  /** index into `setupByType` and `serviceByType` */
  type: number
  /** taken in this order */
  breaks: readonly Break[]
  /** durations are divided by it; 1 = as in the table */
  speedFactor: number
  costs: { fixed: number; perHour: number; perTaskHour: number; perKm: number }
  maxTasks?: number
  /** seconds of travel / metres of the route */
  maxTravelTime?: number
  maxDistance?: number
  /** seconds from the latest possible departure to the return, waiting and breaks included */
  maxDuration?: number
  /** index into `Problem.persons`; absent: a person of its own */
  person?: number
  /** The first stops, in this order; nothing comes between or before them (under way, or executed). */
  first?: readonly StopRef[]
}

/** Caps over all routes of one person (several days). */
export interface Person {
  maxTasks?: number
  /** seconds of travel */
  maxTravelTime?: number
  /** seconds of travel, setup, service and waiting; breaks not counted */
  maxWork?: number
  /** Beyond `after` seconds of such work each hour costs `perHour` cost units. */
  overtime?: { after: number; perHour: number }
}

/** What is done at a stop: `index` into jobs or pairs. */
export interface StopRef {
  kind: 'job' | 'pickup' | 'delivery'
  index: number
}

export interface Problem {
  /** number of places; they are 0 … places − 1 */
  places: number
  travels: readonly Travel[]
  jobs: readonly Job[]
  pairs: readonly Pair[]
  vehicles: readonly Vehicle[]
  persons?: readonly Person[]
  /** Jobs (at least two) that start at the same time with different persons: all of them or none. */
  together?: readonly (readonly number[])[]
  /** Job `first` ends at least `gap` seconds before job `after` starts; without `first` there is no `after`. */
  before?: readonly { first: number; after: number; gap: number }[]
  /**
   * Weight of an even spread, in cost units per squared hour: the plan pays `fairness` · Σ (hours of setup and service of
   * a person)², so that an hour more for somebody who has h hours costs about 2 · h · fairness.
   */
  fairness?: number
}

export type StopKind = 'start' | 'job' | 'pickup' | 'delivery' | 'break' | 'end'

/** One stop with its times. `start` and `end` are left out of a route whose vehicle has no place there. */
export interface Stop {
  kind: StopKind
  /** into jobs, pairs (pickup, delivery) or the breaks of the vehicle; -1 for start and end */
  index: number
  /** -1 for a break */
  place: number
  arrival: number
  /** seconds between arrival and the beginning of setup or service */
  waiting: number
  setup: number
  service: number
  /** travel seconds and metres of the route so far */
  travel: number
  distance: number
  /** on board when leaving */
  load: number[]
}

export interface Route {
  vehicle: number
  stops: Stop[]
  cost: number
  travel: number
  distance: number
  setup: number
  service: number
  waiting: number
}

/** Cost units by cause; their sum is `Solution.cost`. */
export interface CostParts {
  fixed: number
  travel: number
  /** `perTaskHour` of setup and service */
  task: number
  preference: number
  overtime: number
  promise: number
  fairness: number
  /** penalties of what was left out */
  absent: number
}

/** The best plan so far at a moment of the search. */
export interface TracePoint {
  cpuSeconds: number
  iterations: number
  priority: number
  assigned: number
  cost: number
}

export interface Solution {
  /** only routes with stops other than breaks, by vehicle */
  routes: Route[]
  unassigned: { kind: 'job' | 'pair'; index: number }[]
  /** sum over what was done without a penalty of its own; a pair counts twice, once for each end, as in VROOM */
  priority: number
  /** stops of work in the routes (a pair is two) */
  assigned: number
  cost: number
  parts: CostParts
  iterations: number
  cpuSeconds: number
  trace: TracePoint[]
}

export interface SolveOptions {
  /**
   * Processor seconds to spend, all threads at the same time. What is found depends on how fast the machine is; the same
   * seed gives the same plan only with `iterations` and one thread.
   */
  cpuSeconds?: number
  /** Seconds by the clock on the wall, instead of processor seconds: to compare threads where nothing else runs. */
  wallSeconds?: number
  /** Rounds of the search, instead of or besides `cpuSeconds`; whichever ends first. Without both: 2 seconds. */
  iterations?: number
  /** false, with `iterations`: time is neither counted nor told, for searches so short that asking for it is felt. */
  isTimed?: boolean
  /** default 1 */
  threads?: number
  /** default 1 */
  seed?: number
  /** A plan to begin with (routes and order of stops count). Never answered with a worse one, if it is feasible. */
  start?: Pick<Solution, 'routes'>
  onProgress?: (point: TracePoint) => void
  signal?: AbortSignal
}

/** Something in a problem or a file that cannot be planned: `path` says where (`jobs[3].windows[0]`, `line 12`). */
export class PlanRefused extends Error {
  readonly code: string
  readonly path: string
  readonly values: Record<string, string | number>
  constructor(code: string, path: string, values: Record<string, string | number> = {}) {
    super(`${path}: ${code} ${JSON.stringify(values)}`)
    this.name = 'PlanRefused'
    this.code = code
    this.path = path
    this.values = values
  }
}

/** `solve` of ./solve.ts: runs in the calling thread until the budget is spent. @throws PlanRefused */
export type Solve = (problem: Problem, options: SolveOptions) => Solution
/** `solveApart` of ./apart.ts: the same in a thread of its own, for a server that has other things to do. */
export type SolveApart = (problem: Problem, options: SolveOptions) => Promise<Solution>
