import { checkAcross } from './across.ts'
import { type Walked, walk } from './clock.ts'
import type { ClaimedRoute, Facts, Violation } from './facts.ts'
import { checkLimits, checkLoads, checkPairs } from './route-rules.ts'

/** A solution as claimed: its routes, and what it says it left out. */
export interface Claims {
  routes: readonly ClaimedRoute[]
  unassigned: readonly { key: string; path: string }[]
  /** Where what is missing is reported: `unassigned`. */
  path: string
}

/** Cost units by cause, from the raw problem; `cost` is their sum. */
export interface Costs {
  fixed: number
  travel: number
  task: number
  preference: number
  overtime: number
  promise: number
  fairness: number
  absent: number
}

export interface Evaluation {
  violations: Violation[]
  routes: (Walked & { cost: { fixed: number; travel: number; task: number } })[]
  costs: Costs
  priority: number
  assigned: number
  unassigned: number
}

/** Everything a plan has to hold, from the raw problem alone: what is violated, and what it costs. */
export function evaluate(facts: Facts, claims: Claims): Evaluation {
  const walked = claims.routes.map((route) => walk(route, facts.tasks))
  const violations = [
    ...walked.flatMap((one) => [...one.violations, ...checkLoads(one), ...checkPairs(one), ...checkLimits(one)]),
    ...checkOnce(facts, claims),
    ...checkAcross(facts, walked, claims),
  ]
  const tasks = walked.flatMap((one) => one.stops.flatMap(({ task }) => (task ? [task] : [])))
  return {
    violations,
    routes: walked.map((one) => ({ ...one, cost: routeCost(one) })),
    costs: costsOf(facts, walked),
    priority: tasks.reduce((sum, task) => sum + (task.penalty === null ? task.priority : 0), 0),
    assigned: tasks.length,
    unassigned: claims.unassigned.length,
  }
}

/** Every task in as many routes as it needs persons, or among the unassigned; nothing unknown, nothing twice. */
function checkOnce({ tasks }: Facts, { routes, unassigned, path }: Claims): Violation[] {
  const found: Violation[] = []
  const vehicles = new Set<number>()
  const done = new Map<string, Set<number>>()
  for (const route of routes) {
    const { index, id } = route.vehicle
    if (vehicles.has(index)) found.push({ code: 'vehicle_twice', path: route.path, values: { vehicle: id } })
    vehicles.add(index)
    for (const stop of route.stops) {
      const task = tasks.get(stop.key)
      if (!task) {
        if (!route.vehicle.breaks.some((one) => one.key === stop.key)) found.push(unknown(stop.key, stop.path))
        continue
      }
      const places = done.get(stop.key) ?? new Set()
      if (places.has(index) || places.size >= task.people)
        found.push({ code: 'task_twice', path: stop.path, values: { task: stop.key } })
      done.set(stop.key, places.add(index))
    }
  }
  const left = new Set<string>()
  for (const { key, path: where } of unassigned) {
    if (!tasks.has(key)) found.push({ code: 'unknown_task', path: where, values: { task: key } })
    if (left.has(key)) found.push({ code: 'task_twice', path: where, values: { task: key } })
    if (done.has(key)) found.push({ code: 'task_both', path: where, values: { task: key } })
    left.add(key)
  }
  for (const [key, task] of tasks) {
    const times = done.get(key)?.size ?? 0
    if (times === 0 && !left.has(key)) found.push({ code: 'task_missing', path, values: { task: key } })
    if (times > 0 && times < task.people)
      found.push({ code: 'together', path, values: { task: key, persons: times, needed: task.people } })
  }
  return found
}

const unknown = (key: string, path: string): Violation =>
  key.startsWith('break:')
    ? { code: 'break_unknown', path, values: { break: key } }
    : { code: 'unknown_task', path, values: { task: key } }

function routeCost({ route: { vehicle }, legCost, taskTime }: Walked) {
  return { fixed: vehicle.fixed, travel: legCost, task: (taskTime * vehicle.perTaskHour) / 3600 }
}

function costsOf(facts: Facts, walked: readonly Walked[]): Costs {
  const costs: Costs = { fixed: 0, travel: 0, task: 0, preference: 0, overtime: 0, promise: 0, fairness: 0, absent: 0 }
  const done = new Set<string>()
  const hours = new Map<string | number, number>()
  const worked = new Map<string | number, number>()
  for (const one of walked) {
    const { vehicle } = one.route
    const { fixed, travel, task } = routeCost(one)
    costs.fixed += fixed
    costs.travel += travel
    costs.task += task
    const over = Math.max(0, one.returns - vehicle.shift[1])
    costs.overtime += (over * (vehicle.overtime?.perHour ?? 0)) / 3600
    hours.set(vehicle.person, (hours.get(vehicle.person) ?? 0) + one.taskTime / 3600)
    const work = one.travel + one.taskTime + one.waiting
    worked.set(vehicle.person, (worked.get(vehicle.person) ?? 0) + work)
    for (const stop of one.stops) {
      if (!stop.task) continue
      done.add(stop.task.key)
      if (stop.executed) continue
      costs.preference += stop.task.price(vehicle)
      const { promise } = stop.task
      if (promise) {
        const off = Math.max(0, Math.abs(stop.start - promise.start) - promise.tolerance)
        costs.promise += (off / 60) * promise.perMinute
      }
    }
  }
  for (const hour of hours.values()) costs.fairness += facts.fairness * hour * hour
  for (const { person, overtime } of facts.persons)
    if (overtime) costs.overtime += (Math.max(0, (worked.get(person) ?? 0) - overtime.after) * overtime.perHour) / 3600
  for (const [key, { penalty, partner }] of facts.tasks)
    if (penalty !== null && !done.has(key) && partner?.first !== false) costs.absent += penalty
  return costs
}
