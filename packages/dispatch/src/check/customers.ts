import { type Claims, evaluate } from './evaluate.ts'
import type { Facts, TaskFacts, VehicleFacts, Violation, Window } from './facts.ts'
import { type Checked, result } from './vroom.ts'

/** A problem of customers and depots, in the whole numbers its best-known values are told in. */
export interface Customers {
  /** by node number of the file; depots too */
  x: Map<number, number>
  y: Map<number, number>
  demand: Map<number, number>
  service: Map<number, number>
  windows: Map<number, Window>
  /** what leaving out costs; null: everybody has to be visited */
  prizes: Map<number, number> | null
  /** depot of each vehicle */
  vehicles: number[]
  customers: number[]
  capacity: number
  maxDuration: number
  rounded: (way: number) => number
}

const NO_LIMIT = Number.POSITIVE_INFINITY

/** `{ cost, routes: [[customer …] …], vehicles? }` against a file; times are the earliest, leaving as late as that allows. */
export function checkCustomers(problem: Customers, answer: unknown): Checked {
  const facts = factsOf(problem)
  const { routes = [], vehicles, cost } = (answer ?? {}) as { routes?: unknown; vehicles?: number[]; cost?: unknown }
  if (!Array.isArray(routes) || !routes.every((one) => Array.isArray(one) && one.every(Number.isInteger)))
    return wrongShape(facts)
  const filled = (routes as number[][]).map((one, i) => ({ one, i })).filter(({ one }) => one.length > 0)
  const free = new Set(facts.vehicles.map((_, i) => i))
  const tooMany: Violation[] = []
  const claimed = filled.flatMap(({ one, i }) => {
    const known = one.filter((number) => problem.x.has(number))
    const v = vehicles?.[i] === undefined ? cheapest(problem, facts, known, free) : vehicles[i]! - 1
    const vehicle = facts.vehicles[v]
    free.delete(v)
    const path = `routes[${i}]`
    if (!vehicle) tooMany.push({ code: 'unknown_vehicle', path, values: { fleet: facts.vehicles.length } })
    const stops = one.map((customer, s) => ({ key: `customer:${customer}`, path: `${path}[${s}]` }))
    return vehicle ? [{ vehicle, path, departs: departure(facts, vehicle, stops), stops }] : []
  })
  const done = new Set(filled.flatMap(({ one }) => one))
  const left = problem.prizes ? problem.customers.filter((one) => !done.has(one)) : []
  const claims: Claims = {
    routes: claimed,
    unassigned: left.map((one) => ({ key: `customer:${one}`, path: 'unassigned' })),
    path: 'unassigned',
  }
  const found = evaluate(facts, claims)
  const checked = result(found, [...tooMany, ...found.violations])
  if (typeof cost === 'number' && Math.abs(cost - checked.cost) < 1e-6) return checked
  const wrong: Violation = { code: 'cost', path: 'cost', values: { claimed: cost, expected: checked.cost } }
  return { ...checked, ok: false, violations: [...checked.violations, wrong] }
}

function wrongShape(facts: Facts): Checked {
  const none = evaluate({ ...facts, tasks: new Map() }, { routes: [], unassigned: [], path: 'routes' })
  return result(none, [{ code: 'solution_shape', path: 'routes', values: {} }])
}

function factsOf(problem: Customers): Facts {
  const { rounded } = problem
  const leg = (from: number | string, to: number | string) => {
    const across = problem.x.get(Number(from))! - problem.x.get(Number(to))!
    const up = problem.y.get(Number(from))! - problem.y.get(Number(to))!
    const way = rounded(Math.sqrt(across * across + up * up))
    return { seconds: way, metres: 0, cost: way }
  }
  return {
    vehicles: problem.vehicles.map(
      (depot, index): VehicleFacts => ({
        index,
        id: index + 1,
        person: index,
        start: depot,
        end: depot,
        shift: problem.windows.get(depot)!,
        overtime: null,
        capacity: [problem.capacity],
        load: [],
        breaks: [],
        maxTasks: NO_LIMIT,
        maxTravelTime: NO_LIMIT,
        maxDistance: NO_LIMIT,
        maxDuration: problem.maxDuration,
        fixed: 0,
        perTaskHour: 0,
        leg,
        slack: 0,
        done: [],
        first: [],
      }),
    ),
    tasks: new Map(problem.customers.map((one) => [`customer:${one}`, customer(problem, one)])),
    persons: [],
    together: [],
    before: [],
    fairness: 0,
  }
}

function customer({ demand, windows, service, prizes }: Customers, one: number): TaskFacts {
  return {
    key: `customer:${one}`,
    place: one,
    windows: [windows.get(one)!],
    delivery: [demand.get(one)!],
    pickup: [],
    priority: 0,
    partner: null,
    people: 1,
    setup: () => 0,
    service: () => service.get(one)!,
    forbidden: () => null,
    price: () => 0,
    pinnedStart: null,
    promise: null,
    penalty: prizes?.get(one) ?? null,
  }
}

/** The latest departure that still ends as early (forward slack of Savelsbergh): routes with a limit count from there. */
function departure({ tasks }: Facts, vehicle: VehicleFacts, stops: readonly { key: string }[]): number {
  let place = vehicle.start!
  let time = vehicle.shift[0]
  let waited = 0
  let slack = NO_LIMIT
  for (const { key } of stops) {
    const task = tasks.get(key)
    if (!task) continue
    const [from, to] = task.windows[0]!
    time += vehicle.leg(place, task.place).seconds
    waited += Math.max(0, from - time)
    time = Math.max(time, from)
    slack = Math.min(slack, waited + to - time)
    time += task.service(vehicle)
    place = task.place
  }
  return vehicle.shift[0] + Math.max(0, Math.min(waited, slack))
}

/** Which of the free vehicles: routes are told without their depot, so it is the one that makes them shortest. */
function cheapest(
  problem: Customers,
  { vehicles }: Facts,
  route: readonly number[],
  free: ReadonlySet<number>,
): number {
  let best = -1
  let least = NO_LIMIT
  const depots = new Set<number>()
  for (const v of free) {
    const depot = problem.vehicles[v]!
    if (depots.has(depot)) continue
    depots.add(depot)
    const { leg } = vehicles[v]!
    const ends = route.length === 0 ? 0 : leg(depot, route[0]!).cost + leg(route.at(-1)!, depot).cost
    if (ends < least) {
      least = ends
      best = v
    }
  }
  return best
}
