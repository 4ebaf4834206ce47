import type { Position } from '@aftercare/rules'

/** One picture of a map: column and row at a zoom (slippy map, 256 × 256 points). */
export interface Tile {
  z: number
  x: number
  y: number
}

export const TILE = 256
/** Streets with their names; further in a phone only shows fewer of them. */
export const DEEPEST = 16
const WIDEST = 8
/** Up to so many pictures a zoom is taken for the whole area; above that only around the places. */
const WHOLE = 36

/** Where a place lies on the whole map of a zoom, in points from its upper left corner (Web Mercator, EPSG:3857). */
export function pointOf({ lat, lon }: Position, z: number): { x: number; y: number } {
  const size = TILE * 2 ** z
  const sin = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180)
  return { x: ((lon + 180) / 360) * size, y: (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * size }
}

export const keyOf = ({ z, x, y }: Tile) => `${z}/${x}/${y}`

/**
 * The pictures a day needs, the widest first: each zoom for the whole area while that is little, then around each place. What
 * would be more than `most` is left out from the deepest zoom up, so that a long day has streets less near instead of none.
 */
export function tilesOf(places: readonly Position[], most: number): Tile[] {
  if (places.length === 0) return []
  const all = new Map<string, Tile>()
  for (let z = WIDEST; z <= DEEPEST; z++) {
    const level = levelOf(places, z)
    if (all.size + level.length > most) break
    for (const tile of level) all.set(keyOf(tile), tile)
  }
  return [...all.values()]
}

function levelOf(places: readonly Position[], z: number): Tile[] {
  const spots = places.map((place) => {
    const { x, y } = pointOf(place, z)
    return { x: Math.floor(x / TILE), y: Math.floor(y / TILE) }
  })
  const [xs, ys] = [spots.map((one) => one.x), spots.map((one) => one.y)]
  const [left, right, top, bottom] = [
    Math.min(...xs) - 1,
    Math.max(...xs) + 1,
    Math.min(...ys) - 1,
    Math.max(...ys) + 1,
  ]
  // Counted before they are made: places on two continents are a thousand million pictures apart.
  if ((right - left + 1) * (bottom - top + 1) <= WHOLE) return square(z, left, right, top, bottom)
  const near = spots.flatMap(({ x, y }) => square(z, x - 1, x + 1, y - 1, y + 1))
  return [...new Map(near.map((tile) => [keyOf(tile), tile])).values()]
}

function square(z: number, left: number, right: number, top: number, bottom: number): Tile[] {
  const last = 2 ** z - 1
  const found: Tile[] = []
  for (let y = Math.max(0, top); y <= Math.min(last, bottom); y++)
    for (let x = Math.max(0, left); x <= Math.min(last, right); x++) found.push({ z, x, y })
  return found
}
