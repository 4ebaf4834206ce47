import { expect, test } from 'vitest'
import type { KeptVisit } from '../data/store.ts'
import { stopsOf, towards } from './stops.ts'

const at = (id: string, lat: number | null, lon: number | null) =>
  ({ id, visit: { id, address: lat === null ? null : { lat, lon } } }) as unknown as KeptVisit

test('stops are counted in the order of the day, with the way from the one before; who has no place has no number', () => {
  const stops = stopsOf([at('a', 31.2, 121.4), at('b', null, null), at('c', 31.29, 121.4), at('d', 31.29, 121.3)])
  expect(stops.map((one) => [one.visit.id, one.number, one.way?.towards])).toEqual([
    ['a', 1, undefined],
    ['c', 2, 'n'],
    ['d', 3, 'w'],
  ])
  expect(stops[1]!.way!.metres).toBe(10_008)
})

test('eight directions, also over the date line', () => {
  const here = { lat: 0, lon: 0 }
  const around = [
    [1, 0],
    [1, 1],
    [0, 1],
    [-1, 1],
    [-1, 0],
    [-1, -1],
    [0, -1],
    [1, -1],
  ] as const
  expect(around.map(([lat, lon]) => towards(here, { lat, lon }))).toEqual(['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'])
  expect(towards({ lat: 10, lon: 179.9 }, { lat: 10, lon: -179.9 })).toBe('e')
})
