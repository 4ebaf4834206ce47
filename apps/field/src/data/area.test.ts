import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DEEPEST, keyOf, pointOf, TILE, tilesOf } from './area.ts'

const place = fc.record({
  lat: fc.double({ min: -84, max: 84, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
})

test('a place lies where maps of this kind have it', () => {
  // By the other form of the formula, floor((1 - asinh(tan φ) / π) / 2 · 2^z): Oriental Pearl Tower, Brandenburg Gate.
  const tileAt = (lat: number, lon: number, z: number) => {
    const { x, y } = pointOf({ lat, lon }, z)
    return [Math.floor(x / TILE), Math.floor(y / TILE)]
  }
  expect(tileAt(31.2397, 121.4998, 15)).toEqual([27443, 13388])
  expect(tileAt(52.5163, 13.3777, 12)).toEqual([2200, 1343])
  expect(pointOf({ lat: 0, lon: 0 }, 1)).toEqual({ x: 256, y: 256 })
})

test('never more than allowed, none twice, all on the map, and around every place as deep as it goes', () => {
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 900 }), (places, most) => {
      const tiles = tilesOf(places, most)
      expect(tiles.length).toBeLessThanOrEqual(most)
      const keys = new Set(tiles.map(keyOf))
      expect(keys.size).toBe(tiles.length)
      for (const { z, x, y } of tiles) {
        expect([x, y].every((one) => Number.isInteger(one) && one >= 0 && one < 2 ** z)).toBe(true)
        expect(z).toBeLessThanOrEqual(DEEPEST)
      }
      for (const z of new Set(tiles.map((one) => one.z)))
        for (const one of places) {
          const { x, y } = pointOf(one, z)
          const last = 2 ** z - 1
          const here = { z, x: Math.min(last, Math.floor(x / TILE)), y: Math.min(last, Math.floor(y / TILE)) }
          expect(keys.has(keyOf(here))).toBe(true)
        }
    }),
  )
})

test('a day in one town comes with its streets within 20 MB, as 800 pictures of 25 kB', () => {
  const town = [0, 1, 2, 3, 4, 5].map((n) => ({ lat: 31.2 + n * 0.02, lon: 121.4 + (n % 3) * 0.05 }))
  const tiles = tilesOf(town, 800)
  expect(Math.max(...tiles.map((one) => one.z))).toBe(DEEPEST)
  expect(tilesOf([], 800)).toEqual([])
  expect(tilesOf(town, 40).every((one) => one.z < 13)).toBe(true)
})
