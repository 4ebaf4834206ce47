import {
  type Break,
  hardEnd,
  legCost,
  legSeconds,
  type Problem,
  type StopRef,
  type Task,
  taskOf,
  type Window,
} from '../plan/index.ts'

/**
 * What a route leaves free: for every gap the earliest moment of leaving the stop before and the latest of arriving at the
 * stop after, so that whether one more stop fits is told without going through the route again. With breaks each time
 * exists once per number of breaks taken before (`[taken * (stops + 2) + slot]`). Ways are worked out one by one: a board
 * of weeks has too many places for the tables of the solver.
 */
export interface RouteRoom {
  vehicle: number
  visits: readonly StopRef[]
  /** start, stops, end; null = nowhere */
  places: readonly (number | null)[]
  /** cost of the leg into each slot */
  legs: Float64Array
  leave: Float64Array
  latest: Float64Array
  /** the same, coming from the same place (no setup) */
  latestSame: Float64Array
  /** highest load up to and from each slot on, per dimension `[slot * dims + d]` */
  before: Float64Array
  after: Float64Array
  /** setup and service of each stop as it is now */
  lengths: readonly number[]
  /** slots at the front that nothing may come before */
  locked: number
}

export const NEVER = Number.POSITIVE_INFINITY
const TOO_LATE = Number.NEGATIVE_INFINITY

/** @param windowsOf the windows of a stop, narrower than in the problem where it must not move */
export function roomOf(
  problem: Problem,
  vehicle: number,
  visits: readonly StopRef[],
  windowsOf: (visit: StopRef, task: Task) => readonly Window[],
): RouteRoom {
  const own = problem.vehicles[vehicle]!
  const tasks = visits.map((visit) => taskOf(problem, visit))
  const places = [own.start, ...tasks.map(({ place }) => place), own.end]
  const ways = places.map((place, i) => (i === 0 ? 0 : legSeconds(problem, own, places[i - 1]!, place)))
  const legs = Float64Array.from(places, (place, i) => (i === 0 ? 0 : legCost(problem, own, places[i - 1]!, place)))
  const windows = visits.map((visit, i) => windowsOf(visit, tasks[i]!))
  const acts = tasks.map((task) => ({
    setup: task.setupByType?.[own.type] ?? task.setup,
    service: task.serviceByType?.[own.type] ?? task.service,
  }))
  const route: Timed = { breaks: own.breaks, places, ways, windows, acts }
  const times = { leave: forward(route, own.shift[0]), ...backward(route, hardEnd(own)) }
  const lengths = acts.map(({ setup, service }, i) => service + (places[i] === places[i + 1] ? 0 : setup))
  return {
    vehicle,
    visits,
    places,
    legs,
    ...times,
    ...loads(problem, vehicle, visits),
    lengths,
    locked: own.first?.length ?? 0,
  }
}

interface Timed {
  breaks: readonly Break[]
  places: readonly (number | null)[]
  ways: readonly number[]
  windows: readonly (readonly Window[])[]
  acts: readonly { setup: number; service: number }[]
}

function forward({ breaks, places, ways, windows, acts }: Timed, begin: number): Float64Array {
  const slots = places.length
  const leave = new Float64Array((breaks.length + 1) * slots).fill(NEVER)
  leave[0] = begin
  for (let k = 1; k < slots; k++) {
    const act = acts[k - 1]
    const length = act ? act.service + (places[k] === places[k - 1] ? 0 : act.setup) : 0
    for (let taken = 0; taken <= breaks.length; taken++) {
      let time = NEVER
      for (let earlier = 0; earlier <= taken; earlier++)
        time = Math.min(time, arrive(breaks, leave[earlier * slots + k - 1]!, ways[k]!, earlier, taken))
      leave[taken * slots + k] = act ? openFrom(windows[k - 1]!, time) + length : time
    }
  }
  return leave
}

function backward({ breaks, places, ways, windows, acts }: Timed, back: number) {
  const slots = places.length
  const latest = new Float64Array((breaks.length + 1) * slots).fill(TOO_LATE)
  const latestSame = latest.slice()
  latest[breaks.length * slots + slots - 1] = latestSame[breaks.length * slots + slots - 1] = back
  for (let k = slots - 2; k >= 0; k--) {
    const act = acts[k - 1]
    const next = places[k] === places[k + 1] ? latestSame : latest
    for (let taken = 0; taken <= breaks.length; taken++) {
      let time = TOO_LATE
      for (let later = taken; later <= breaks.length; later++)
        time = Math.max(time, leaveBy(breaks, next[later * slots + k + 1]!, ways[k + 1]!, taken, later))
      const at = taken * slots + k
      latestSame[at] = act ? openBy(windows[k - 1]!, time - act.service) : time
      latest[at] = act ? openBy(windows[k - 1]!, time - act.service - act.setup) : time
    }
  }
  return { latest, latestSame }
}

/** Arrival after a way with the breaks `first` … `last` - 1 on it; while a break has not begun the way may be driven. */
export function arrive(breaks: readonly Break[], leave: number, way: number, first: number, last: number): number {
  let here = leave
  let there = leave + way
  for (let b = first; b < last && there < NEVER; b++) {
    const begin = openFrom(breaks[b]!.windows, here)
    there = Math.max(there, begin) + breaks[b]!.service
    here = begin + breaks[b]!.service
  }
  return there
}

/** Latest leaving so that after the same way and breaks one arrives by `arrival`. */
export function leaveBy(breaks: readonly Break[], arrival: number, way: number, first: number, last: number): number {
  let here = NEVER
  let there = arrival
  for (let b = last - 1; b >= first && there > TOO_LATE; b--) {
    const { windows, service } = breaks[b]!
    there -= service
    here -= service
    const by = Math.min(here, there)
    const begun = openBy(windows, by)
    if (begun === TOO_LATE) return TOO_LATE
    const open = windows.findLast(([from]) => from <= by)
    here = Math.min(here, open ? open[1] : here)
  }
  return Math.min(there - way, here)
}

/** The earliest moment from `time` on in one of the windows; none = any time. */
export function openFrom(windows: readonly Window[], time: number): number {
  if (windows.length === 0) return time
  for (const [from, to] of windows) if (to >= time) return Math.max(from, time)
  return NEVER
}

/** The latest moment up to `time` in one of the windows. */
export function openBy(windows: readonly Window[], time: number): number {
  if (windows.length === 0) return time
  for (let i = windows.length - 1; i >= 0; i--) if (windows[i]![0] <= time) return Math.min(windows[i]![1], time)
  return TOO_LATE
}

function loads(problem: Problem, vehicle: number, visits: readonly StopRef[]) {
  const { capacity, load: base = [] } = problem.vehicles[vehicle]!
  const dims = capacity.length
  const slots = visits.length + 2
  const before = new Float64Array(slots * dims)
  const after = new Float64Array(slots * dims)
  for (let d = 0; d < dims; d++) {
    let load = base[d] ?? 0
    for (const { kind, index } of visits) if (kind === 'job') load += problem.jobs[index]!.delivery[d] ?? 0
    const at = new Float64Array(slots).fill(load)
    visits.forEach(({ kind, index }, i) => {
      const job = kind === 'job' ? problem.jobs[index]! : null
      const pair = kind === 'job' ? 0 : (problem.pairs[index]!.amount[d] ?? 0)
      load += job ? (job.pickup[d] ?? 0) - (job.delivery[d] ?? 0) : kind === 'pickup' ? pair : -pair
      at.fill(load, i + 1)
    })
    for (let k = 0, high = 0; k < slots; k++) before[k * dims + d] = high = Math.max(high, at[k]!)
    for (let k = slots - 1, high = 0; k >= 0; k--) after[k * dims + d] = high = Math.max(high, at[k]!)
  }
  return { before, after }
}

/** Σ latest − earliest start over the stops, but one: how far the route can still be moved. */
export function slackOf({ visits, leave, latestSame, latest, places, lengths }: RouteRoom, except = 0): number {
  const slots = places.length
  let sum = 0
  for (let k = 1; k <= visits.length; k++) {
    if (k === except) continue
    const by = places[k] === places[k - 1] ? latestSame : latest
    let best = 0
    for (let at = k; at < leave.length; at += slots) best = Math.max(best, by[at]! - (leave[at]! - lengths[k - 1]!))
    sum += best
  }
  return sum
}

/** The earliest start of the stop in a slot after which the rest, breaks included, can be kept; null when there is none. */
export function startAt({ leave, latest, latestSame, places, lengths }: RouteRoom, slot: number): number | null {
  const by = places[slot] === places[slot - 1] ? latestSame : latest
  let first = NEVER
  for (let at = slot; at < leave.length; at += places.length) {
    const start = leave[at]! - lengths[slot - 1]!
    if (start <= by[at]!) first = Math.min(first, start)
  }
  return first < NEVER ? first : null
}

/** When the route is over, all breaks had; NEVER when it cannot be kept. */
export const endOf = ({ leave }: RouteRoom): number => leave.at(-1)!
