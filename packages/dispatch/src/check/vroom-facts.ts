import type {
  VroomInput,
  VroomJob,
  VroomMatrices,
  VroomShipment,
  VroomShipmentStep,
  VroomVehicle,
} from '../formats/vroom-shape.ts'
import { farWay, hasFarWays, wayBetween } from '../formats/vroom-travel.ts'
import type { Facts, Place, TaskFacts, VehicleFacts, Window } from './facts.ts'

const ANY_TIME: Window = [0, Number.POSITIVE_INFINITY]
type Ways = (from: readonly number[], to: readonly number[]) => { seconds: number; metres: number }
type Whole = Pick<VroomJob | VroomShipment, 'skills' | 'priority' | 'x'>

/** What VROOM's input says, read for the check alone. The input has been accepted (readVroom) before. */
export function vroomFacts(input: VroomInput): Facts {
  const ways = hasFarWays(input) ? farWay : wayBetween
  const points = pointsOf(input)
  const none = (input.vehicles[0]?.capacity ?? []).map(() => 0)
  const raw = new Map(input.vehicles.map((vehicle) => [vehicle.id, vehicle]))
  const tasks = new Map<string, TaskFacts>()
  const add = (task: TaskFacts) => tasks.set(task.key, task)
  for (const job of input.jobs ?? []) {
    const old = job.delivery === undefined && job.pickup === undefined ? job.amount : undefined
    const amounts = { delivery: job.delivery ?? old ?? none, pickup: job.pickup ?? none }
    add({ ...taskFacts('job', job, job, raw), ...amounts, partner: null })
  }
  for (const one of input.shipments ?? []) {
    const amount = one.amount ?? none
    const pickup = `pickup:${one.pickup.id}`
    const delivery = `delivery:${one.delivery.id}`
    const partner = { key: delivery, first: true }
    add({ ...taskFacts('pickup', one.pickup, one, raw), delivery: none, pickup: amount, partner })
    add({
      ...taskFacts('delivery', one.delivery, one, raw),
      delivery: amount,
      pickup: none,
      partner: { key: pickup, first: false },
      price: () => 0,
    })
  }
  return {
    vehicles: input.vehicles.map((one, i) => vehicleFacts(one, i, matricesOf(input, one.profile), points, ways)),
    tasks,
    persons: (input.x?.persons ?? []).map((one) => ({
      person: one.id,
      maxTasks: one.max_tasks ?? Number.POSITIVE_INFINITY,
      maxTravelTime: one.max_travel_time ?? Number.POSITIVE_INFINITY,
      maxWork: one.max_work ?? Number.POSITIVE_INFINITY,
      overtime: null,
    })),
    together: [],
    before: (input.x?.precedences ?? []).map(({ before, after, gap }) => ({
      first: `job:${before}`,
      after: `job:${after}`,
      gap: gap ?? 0,
    })),
    fairness: input.x?.fairness ?? 0,
  }
}

function taskFacts(
  type: 'job' | 'pickup' | 'delivery',
  task: VroomJob | VroomShipmentStep,
  whole: Whole,
  vehicles: ReadonlyMap<number, VroomVehicle>,
): Omit<TaskFacts, 'delivery' | 'pickup' | 'partner'> {
  const x = whole.x ?? {}
  const typeOf = (one: VehicleFacts) => vehicles.get(one.id)?.type ?? ''
  const windows = task.time_windows ?? []
  return {
    key: `${type}:${task.id}`,
    place: placeOf(task.location_index, task.location)!,
    windows: windows.map(([from, to]) => [from!, to!]),
    priority: whole.priority ?? 0,
    people: x.people ?? 1,
    setup: (one) => task.setup_per_type?.[typeOf(one)] ?? task.setup ?? 0,
    service: (one) => task.service_per_type?.[typeOf(one)] ?? task.service ?? 0,
    forbidden: (one) => forbidden(whole, one, vehicles.get(one.id)!),
    price: ({ person }) => (x.preferred && !x.preferred.includes(Number(person)) ? (x.preferred_price ?? 0) : 0),
    pinnedStart: x.pinned?.start ?? null,
    promise: x.promised
      ? { start: x.promised.start, tolerance: x.promised.tolerance ?? 0, perMinute: x.promised.per_minute }
      : null,
    penalty: x.penalty ?? null,
  }
}

function forbidden(whole: Whole, facts: VehicleFacts, vehicle: VroomVehicle): ReturnType<TaskFacts['forbidden']> {
  const missing = (whole.skills ?? []).filter((skill) => !vehicle.skills?.includes(skill))
  if (missing.length > 0) return { code: 'skills', values: { missing } }
  const { excluded, only, pinned, parts_from: parts } = whole.x ?? {}
  const person = Number(facts.person)
  if (excluded?.includes(person) || (only && !only.includes(person)))
    return { code: 'person_excluded', values: { person } }
  if (pinned && pinned.vehicle !== vehicle.id) return { code: 'pinned', values: { pinned: pinned.vehicle } }
  const there = parts?.find((one) => one.person === person) ?? parts?.find((one) => one.person === undefined)
  if (there && (there.from === null || (vehicle.time_window?.[0] ?? 0) < there.from))
    return { code: 'parts', values: { from: there.from } }
  return null
}

function vehicleFacts(
  vehicle: VroomVehicle,
  index: number,
  matrices: VroomMatrices,
  points: ReadonlyMap<Place, readonly number[]>,
  ways: Ways,
): VehicleFacts {
  const { costs = {}, x = {} } = vehicle
  const [from, to] = vehicle.time_window ?? ANY_TIME
  const most = Number.POSITIVE_INFINITY
  const done = x.executed ?? []
  const gone = new Set(done.filter(({ type }) => type === 'break').map(({ id }) => id))
  return {
    index,
    id: vehicle.id,
    person: x.person ?? vehicle.id,
    start: placeOf(vehicle.start_index, vehicle.start),
    end: placeOf(vehicle.end_index, vehicle.end),
    shift: [from!, to!],
    overtime: x.overtime ? { limit: x.overtime.max, perHour: x.overtime.per_hour } : null,
    capacity: vehicle.capacity ?? [],
    load: [],
    breaks: (vehicle.breaks ?? []).map((one) => ({
      key: `break:${one.id}`,
      windows: gone.has(one.id) ? [] : (one.time_windows ?? []).map(([a, b]) => [a!, b!] as const),
      service: one.service ?? 0,
      maxLoad: one.max_load ?? null,
    })),
    maxTasks: vehicle.max_tasks ?? most,
    maxTravelTime: vehicle.max_travel_time ?? most,
    maxDistance: vehicle.max_distance ?? most,
    maxDuration: x.max_duration ?? most,
    fixed: costs.fixed ?? 0,
    perTaskHour: costs.per_task_hour ?? 0,
    leg: (a, b) => leg(vehicle, matrices, points, ways, a, b),
    slack: (vehicle.speed_factor ?? 1) === 1 && ways !== farWay ? 0 : 1,
    done: done.map(({ type, id, start, end }) => ({ key: `${type}:${id}`, start, end })),
    first: [],
  }
}

function leg(
  { speed_factor = 1, costs = {} }: VroomVehicle,
  matrices: VroomMatrices,
  points: ReadonlyMap<Place, readonly number[]>,
  ways: Ways,
  from: Place,
  to: Place,
) {
  if (from === to) return { seconds: 0, metres: 0, cost: 0 }
  const [i, j] = [Number(from), Number(to)]
  const own = matrices.durations && matrices.distances ? null : () => ways(points.get(from)!, points.get(to)!)
  const byPoints = own && points.has(from) && points.has(to) ? own() : null
  // VROOM counts hundredths of seconds inside, and rounds what a second costs by a speed factor to a hundredth.
  const seconds = ((matrices.durations?.[i]?.[j] ?? byPoints!.seconds) * Math.round(100 / speed_factor)) / 100
  const metres = matrices.distances?.[i]?.[j] ?? byPoints?.metres ?? 0
  const byMetrics = (seconds * (costs.per_hour ?? 3600)) / 3600 + (metres * (costs.per_km ?? 0)) / 1000
  return { seconds, metres, cost: matrices.costs?.[i]?.[j] ?? byMetrics }
}

function matricesOf(input: VroomInput, profile = 'car'): VroomMatrices {
  const given = input.matrices?.[profile] ?? {}
  return input.matrices === undefined && input.matrix && profile === 'car' ? { durations: input.matrix } : given
}

/** The place is the index where there is one, else the point itself. */
function placeOf(index: number | undefined, point: readonly number[] | undefined): Place | null {
  if (index !== undefined) return index
  return point ? `${point[0]},${point[1]}` : null
}

function pointsOf(input: VroomInput): Map<Place, readonly number[]> {
  const points = new Map<Place, readonly number[]>()
  const add = (index: number | undefined, point: readonly number[] | undefined) => {
    const place = placeOf(index, point)
    if (place !== null && point) points.set(place, point)
  }
  for (const one of input.jobs ?? []) add(one.location_index, one.location)
  for (const { pickup, delivery } of input.shipments ?? [])
    for (const one of [pickup, delivery]) add(one.location_index, one.location)
  for (const one of input.vehicles) {
    add(one.start_index, one.start)
    add(one.end_index, one.end)
  }
  return points
}
