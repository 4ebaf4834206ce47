import { distanceMetres, MINUTE_MS, type Position } from '@aftercare/rules'

// Roads are about 1.3 times the air line (circuity factors of Ballou, Rahardja and Sakai 2002). The speeds are plain
// assumptions, slow in town and faster beyond, meant to be replaced by a routing service where there is one.
const DETOUR = 1.3
const TOWN_METRES = 10_000
const TOWN_KMH = 30
const BEYOND_KMH = 70
const PARKING_MS = 5 * MINUTE_MS

/** How long the way takes, estimated from the air line; null when either end is unknown. */
export function travelMs(from: Position | null, to: Position | null): number | null {
  if (!from || !to) return null
  const metres = distanceMetres(from, to)
  if (metres < 50) return 0
  const road = metres * DETOUR
  const town = Math.min(road, TOWN_METRES) / (TOWN_KMH / 3.6)
  const beyond = Math.max(0, road - TOWN_METRES) / (BEYOND_KMH / 3.6)
  return PARKING_MS + Math.round((town + beyond) / 60) * MINUTE_MS
}
