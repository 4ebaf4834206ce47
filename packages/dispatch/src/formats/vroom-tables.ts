import type { Travel } from '../plan/model.ts'
import { matricesOf } from './vroom-matrices.ts'
import type { VroomInput } from './vroom-shape.ts'
import { FAR_DETOUR, FAR_SPEED, MOST_PLACES_IN_A_TABLE, wayBetween } from './vroom-travel.ts'

/** The places of a problem under numbers: the given indexes, else one for each different point. */
export interface Places {
  count: number
  at(index: number | undefined, point: readonly number[] | undefined): number | null
  points: (readonly number[] | undefined)[]
  indexed: boolean
}

/** Longer than any way; two of them still add up. Ways as long as this are as good as none. */
const FAR = 2 ** 28

export function placesOf(input: VroomInput): Places {
  const points: (readonly number[] | undefined)[] = []
  const numbers = new Map<string, number>()
  let count = 0
  let indexed = false
  const see = (index: number | undefined, point: readonly number[] | undefined) => {
    if (index !== undefined) {
      indexed = true
      count = Math.max(count, index + 1)
      if (point) points[index] = point
    } else if (point) {
      const key = `${point[0]},${point[1]}`
      if (numbers.has(key)) return
      numbers.set(key, count)
      points[count++] = point
    }
  }
  for (const one of input.jobs ?? []) see(one.location_index, one.location)
  for (const { pickup, delivery } of input.shipments ?? [])
    for (const one of [pickup, delivery]) see(one.location_index, one.location)
  for (const one of input.vehicles) {
    see(one.start_index, one.start)
    see(one.end_index, one.end)
  }
  const at: Places['at'] = (index, point) => {
    if (index !== undefined) return index
    return point ? numbers.get(`${point[0]},${point[1]}`)! : null
  }
  return { count, at, points, indexed }
}

/** One table for each profile and speed in use, and which one a vehicle takes. */
export function travelOf(input: VroomInput, places: Places): { travels: Travel[]; travelIndex: number[] } {
  const travels: Travel[] = []
  const known = new Map<string, number>()
  const travelIndex = input.vehicles.map(({ profile = 'car', speed_factor = 1 }) => {
    const hundredths = Math.round(100 / speed_factor)
    const key = `${hundredths} ${profile}`
    const index = known.get(key) ?? travels.push(travelFor(input, places, profile, hundredths)) - 1
    known.set(key, index)
    return index
  })
  return { travels, travelIndex }
}

function travelFor(input: VroomInput, places: Places, profile: string, hundredths: number): Travel {
  const given = matricesOf(input, profile)
  const { count, points } = places
  if (!given.durations && !places.indexed && count > MOST_PLACES_IN_A_TABLE)
    return {
      kind: 'points',
      lat: Float64Array.from(points, (one) => one![1]!),
      lon: Float64Array.from(points, (one) => one![0]!),
      detour: FAR_DETOUR,
      metresPerSecond: (FAR_SPEED * 100) / hundredths,
    }
  const durations = table(count)
  const distances = table(count)
  const costs = given.costs ? table(count) : undefined
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      if (i === j) continue
      const way = given.durations && given.distances ? null : between(places, i, j)
      const seconds = given.durations?.[i]?.[j] ?? way?.seconds ?? FAR
      durations[i * count + j] = Math.min(FAR, Math.ceil((seconds * hundredths) / 100))
      distances[i * count + j] = Math.min(FAR, given.distances?.[i]?.[j] ?? way?.metres ?? 0)
      if (costs) costs[i * count + j] = Math.min(FAR, given.costs![i]![j]!)
    }
  }
  return { kind: 'table', durations, distances, ...(costs ? { costs } : {}) }
}

const table = (count: number) => new Int32Array(new SharedArrayBuffer(4 * count * count))

function between({ points }: Places, i: number, j: number) {
  const [a, b] = [points[i], points[j]]
  return a && b ? wayBetween(a, b) : null
}

/** Whether metres are known for every way, so that they are worth telling. */
export function hasDistances(input: VroomInput, { indexed }: Places): boolean {
  if (!indexed) return true
  return input.vehicles.every(({ profile = 'car', costs }) => matricesOf(input, profile).distances || costs?.per_km)
}
