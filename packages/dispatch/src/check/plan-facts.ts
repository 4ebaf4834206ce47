import type { Job, Pair, Problem, Solution, StopRef, Task, Travel, Vehicle } from '../plan/model.ts'
import { type Claims, evaluate } from './evaluate.ts'
import type { ClaimedStop, Facts, TaskFacts, VehicleFacts, Violation } from './facts.ts'
import { type Checked, result } from './vroom.ts'

const NO_LIMIT = Number.POSITIVE_INFINITY

/** A plan against its problem, as dispatch states it; every plan goes through this before anybody sees it. */
export function checkPlan(problem: Problem, solution: Pick<Solution, 'routes' | 'unassigned' | 'cost'>): Checked {
  const facts = planFacts(problem)
  const found = evaluate(facts, planClaims(facts, solution))
  const checked = result(found, found.violations)
  const slack = 1e-6 * Math.abs(checked.cost) + 0.01 * (solution.routes.length + 1)
  if (Math.abs(checked.cost - solution.cost) <= Math.max(slack, 0.5)) return checked
  const wrong: Violation = { code: 'cost', path: 'cost', values: { claimed: solution.cost, expected: checked.cost } }
  return { ...checked, ok: false, violations: [...checked.violations, wrong] }
}

function planFacts(problem: Problem): Facts {
  const tasks = new Map<string, TaskFacts>()
  problem.jobs.forEach((job, i) => {
    const { delivery, pickup, promise } = job
    const pinnedStart = job.pin?.start ?? null
    const own = { delivery, pickup, partner: null, pinnedStart, promise: promise ?? null }
    tasks.set(`job:${i}`, { ...taskFacts(`job:${i}`, job, job), ...own })
  })
  problem.pairs.forEach((pair, i) => {
    for (const end of ['pickup', 'delivery'] as const) {
      const key = `${end}:${i}`
      const none = pair.amount.map(() => 0)
      const first = end === 'pickup'
      tasks.set(key, {
        ...taskFacts(key, pair[end], pair),
        delivery: first ? none : pair.amount,
        pickup: first ? pair.amount : none,
        partner: { key: `${first ? 'delivery' : 'pickup'}:${i}`, first },
        ...(first ? {} : { price: () => 0 }),
      })
    }
  })
  return {
    vehicles: problem.vehicles.map((one, i) => vehicleFacts(problem, one, i)),
    tasks,
    persons: (problem.persons ?? []).map((one, person) => ({
      person,
      maxTasks: one.maxTasks ?? NO_LIMIT,
      maxTravelTime: one.maxTravelTime ?? NO_LIMIT,
      maxWork: one.maxWork ?? NO_LIMIT,
      overtime: one.overtime ?? null,
    })),
    together: (problem.together ?? []).map((jobs) => jobs.map((job) => `job:${job}`)),
    before: (problem.before ?? []).map(({ first, after, gap }) => ({
      first: `job:${first}`,
      after: `job:${after}`,
      gap,
    })),
    fairness: problem.fairness ?? 0,
  }
}

function taskFacts(key: string, task: Task, demand: Job | Pair): Omit<TaskFacts, 'delivery' | 'pickup' | 'partner'> {
  return {
    key,
    place: task.place,
    windows: task.windows,
    priority: demand.priority,
    people: 1,
    setup: ({ type }: VehicleFacts & { type?: number }) => task.setupByType?.[type ?? 0] ?? task.setup,
    service: ({ type }: VehicleFacts & { type?: number }) => task.serviceByType?.[type ?? 0] ?? task.service,
    forbidden: ({ index }) => {
      if (demand.fits && demand.fits[index] !== 1) return { code: 'skills', values: {} }
      if (demand.pin && demand.pin.vehicle !== index) return { code: 'pinned', values: { pinned: demand.pin.vehicle } }
      return null
    },
    price: ({ index }) => demand.vehicleCosts?.[index] ?? 0,
    pinnedStart: null,
    promise: null,
    penalty: demand.penalty ?? null,
  }
}

function vehicleFacts(problem: Problem, vehicle: Vehicle, index: number): VehicleFacts & { type: number } {
  const travel = problem.travels[vehicle.travel]!
  return {
    index,
    id: index,
    type: vehicle.type,
    person: vehicle.person ?? `vehicle ${index}`,
    start: vehicle.start,
    end: vehicle.end,
    shift: vehicle.shift,
    overtime: vehicle.overtime ?? null,
    capacity: vehicle.capacity,
    load: vehicle.load ?? [],
    breaks: vehicle.breaks.map(({ windows, service, maxLoad }, i) => {
      return { key: `break:${i}`, windows, service, maxLoad: maxLoad ?? null }
    }),
    maxTasks: vehicle.maxTasks ?? NO_LIMIT,
    maxTravelTime: vehicle.maxTravelTime ?? NO_LIMIT,
    maxDistance: vehicle.maxDistance ?? NO_LIMIT,
    maxDuration: vehicle.maxDuration ?? NO_LIMIT,
    fixed: vehicle.costs.fixed,
    perTaskHour: vehicle.costs.perTaskHour,
    leg: (from, to) => leg(travel, problem.places, vehicle, Number(from), Number(to)),
    slack: vehicle.speedFactor === 1 && travel.kind === 'table' ? 0 : 1,
    done: [],
    first: (vehicle.first ?? []).map(keyOf),
  }
}

const keyOf = ({ kind, index }: StopRef) => `${kind}:${index}`

function leg(travel: Travel, places: number, vehicle: Vehicle, from: number, to: number) {
  if (from === to) return { seconds: 0, metres: 0, cost: 0 }
  const at = from * places + to
  const metres = travel.kind === 'table' ? (travel.distances?.[at] ?? 0) : greatCircle(travel, from, to) * travel.detour
  const plain = travel.kind === 'table' ? travel.durations[at]! : metres / travel.metresPerSecond
  const seconds = plain / vehicle.speedFactor
  const { perHour, perKm } = vehicle.costs
  const own = travel.kind === 'table' ? travel.costs?.[at] : undefined
  return { seconds, metres, cost: own ?? (Math.round(seconds) * perHour) / 3600 + (Math.round(metres) * perKm) / 1000 }
}

/** Metres over a sphere of 6,371 km, by the law of cosines on the half angles (haversine). */
function greatCircle({ lat, lon }: Extract<Travel, { kind: 'points' }>, from: number, to: number): number {
  const half = (degrees: number) => Math.sin((degrees * Math.PI) / 360) ** 2
  const across = Math.cos((lat[from]! * Math.PI) / 180) * Math.cos((lat[to]! * Math.PI) / 180)
  const part = half(lat[to]! - lat[from]!) + across * half(lon[to]! - lon[from]!)
  return 2 * 6_371_000 * Math.asin(Math.min(1, Math.sqrt(part)))
}

function planClaims(facts: Facts, { routes, unassigned }: Pick<Solution, 'routes' | 'unassigned'>): Claims {
  return {
    routes: routes.map((route, r) => {
      const inner = route.stops.filter(({ kind }) => kind !== 'start' && kind !== 'end')
      const [first, last] = [route.stops[0], route.stops.at(-1)]
      const lastInner = inner.at(-1)
      const path = `routes[${r}]`
      return {
        vehicle: facts.vehicles[route.vehicle]!,
        path,
        departs: first?.arrival,
        returns: last?.kind === 'end' ? last.arrival : lastInner && leaves(lastInner),
        startLoad: first?.kind === 'start' ? first.load : undefined,
        stops: inner.map((stop): ClaimedStop => {
          return {
            key: `${stop.kind}:${stop.index}`,
            path: `${path}.stops[${route.stops.indexOf(stop)}]`,
            arrival: stop.arrival,
            waiting: stop.waiting,
            setup: stop.setup,
            service: stop.service,
            load: stop.load,
          }
        }),
      }
    }),
    unassigned: unassigned.flatMap(({ kind, index }, i) => {
      const path = `unassigned[${i}]`
      if (kind === 'job') return [{ key: `job:${index}`, path }]
      return ['pickup', 'delivery'].map((end) => ({ key: `${end}:${index}`, path }))
    }),
    path: 'unassigned',
  }
}

const leaves = (stop: { arrival: number; waiting: number; setup: number; service: number }) =>
  stop.arrival + stop.waiting + stop.setup + stop.service
