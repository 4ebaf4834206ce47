// What the check asks of a problem, whatever format it came in. Each format brings its own reading of the raw problem
// (vroom-facts.ts, plan-facts.ts, vrptw.ts, vrplib.ts); nothing here or there is shared with the solver.

export type Place = string | number
export type Window = readonly [from: number, to: number]

/** One thing to be done. `key` names it within the problem: `job:7`, `pickup:3`. */
export interface TaskFacts {
  key: string
  place: Place
  windows: readonly Window[]
  delivery: readonly number[]
  pickup: readonly number[]
  priority: number
  /** The route it has to share, and which of the two comes first. */
  partner: { key: string; first: boolean } | null
  /** In how many routes it stands, at the same moment. */
  people: number
  setup(vehicle: VehicleFacts): number
  service(vehicle: VehicleFacts): number
  /** Why this vehicle may not do it, as a violation without its path; null where it may. */
  forbidden(vehicle: VehicleFacts): { code: ViolationCode; values: Record<string, unknown> } | null
  /** Cost units when this vehicle does it. */
  price(vehicle: VehicleFacts): number
  pinnedStart: number | null
  promise: { start: number; tolerance: number; perMinute: number } | null
  /** Cost units when nobody does it; null: it counts by priority. */
  penalty: number | null
}

export interface BreakFacts {
  key: string
  windows: readonly Window[]
  service: number
  maxLoad: readonly number[] | null
}

export interface DoneFacts {
  key: string
  start: number
  end: number
}

export interface VehicleFacts {
  index: number
  /** As the format names it. */
  id: number
  person: Place
  start: Place | null
  end: Place | null
  shift: Window
  overtime: { limit: number; perHour: number } | null
  capacity: readonly number[]
  load: readonly number[]
  breaks: readonly BreakFacts[]
  maxTasks: number
  maxTravelTime: number
  maxDistance: number
  maxDuration: number
  fixed: number
  perTaskHour: number
  /** Seconds (may be a fraction under a speed factor), metres, cost units of one leg. */
  leg(from: Place, to: Place): { seconds: number; metres: number; cost: number }
  /** How far times may be off because a speed factor gives fractions of a second. */
  slack: number
  /** What the route has to begin with, at these times; it goes on from the place of the last. */
  done: readonly DoneFacts[]
  /** Tasks the route has to begin with, in order. */
  first: readonly string[]
}

export interface Facts {
  vehicles: readonly VehicleFacts[]
  tasks: ReadonlyMap<string, TaskFacts>
  persons: readonly {
    person: Place
    maxTasks: number
    maxTravelTime: number
    maxWork: number
    /** Beyond `after` seconds of work each hour is paid. */
    overtime: { after: number; perHour: number } | null
  }[]
  /** Tasks that start at the same time with different persons, all or none. */
  together: readonly (readonly string[])[]
  before: readonly { first: string; after: string; gap: number }[]
  fairness: number
}

/** One stop as the solution claims it; times may be left out, then the earliest ones are taken. */
export interface ClaimedStop {
  key: string
  path: string
  arrival?: number
  waiting?: number
  setup?: number
  service?: number
  load?: readonly number[] | undefined
  /** Travel seconds and metres of the route up to here. */
  travel?: number | undefined
  distance?: number | undefined
}

export interface ClaimedRoute {
  vehicle: VehicleFacts
  path: string
  /** Departure and return; left out where the stops have no times. */
  departs?: number | undefined
  returns?: number | undefined
  startLoad?: readonly number[] | undefined
  stops: readonly ClaimedStop[]
}

export const VIOLATION_CODES = [
  'solution_shape',
  'unknown_vehicle',
  'vehicle_twice',
  'unknown_task',
  'task_twice',
  'task_missing',
  'task_both',
  'travel_short',
  'time_unexplained',
  'window',
  'shift_start',
  'shift_end',
  'load',
  'skills',
  'type',
  'person_excluded',
  'parts',
  'pinned',
  'executed',
  'first',
  'break_missing',
  'break_twice',
  'break_unknown',
  'break_window',
  'break_load',
  'pair_split',
  'pair_order',
  'max_tasks',
  'max_travel_time',
  'max_distance',
  'max_duration',
  'person_max_tasks',
  'person_max_travel_time',
  'person_max_work',
  'person_twice',
  'together',
  'before',
  'figure',
  'cost',
  'order',
  'violations',
] as const
export type ViolationCode = (typeof VIOLATION_CODES)[number]

/** What a solution gets wrong, and where in the solution: `routes[2].steps[4]`. */
export interface Violation {
  code: ViolationCode
  path: string
  values: Record<string, unknown>
}
