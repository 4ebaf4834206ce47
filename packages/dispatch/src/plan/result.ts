import { legCost } from './legs.ts'
import type { CostParts, Problem, Route, Solution, Stop, StopRef } from './model.ts'
import { endOf, timetable, type Visit } from './timetable.ts'
import { countsWork } from './vehicles.ts'

/** What a plan says before it has times: the visits of each vehicle, in order. */
export interface Draft {
  vehicle: number
  visits: readonly Visit[]
}

/** A plan without the story of its search. */
export type Plan = Omit<Solution, 'iterations' | 'cpuSeconds' | 'trace'>

/** Which plan is ahead: by priority sum, then by the number done of what has no penalty, then by cost. */
export function isBetterPlan(problem: Problem, one: Plan, other: Plan): boolean {
  if (one.priority !== other.priority) return one.priority > other.priority
  const missing = ({ unassigned }: Plan) =>
    unassigned.reduce((sum, { kind, index }) => {
      if (kind === 'job') return sum + (problem.jobs[index]!.penalty === undefined ? 1 : 0)
      return sum + (problem.pairs[index]!.penalty === undefined ? 2 : 0)
    }, 0)
  const [ours, theirs] = [missing(one), missing(other)]
  return ours === theirs ? one.cost < other.cost - 1e-6 : ours < theirs
}

const NO_COST: CostParts = {
  fixed: 0,
  travel: 0,
  task: 0,
  preference: 0,
  overtime: 0,
  promise: 0,
  fairness: 0,
  absent: 0,
}

/**
 * The plan with times and costs, worked out anew from the problem.
 * @throws Error when an order cannot be kept: the search has a mistake, no plan leaves with it
 */
export function resultOf(problem: Problem, drafts: readonly Draft[]): Plan {
  const parts = { ...NO_COST }
  const routes: Route[] = []
  for (const { vehicle, visits } of drafts) {
    if (visits.length === 0) continue
    const stops = bestTimetable(problem, vehicle, visits)
    if (!stops) throw new Error(`the route of vehicle ${vehicle} cannot be kept`)
    const costs = routeCosts(problem, vehicle, stops)
    for (const part of Object.keys(costs) as (keyof CostParts)[]) parts[part] += costs[part]
    routes.push(routeOf(vehicle, stops, total(costs)))
  }
  const unassigned = leftOut(problem, routes)
  for (const { kind, index } of unassigned)
    parts.absent += (kind === 'job' ? problem.jobs : problem.pairs)[index]!.penalty ?? 0
  parts.fairness = spreadCost(problem, routes)
  parts.overtime += overtimeCost(problem, routes)
  return { routes, unassigned, ...worth(problem, routes), cost: total(parts), parts }
}

const total = (parts: CostParts) => Object.values(parts).reduce((sum, one) => sum + one, 0)

/**
 * As early as possible, or waiting for what was promised, whichever is cheaper.
 */
export function bestTimetable(problem: Problem, v: number, visits: readonly Visit[]): Stop[] | null {
  const vehicle = problem.vehicles[v]!
  const promises = visits.map(({ kind, index }) => (kind === 'job' ? problem.jobs[index]!.promise : undefined))
  if (promises.every((one) => one === undefined)) return timetable(problem, vehicle, visits)
  const patient = visits.map((visit, i) =>
    promises[i] ? { ...visit, notBefore: promises[i].start - promises[i].tolerance } : visit,
  )
  const { maxDuration = Number.POSITIVE_INFINITY, person } = vehicle
  const isCapped = person !== undefined && countsWork(problem.persons?.[person])
  // Where the length of the day counts, nobody leaves before they must, nor waits for a promise when every hour is counted.
  const departures = isCapped || maxDuration < Number.POSITIVE_INFINITY ? [true] : [true, false]
  let best: Stop[] | null = null
  let least = Number.POSITIVE_INFINITY
  for (const departure of departures)
    for (const order of isCapped ? [visits] : [patient, visits]) {
      const stops = timetable(problem, vehicle, order, departure)
      if (!stops || endOf(stops) - stops[0]!.arrival > maxDuration) continue
      const cost = total(routeCosts(problem, v, stops))
      if (cost >= least) continue
      best = stops
      least = cost
    }
  return best
}

/** What the stops of a vehicle cost, without what hangs on other routes. */
export function routeCosts(problem: Problem, v: number, stops: readonly Stop[]): CostParts {
  const vehicle = problem.vehicles[v]!
  const parts = { ...NO_COST, fixed: vehicle.costs.fixed }
  let place: number | null = null
  let begun = vehicle.start !== null
  for (const stop of stops) {
    if (stop.kind === 'break') continue
    if (begun && place !== null) parts.travel += legCost(problem, vehicle, place, stop.place)
    begun = true
    place = stop.place
    parts.task += ((stop.setup + stop.service) * vehicle.costs.perTaskHour) / 3600
    if (stop.kind === 'job') {
      const { promise, vehicleCosts } = problem.jobs[stop.index]!
      parts.preference += vehicleCosts?.[v] ?? 0
      if (promise) {
        const off = Math.abs(stop.arrival + stop.waiting - promise.start) - promise.tolerance
        parts.promise += (Math.max(0, off) / 60) * promise.perMinute
      }
    } else if (stop.kind === 'pickup') parts.preference += problem.pairs[stop.index]!.vehicleCosts?.[v] ?? 0
  }
  const over = endOf(stops) - vehicle.shift[1]
  if (vehicle.overtime && over > 0) parts.overtime = (over * vehicle.overtime.perHour) / 3600
  return parts
}

function routeOf(vehicle: number, stops: Stop[], cost: number): Route {
  const last = stops.at(-1)!
  const work = stops.filter((one) => one.kind !== 'break')
  const sum = (of: (stop: Stop) => number) => work.reduce((all, one) => all + of(one), 0)
  return {
    vehicle,
    stops,
    cost,
    travel: last.travel,
    distance: last.distance,
    setup: sum((one) => one.setup),
    service: sum((one) => one.service),
    waiting: stops.reduce((all, one) => all + one.waiting, 0),
  }
}

const isWork = ({ kind }: { kind: Stop['kind'] }): boolean => kind === 'job' || kind === 'pickup' || kind === 'delivery'

export const visitsOf = (stops: readonly Stop[]): StopRef[] => stops.filter(isWork) as (Stop & StopRef)[]

function leftOut({ jobs, pairs }: Problem, routes: readonly Route[]): Solution['unassigned'] {
  const done = new Set(routes.flatMap(({ stops }) => stops.map(({ kind, index }) => `${kind} ${index}`)))
  return [
    ...jobs.flatMap((_, index) => (done.has(`job ${index}`) ? [] : [{ kind: 'job' as const, index }])),
    ...pairs.flatMap((_, index) => (done.has(`pickup ${index}`) ? [] : [{ kind: 'pair' as const, index }])),
  ]
}

function worth({ jobs, pairs }: Problem, routes: readonly Route[]): { priority: number; assigned: number } {
  let priority = 0
  let assigned = 0
  for (const { stops } of routes)
    for (const { kind, index } of visitsOf(stops)) {
      const demand = kind === 'job' ? jobs[index]! : pairs[index]!
      assigned++
      if (demand.penalty === undefined) priority += demand.priority
    }
  return { priority, assigned }
}

function spreadCost({ vehicles, fairness }: Problem, routes: readonly Route[]): number {
  if (!fairness) return 0
  const hours = new Map<string, number>()
  for (const { vehicle, setup, service } of routes) {
    const person = vehicles[vehicle]!.person
    const key = person === undefined ? `vehicle ${vehicle}` : `person ${person}`
    hours.set(key, (hours.get(key) ?? 0) + (setup + service) / 3600)
  }
  return [...hours.values()].reduce((sum, one) => sum + fairness * one * one, 0)
}

/** What persons work beyond their hours, over all their routes. */
function overtimeCost({ vehicles, persons = [] }: Problem, routes: readonly Route[]): number {
  const worked = new Map<number, number>()
  for (const { vehicle, travel, setup, service, waiting } of routes) {
    const { person = -1 } = vehicles[vehicle]!
    worked.set(person, (worked.get(person) ?? 0) + travel + setup + service + waiting)
  }
  return persons.reduce((sum, { overtime }, p) => {
    if (!overtime) return sum
    return sum + (Math.max(0, (worked.get(p) ?? 0) - overtime.after) * overtime.perHour) / 3600
  }, 0)
}
