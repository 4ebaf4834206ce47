import { distanceMetres } from '@aftercare/rules'
import { travelMs } from '../travel.ts'
import type { VroomInput } from './vroom-shape.ts'

/** Above so many places there is no table of all pairs: ways are computed one by one, at one speed. */
export const MOST_PLACES_IN_A_TABLE = 2500

const DETOUR = 1.3
/** About 42 km/h: what travel.ts comes to over 20 km, the usual way between two visits of a large area. */
export const FAR_SPEED = 11.7
export const FAR_DETOUR = DETOUR

/** Where no matrix is given: seconds and metres by road, estimated from [longitude, latitude]. */
export function wayBetween(from: readonly number[], to: readonly number[]): { seconds: number; metres: number } {
  const a = { lat: from[1]!, lon: from[0]! }
  const b = { lat: to[1]!, lon: to[0]! }
  return { seconds: Math.round(travelMs(a, b)! / 1000), metres: Math.round(distanceMetres(a, b) * DETOUR) }
}

const EARTH_METRES = 6_371_000
const RADIANS = Math.PI / 180

/** The same at one speed, for problems with too many places for a table. */
export function farWay(from: readonly number[], to: readonly number[]): { seconds: number; metres: number } {
  const up = Math.sin(((to[1]! - from[1]!) * RADIANS) / 2)
  const across = Math.sin(((to[0]! - from[0]!) * RADIANS) / 2)
  const part = up * up + Math.cos(from[1]! * RADIANS) * Math.cos(to[1]! * RADIANS) * across * across
  const metres = Math.round(2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(part))) * FAR_DETOUR)
  return { seconds: Math.round(metres / FAR_SPEED), metres }
}

/** Whether a problem has no matrices and more different places than a table takes. */
export function hasFarWays(input: VroomInput): boolean {
  const seen = new Set<string>()
  let indexed = false
  const add = (index: number | undefined, point: readonly number[] | undefined) => {
    if (index !== undefined) indexed = true
    if (point) seen.add(`${point[0]},${point[1]}`)
  }
  for (const one of input.jobs ?? []) add(one.location_index, one.location)
  for (const { pickup, delivery } of input.shipments ?? [])
    for (const one of [pickup, delivery]) add(one.location_index, one.location)
  for (const one of input.vehicles) {
    add(one.start_index, one.start)
    add(one.end_index, one.end)
  }
  return !indexed && seen.size > MOST_PLACES_IN_A_TABLE
}
