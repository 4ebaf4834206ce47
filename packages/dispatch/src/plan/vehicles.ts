import type { Person, Problem, Vehicle } from './model.ts'

const FAR = (1 << 30) - 1

/** The vehicles of a problem as arrays (Ground). */
export function vehicleTable(
  problem: Problem,
  epoch: number,
  at: (place: number | null) => number,
  kindOf: Int32Array,
  costScale: number,
) {
  const { vehicles } = problem
  const dims = vehicles.reduce((max, { capacity }) => Math.max(max, capacity.length), 0)
  const clip = (time: number) => Math.max(-1, Math.min(FAR, time - epoch))
  const ints = (of: (vehicle: Vehicle, index: number) => number) => Int32Array.from(vehicles, of)
  const bytes = (of: (vehicle: Vehicle) => boolean) => Uint8Array.from(vehicles, (vehicle) => (of(vehicle) ? 1 : 0))
  const capacity = new Int32Array(vehicles.length * dims)
  vehicles.forEach((vehicle, v) => {
    for (let d = 0; d < dims; d++) capacity[v * dims + d] = (vehicle.capacity[d] ?? 0) - (vehicle.load?.[d] ?? 0)
  })
  const persons = personsOf(problem)
  return {
    vehicles: vehicles.length,
    startPlace: ints(({ start }) => at(start)),
    endPlace: ints(({ end }) => at(end)),
    shiftFrom: ints(({ shift }) => clip(shift[0])),
    shiftTo: ints(({ shift }) => clip(shift[1])),
    hardTo: ints(({ shift, overtime }) => clip(shift[1] + (overtime?.limit ?? 0))),
    type: ints(({ type }) => type),
    fixed: Float64Array.from(vehicles, ({ costs }) => costs.fixed * costScale),
    perTaskSecond: Float64Array.from(vehicles, ({ costs }) => (costs.perTaskHour * costScale) / 3600),
    maxTasks: ints(({ maxTasks }) => maxTasks ?? FAR),
    capacity,
    locked: ints(({ first }) => first?.length ?? 0),
    ...breakTable(vehicles, epoch),
    ...persons,
    likeness: likenesses(problem, kindOf, persons.person),
    breakSeconds: ints(({ breaks }) => breaks.reduce((sum, { service }) => sum + service, 0)),
    workCap: bytes(({ person }) => countsWork(person === undefined ? undefined : problem.persons?.[person])),
    loadBreaks: bytes(({ breaks }) => breaks.some(({ maxLoad }) => maxLoad !== undefined)),
    rich: bytes((vehicle) => isRich(problem, vehicle)),
    spanOnly: bytes((vehicle) => {
      const { maxDuration, ...others } = vehicle
      return maxDuration !== undefined && !isRich(problem, others)
    }),
  }
}

/** Whether the hours of a person over all their routes are limited or priced. */
export const countsWork = (person: Person | undefined): boolean =>
  person?.maxWork !== undefined || person?.overtime !== undefined

function breakTable(vehicles: readonly Vehicle[], epoch: number) {
  const breakAt = new Int32Array(vehicles.length + 1)
  const service: number[] = []
  const windowAt: number[] = [0]
  const windows: number[] = []
  vehicles.forEach(({ breaks }, v) => {
    for (const one of breaks) {
      service.push(one.service)
      for (const [a, b] of one.windows.length > 0 ? one.windows : [[epoch, epoch + FAR] as const])
        windows.push(Math.max(0, a - epoch), Math.max(-1, Math.min(FAR, b - epoch)))
      windowAt.push(windows.length)
    }
    breakAt[v + 1] = service.length
  })
  return {
    breakAt,
    breakService: Int32Array.from(service),
    breakWindowAt: Int32Array.from(windowAt),
    breakWindows: Int32Array.from(windows),
    maxBreaks: vehicles.reduce((max, { breaks }) => Math.max(max, breaks.length), 0),
  }
}

/** Vehicles without a person get one each, behind the persons of the problem. */
function personsOf({ vehicles, persons = [], fairness }: Problem) {
  let next = vehicles.reduce((max, { person }) => Math.max(max, (person ?? -1) + 1), persons.length)
  const person = Int32Array.from(vehicles, (vehicle) => vehicle.person ?? next++)
  const personAt = new Int32Array(next + 1)
  for (const one of person) personAt[one + 1]!++
  for (let p = 0; p < next; p++) personAt[p + 1]! += personAt[p]!
  const filled = personAt.slice()
  const personVehicles = new Int32Array(vehicles.length)
  vehicles.forEach((_, v) => {
    personVehicles[filled[person[v]!]!++] = v
  })
  return { person, persons: next, personAt, personVehicles, shared: sharedOf({ vehicles, persons, fairness }, person) }
}

/** Vehicles of persons with several, where something is counted over all of them. */
function sharedOf(
  { vehicles, persons, fairness }: Pick<Problem, 'vehicles' | 'persons' | 'fairness'>,
  person: Int32Array,
) {
  const count = new Map<number, number>()
  for (const one of person) count.set(one, (count.get(one) ?? 0) + 1)
  return Uint8Array.from(vehicles, (vehicle, v) => {
    const capped = vehicle.person !== undefined && Object.keys(persons?.[vehicle.person] ?? {}).length > 0
    return count.get(person[v]!)! > 1 && (capped || (fairness ?? 0) > 0) ? 1 : 0
  })
}

/** Numbers of sameness: two empty vehicles that are alike need not both be tried. */
function likenesses({ vehicles, jobs, pairs }: Problem, kindOf: Int32Array, person: Int32Array): Int32Array {
  const rows = new Set([...jobs, ...pairs].flatMap(({ fits, vehicleCosts }) => [fits, vehicleCosts]).filter(Boolean))
  const pinned = new Set([...jobs, ...pairs].flatMap(({ pin }) => (pin ? [pin.vehicle] : [])))
  const shared = new Set<number>()
  const seen = new Set<number>()
  for (const one of person) {
    if (seen.has(one)) shared.add(one)
    seen.add(one)
  }
  const numbers = new Map<string, number>()
  return Int32Array.from(vehicles, (vehicle, v) => {
    const alone = shared.has(person[v]!) || pinned.has(v) || vehicle.first ? v : null
    const { travel: _, speedFactor: __, person: ___, ...rest } = vehicle
    const key = JSON.stringify([kindOf[v], rest, alone, [...rows].map((row) => row![v] ?? null)])
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, numbers.size)
    return numbers.size - 1
  })
}

function isRich(problem: Problem, vehicle: Vehicle): boolean {
  const { overtime, maxTravelTime, maxDistance, maxDuration, breaks, person } = vehicle
  const caps = person === undefined ? undefined : problem.persons?.[person]
  return (
    [overtime, maxTravelTime, maxDistance, maxDuration].some((one) => one !== undefined) ||
    breaks.some(({ maxLoad }) => maxLoad !== undefined) ||
    (caps !== undefined && Object.values(caps).some((one) => one !== undefined)) ||
    (problem.fairness ?? 0) > 0 ||
    problem.jobs.some(({ promise }) => promise !== undefined)
  )
}
