import { legMetres, legSeconds } from './legs.ts'
import type { Break, Problem, Stop, StopRef, Task, Vehicle, Window } from './model.ts'

/**
 * The plain scheduler: times a route stop by stop straight from the problem, with nothing the search keeps. Back as early
 * as the order allows, then leaving as late as that allows; breaks where they delay least.
 */

/** A stop of work to be timed, in no case before `from` and after `to` (ties to others); `notBefore` keeps a promise. */
export interface Visit extends StopRef {
  from?: number
  to?: number
  notBefore?: number
}

export const taskOf = (problem: Problem, { kind, index }: StopRef): Task =>
  kind === 'job' ? problem.jobs[index]! : problem.pairs[index]![kind]

/**
 * Stops with times, or null when the order cannot be kept.
 * @param late leave as late as an early return allows; without it, as early as the shift begins
 */
export function timetable(problem: Problem, vehicle: Vehicle, visits: readonly Visit[], late = true): Stop[] | null {
  // Who leaves later takes the breaks elsewhere: they are placed for each moment of leaving.
  const leaving = (at: number) => {
    const breaksBefore = placeBreaks(problem, { ...vehicle, shift: [at, vehicle.shift[1]] }, visits)
    return breaksBefore && drive({ problem, vehicle, visits, breaksBefore }, at)
  }
  const soonest = leaving(vehicle.shift[0])
  if (!soonest || !late) return soonest
  const back = endOf(soonest)
  let low = vehicle.shift[0]
  // What is gained by leaving later is waited less: no more than that can be gained.
  let high = Math.min(back, low + soonest.reduce((sum, { waiting }) => sum + waiting, 0))
  // Leaving later never brings one back earlier: halve towards the last moment that costs no time.
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    const stops = leaving(middle)
    if (stops && endOf(stops) <= back) low = middle
    else high = middle - 1
  }
  return leaving(low)
}

interface Driven {
  problem: Problem
  vehicle: Vehicle
  visits: readonly Visit[]
  /** how many breaks were taken before the leg to visit i ends (the last entry: to the end place) */
  breaksBefore: readonly number[]
}

export const hardEnd = ({ shift, overtime }: Vehicle) => shift[1] + (overtime?.limit ?? 0)

/** When the last stop is over. */
export const endOf = (stops: readonly Stop[]) => {
  const last = stops.at(-1)!
  return last.arrival + last.waiting + last.setup + last.service
}

/** When a visit may start; null = at no time. */
function windowsOf(problem: Problem, task: Task, { kind, index, from, to }: Visit): readonly Window[] | null {
  const start = kind === 'job' ? problem.jobs[index]!.pin?.start : undefined
  const own: readonly Window[] = start === undefined ? task.windows : [[start, start]]
  if (from === undefined || to === undefined) return own
  const bounds: Window = [from, to]
  if (own.length === 0) return [bounds]
  const left = own.map((one): Window => [Math.max(one[0], from), Math.min(one[1], to)]).filter(([a, b]) => a <= b)
  return left.length > 0 ? left : null
}

/** The earliest moment not before `time` in one of the windows; null when all are over. None = any time. */
function openFrom(windows: readonly Window[] | null, time: number): number | null {
  if (windows === null) return null
  if (windows.length === 0) return time
  const open = windows.find(([, to]) => to >= time)
  return open ? Math.max(open[0], time) : null
}

const lengths = (task: Task, type: number) => ({
  setup: task.setupByType?.[type] ?? task.setup,
  service: task.serviceByType?.[type] ?? task.service,
})

/** Leaves at `departure` and does everything as early as it can; null when a window or the end of the day is missed. */
function drive({ problem, vehicle, visits, breaksBefore }: Driven, departure: number): Stop[] | null {
  const stops: Stop[] = []
  const load = loadAtStart(problem, vehicle, visits)
  let time = departure
  let place = vehicle.start
  let travel = 0
  let distance = 0
  let breaks = 0
  const put = (stop: Pick<Stop, 'kind' | 'index' | 'place' | 'arrival' | 'waiting' | 'setup' | 'service'>) =>
    stops.push({ ...stop, travel, distance, load: [...load] })
  if (place !== null) put({ kind: 'start', index: -1, place, arrival: time, waiting: 0, setup: 0, service: 0 })
  for (let i = 0; i <= visits.length; i++) {
    const visit = visits[i]
    const next = visit ? taskOf(problem, visit).place : vehicle.end
    let way = legSeconds(problem, vehicle, place, next)
    const metres = legMetres(problem, vehicle, place, next)
    const whole = way
    for (; breaks < breaksBefore[i]!; breaks++) {
      const rest = vehicle.breaks[breaks]!
      const begin = openFrom(rest.windows, time)
      if (begin === null || !underLoad(rest, load)) return null
      // What is driven before the break begins need not be driven after it.
      const driven = Math.min(way, begin - time)
      travel += driven
      way -= driven
      if (whole > 0) distance += Math.round((metres * driven) / whole)
      const waiting = begin - time - driven
      put({ kind: 'break', index: breaks, place: -1, arrival: time + driven, waiting, setup: 0, service: rest.service })
      time = begin + rest.service
    }
    travel += way
    time += way
    distance = (stops.findLast((one) => one.kind !== 'break')?.distance ?? 0) + metres
    if (!visit) {
      if (time > hardEnd(vehicle)) return null
      if (next !== null) put({ kind: 'end', index: -1, place: next, arrival: time, waiting: 0, setup: 0, service: 0 })
      break
    }
    const task = taskOf(problem, visit)
    const { setup, service } = lengths(task, vehicle.type)
    const start = openFrom(windowsOf(problem, task, visit), Math.max(time, visit.notBefore ?? time))
    if (start === null) return null
    applyLoad(problem, visit, load)
    const needed = place === task.place ? 0 : setup
    put({ ...visitOf(visit), place: task.place, arrival: time, waiting: start - time, setup: needed, service })
    time = start + needed + service
    place = task.place
  }
  return stops
}

const visitOf = ({ kind, index }: StopRef) => ({ kind, index })

/** Breaks taken before each visit and before the end, so that the route is over soonest. */
function placeBreaks(problem: Problem, vehicle: Vehicle, visits: readonly Visit[]): number[] | null {
  const { breaks } = vehicle
  const count = breaks.length
  if (count === 0) return new Array<number>(visits.length + 1).fill(0)
  const load = loadAtStart(problem, vehicle, visits)
  let leave: (number | null)[] = [vehicle.shift[0], ...breaks.map(() => null)]
  let place = vehicle.start
  const from: number[][] = []
  for (let i = 0; i <= visits.length; i++) {
    const visit = visits[i]
    const task = visit && taskOf(problem, visit)
    const next = task ? task.place : vehicle.end
    const way = legSeconds(problem, vehicle, place, next)
    const came: number[] = []
    leave = Array.from({ length: count + 1 }, (_, taken) => {
      let best: number | null = null
      for (let before = 0; before <= taken; before++) {
        const left = leave[before]
        if (left === null || left === undefined) continue
        const arrival = throughBreaks(breaks.slice(before, taken), left, way, load)
        if (arrival === null || (best !== null && arrival >= best)) continue
        best = arrival
        came[taken] = before
      }
      if (best === null || !task) return best
      const { setup, service } = lengths(task, vehicle.type)
      const start = openFrom(windowsOf(problem, task, visit), Math.max(best, visit.notBefore ?? best))
      return start === null ? null : start + service + (place === next ? 0 : setup)
    })
    if (visit) applyLoad(problem, visit, load)
    from.push(came)
    place = next
  }
  if (leave[count] === null || leave[count] === undefined) return null
  const taken = new Array<number>(visits.length + 1)
  for (let i = visits.length, now = count; i >= 0; i--) {
    taken[i] = now
    now = from[i]![now]!
  }
  return taken
}

function throughBreaks(breaks: readonly Break[], leave: number, way: number, load: readonly number[]): number | null {
  let time = leave
  let left = way
  for (const rest of breaks) {
    const begin = openFrom(rest.windows, time)
    if (begin === null || !underLoad(rest, load)) return null
    left -= Math.min(left, begin - time)
    time = begin + rest.service
  }
  return time + left
}

const underLoad = ({ maxLoad }: Break, load: readonly number[]) =>
  maxLoad === undefined || maxLoad.every((most, d) => (load[d] ?? 0) <= most)

function loadAtStart(problem: Problem, vehicle: Vehicle, visits: readonly Visit[]): number[] {
  const load = vehicle.capacity.map((_, d) => vehicle.load?.[d] ?? 0)
  for (const { kind, index } of visits)
    if (kind === 'job')
      problem.jobs[index]!.delivery.forEach((amount, d) => {
        if (d < load.length) load[d]! += amount
      })
  return load
}

function applyLoad(problem: Problem, { kind, index }: StopRef, load: number[]): void {
  for (let d = 0; d < load.length; d++) {
    if (kind === 'job') {
      const { delivery, pickup } = problem.jobs[index]!
      load[d]! += (pickup[d] ?? 0) - (delivery[d] ?? 0)
    } else load[d]! += (kind === 'pickup' ? 1 : -1) * (problem.pairs[index]!.amount[d] ?? 0)
  }
}
