/** A position in degrees, WGS 84. */
export interface Position {
  lat: number
  lon: number
}

// Mean Earth radius (IUGG R1). The sphere is wrong by at most 0.6 %, far less than roads are longer than air lines.
const EARTH_METRES = 6_371_009

/** The air line between two positions in whole metres (haversine). */
export function distanceMetres(a: Position, b: Position): number {
  const rad = Math.PI / 180
  const lat = Math.sin(((b.lat - a.lat) * rad) / 2) ** 2
  const lon = Math.sin(((b.lon - a.lon) * rad) / 2) ** 2
  const h = lat + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * lon
  return Math.round(2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(h))))
}
