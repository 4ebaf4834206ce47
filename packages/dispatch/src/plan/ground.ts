import { type Kind, kindsOf } from './kinds.ts'
import type { Problem, StopRef, Task } from './model.ts'
import { taskTable } from './tasks.ts'
import { unitTable } from './units.ts'
import { vehicleTable } from './vehicles.ts'

/** Later than any time and dearer than any leg; two of them still add up to a number. */
export const NEVER = 1 << 30

/**
 * A problem as the search reads it: numbered stops of work ("tasks": the jobs, then pickup and delivery of each pair by
 * turns) and vehicles, every figure in a typed array, times counted from `epoch`.
 */
export interface Ground {
  problem: Problem
  /** seconds taken off all times, so that they fit 30 bits */
  epoch: number
  tasks: number
  jobs: number
  vehicles: number
  dims: number
  /** places in use + 1; the last one is nowhere */
  places: number
  costScale: number
  kinds: Kind[]
  kindOf: Int32Array

  // per task
  place: Int32Array
  /** hull of the windows; the window itself where there is one only. The search narrows it for tasks tied to others. */
  from: Int32Array
  to: Int32Array
  /** 1: more than one window, `windows[windowAt[t] … windowAt[t + 1])`, from and to by turns */
  several: Uint8Array
  windowAt: Int32Array
  windows: Int32Array
  /** `[type * tasks + task]` */
  setup: Int32Array
  service: Int32Array
  /** `[task * dims + d]` */
  delivery: Int32Array
  pickup: Int32Array
  /** the other end of a pair, or -1 */
  mate: Int32Array
  /** `fits[fitClass[task] * vehicles + vehicle]` */
  fitClass: Int32Array
  fits: Uint8Array
  priority: Int32Array
  /** cost units (unscaled); NaN = by priority order */
  penalty: Float64Array
  vehicleCosts: (Int32Array | undefined)[]
  pinnedTo: Int32Array
  promised: Uint8Array
  /** 1: the search ties it to a moment (together, before): `from` and `to` hold while it is in a route */
  tied: Uint8Array

  // units: what is placed and removed as one, named by its first task
  unit: Int32Array
  /** all tasks of unit u: `members[memberAt[u] … memberAt[u] + size[u])` */
  memberAt: Int32Array
  members: Int32Array
  size: Int32Array
  /** rules "a before b" (index into problem.before) of a task as the first and as the second */
  earlierIn: number[][]
  laterIn: number[][]
  /** 1: never taken out of its route */
  fixedTask: Uint8Array

  // per vehicle
  startPlace: Int32Array
  endPlace: Int32Array
  shiftFrom: Int32Array
  shiftTo: Int32Array
  /** with overtime */
  hardTo: Int32Array
  type: Int32Array
  /** scaled cost of being used at all, and per second of setup and service */
  fixed: Float64Array
  perTaskSecond: Float64Array
  maxTasks: Int32Array
  /** `[vehicle * dims + d]`: capacity less what is on board throughout */
  capacity: Int32Array
  /** breaks of vehicle v: `breakAt[v] … breakAt[v + 1]`; windows of break b: `breakWindows[breakWindowAt[b] …)` */
  breakAt: Int32Array
  breakService: Int32Array
  breakWindowAt: Int32Array
  breakWindows: Int32Array
  /** how many of its first stops are fixed */
  locked: Int32Array
  person: Int32Array
  persons: number
  /** vehicles of person p: `personVehicles[personAt[p] … personAt[p + 1])` */
  personAt: Int32Array
  personVehicles: Int32Array
  breakSeconds: Int32Array
  /** 1: what a route may cost hangs on the other routes of its person, so no answer about it can be kept */
  shared: Uint8Array
  workCap: Uint8Array
  /** 1: breaks that hang on the load */
  loadBreaks: Uint8Array
  /** vehicles with the same number are alike in every respect while empty; of those that cost a person nothing to tell apart */
  likeness: Int32Array
  /** 1: limits or prices that need the whole route to be looked at (rich.ts) */
  rich: Uint8Array
  /** 1: that is its longest day and nothing else, in plain routes: duration.ts judges it at once */
  spanOnly: Uint8Array

  /** the largest number of breaks of a vehicle */
  maxBreaks: number
  /** no breaks, one window each, no setup that depends on the place, load a mere sum: the short loop will do */
  plain: boolean
  /** every task a unit of its own, tied to none, free to move */
  simple: boolean
  /** amounts only delivered or only picked up, so that the load of a route is a sum */
  summed: boolean
  hasSetup: boolean
  hasPreferences: boolean
}

export function groundOf(problem: Problem): Ground {
  const used = placesInUse(problem)
  const indexOf = new Map(used.map((place, index) => [place, index]))
  const at = (place: number | null) => (place === null ? used.length : indexOf.get(place)!)
  const epoch = problem.vehicles.reduce((min, { shift }) => Math.min(min, shift[0]), Number.POSITIVE_INFINITY)
  const base = Number.isFinite(epoch) ? epoch : 0
  const tasks = taskTable(problem, base, at)
  const { kinds, kindOf, costScale } = kindsOf(problem, used)
  const vehicles = vehicleTable(problem, base, at, kindOf, costScale)
  if (areAllApart(problem)) setUpAlways(tasks)
  const hasSetup = tasks.setup.some((one) => one > 0)
  const summed =
    problem.pairs.length === 0 && (tasks.pickup.every((one) => one === 0) || tasks.delivery.every((one) => one === 0))
  const units = unitTable(problem, tasks.mate)
  const simple = problem.pairs.length === 0 && !units.tied.includes(1) && !units.fixedTask.includes(1)
  const severalWindows = tasks.several.some((one) => one > 0)
  const plain = vehicles.maxBreaks === 0 && !severalWindows && !hasSetup && summed
  return {
    problem,
    epoch: base,
    places: used.length + 1,
    costScale,
    kinds,
    kindOf,
    ...tasks,
    ...vehicles,
    spanOnly: vehicles.spanOnly.map((one) => (plain ? one : 0)),
    ...units,
    summed,
    simple,
    hasSetup,
    hasPreferences: tasks.vehicleCosts.some((one) => one !== undefined),
    plain,
  }
}

/** Whether no two stops share a place, nor with the start of a vehicle: nobody ever comes to a stop from the same place. */
function areAllApart({ jobs, pairs, vehicles }: Problem): boolean {
  const stops = [...jobs, ...pairs.flatMap(({ pickup, delivery }) => [pickup, delivery])]
  const places = new Set(stops.map(({ place }) => place))
  return places.size === stops.length && vehicles.every(({ start }) => start === null || !places.has(start))
}

/** A setup that is never left out is service, and asks for nothing more. */
function setUpAlways({ setup, service }: Pick<Ground, 'setup' | 'service'>): void {
  for (let i = 0; i < setup.length; i++) service[i]! += setup[i]!
  setup.fill(0)
}

function placesInUse({ jobs, pairs, vehicles }: Problem): number[] {
  const used = new Set<number>()
  const stop = ({ place }: Task) => used.add(place)
  jobs.forEach(stop)
  for (const { pickup, delivery } of pairs) for (const end of [pickup, delivery]) stop(end)
  for (const { start, end } of vehicles) for (const place of [start, end]) if (place !== null) used.add(place)
  return [...used].sort((a, b) => a - b)
}

/** What a task stands for in the problem. */
export function refOf({ jobs }: Pick<Ground, 'jobs'>, t: number): StopRef {
  if (t < jobs) return { kind: 'job', index: t }
  return { kind: (t - jobs) % 2 === 0 ? 'pickup' : 'delivery', index: (t - jobs) >> 1 }
}

/** The task of a stop. */
export function taskAt({ jobs }: Pick<Ground, 'jobs'>, { kind, index }: StopRef): number {
  if (kind === 'job') return index
  return jobs + 2 * index + (kind === 'delivery' ? 1 : 0)
}
