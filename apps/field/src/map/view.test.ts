import { expect, test } from 'vitest'
import { frameOf, onScreen, scaleOf, tilesIn, viewOf, withWider, zoomed } from './view.ts'

const size = { width: 360, height: 420 }
const town = [
  { lat: 31.2, lon: 121.4 },
  { lat: 31.3, lon: 121.5 },
]

test('all places are in the window, as near as they fit; nearer and back is the same', () => {
  const view = viewOf(town, size)
  for (const place of town) {
    const { left, top } = onScreen(place, view, size)
    expect(left >= 0 && left <= size.width && top >= 0 && top <= size.height).toBe(true)
  }
  const nearer = zoomed(view, 1)
  expect(town.some((place) => Math.abs(onScreen(place, nearer, size).left - 180) > 132)).toBe(true)
  expect(zoomed(nearer, -1)).toEqual(view)
  expect(viewOf([town[0]!], size).z).toBe(16)
})

test('the pictures cover the window; one that is missing is part of a wider one', () => {
  const view = viewOf(town, size)
  const tiles = tilesIn(view, size)
  const frames = tiles.map((tile) => frameOf(tile, view, size))
  expect(Math.min(...frames.map((one) => one.left))).toBeLessThanOrEqual(0)
  expect(Math.max(...frames.map((one) => one.left + one.size))).toBeGreaterThanOrEqual(size.width)
  const [own, wider] = withWider(tiles[0]!).map((tile) => frameOf(tile, view, size))
  expect(wider!.size).toBe(own!.size * 2)
  expect(wider!.left <= own!.left && wider!.left + wider!.size >= own!.left + own!.size).toBe(true)
  const deep = { z: 18, x: view.x * 2 ** (18 - view.z), y: view.y * 2 ** (18 - view.z) }
  expect(tilesIn(deep, size).every((tile) => tile.z === 16)).toBe(true)
})

test('the scale is a round length that fits', () => {
  const { metres, points } = scaleOf({ lat: 0, lon: 0 }, 12)
  expect([metres, Math.round(points)]).toEqual([2000, 52])
  expect(scaleOf({ lat: 60, lon: 0 }, 12).points).toBeCloseTo(52.3, 0)
})
