import type { Position } from '@aftercare/rules'
import { DEEPEST, pointOf, TILE, type Tile } from '../data/area.ts'

/** What is looked at: the middle, in points of the whole map at this zoom. */
export interface View {
  z: number
  x: number
  y: number
}
export interface Size {
  width: number
  height: number
}

const MARGIN = 48
const WIDEST = 3
/** One place alone is shown with its streets, not with its door. */
const NEAREST = 16
/** Closer than any picture: the nearest is drawn larger. */
const CLOSEST = DEEPEST + 2
const STEPS_UP = 6

/** All places at once, as near as they fit. */
export function viewOf(places: readonly Position[], { width, height }: Size): View {
  for (let z = NEAREST; ; z--) {
    const points = places.map((place) => pointOf(place, z))
    const [xs, ys] = [points.map((one) => one.x), points.map((one) => one.y)]
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
    const fits = right - left <= width - 2 * MARGIN && bottom - top <= height - 2 * MARGIN
    if (fits || z === WIDEST) return { z, x: (left + right) / 2, y: (top + bottom) / 2 }
  }
}

/** One step nearer or further, with the same middle. */
export function zoomed({ z, x, y }: View, by: 1 | -1): View {
  const to = Math.max(WIDEST, Math.min(CLOSEST, z + by))
  const scale = 2 ** (to - z)
  return { z: to, x: x * scale, y: y * scale }
}

/** Where a place stands in the window. */
export function onScreen(place: Position, view: View, { width, height }: Size): { left: number; top: number } {
  const { x, y } = pointOf(place, view.z)
  return { left: x - view.x + width / 2, top: y - view.y + height / 2 }
}

/** The pictures that cover the window at this zoom, or at the deepest there is. */
export function tilesIn(view: View, { width, height }: Size): Tile[] {
  const z = Math.min(view.z, DEEPEST)
  const size = TILE * 2 ** (view.z - z)
  const last = 2 ** z - 1
  const [left, top] = [(view.x - width / 2) / size, (view.y - height / 2) / size]
  const found: Tile[] = []
  for (let y = Math.max(0, Math.floor(top)); y <= Math.min(last, Math.floor(top + height / size)); y++)
    for (let x = Math.max(0, Math.floor(left)); x <= Math.min(last, Math.floor(left + width / size)); x++)
      found.push({ z, x, y })
  return found
}

/** The picture itself and the wider ones it is part of: where it is missing one of them is drawn larger. */
export function withWider(tile: Tile): Tile[] {
  return Array.from({ length: Math.min(STEPS_UP, tile.z) + 1 }, (_, k) => ({
    ...{ z: tile.z - k, x: Math.floor(tile.x / 2 ** k), y: Math.floor(tile.y / 2 ** k) },
  }))
}

/** Where a picture of any zoom lies in the window, and how large. */
export function frameOf({ z, x, y }: Tile, view: View, { width, height }: Size) {
  const size = TILE * 2 ** (view.z - z)
  return { left: x * size - view.x + width / 2, top: y * size - view.y + height / 2, size }
}

const EQUATOR_METRES = 40_075_017
const BAR = 96

/** A round length and how long it is in the window: the scale of the map at this place. */
export function scaleOf({ lat }: Position, z: number): { metres: number; points: number } {
  const each = (EQUATOR_METRES * Math.cos((lat * Math.PI) / 180)) / (TILE * 2 ** z)
  const power = 10 ** Math.floor(Math.log10(each * BAR))
  const metres = [5, 2, 1].map((one) => one * power).find((one) => one <= each * BAR)!
  return { metres, points: metres / each }
}
