import { expect, test } from 'vitest'
import type { KeptVisit } from '../data/store.ts'
import { marksOf, stopsOf, towards } from './stops.ts'

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

test('a place that is come to twice has one mark with both numbers', () => {
  const stops = stopsOf([at('a', 31.2, 121.4), at('b', 31.29, 121.4), at('c', 31.2, 121.4)])
  expect(marksOf(stops).map((one) => one.map(({ number }) => number))).toEqual([[1, 3], [2]])
})

test('where a part is collected is a stop of its own, at its time', () => {
  const [first, second] = [at('a', 31.2, 121.4), at('b', 31.29, 121.4)]
  Object.assign(first!.visit, { startsAt: '2026-11-23T02:00:00Z' })
  const pickUp = { from: '2026-11-23T01:00:00Z', place: { lat: 31.2, lon: 121.5, country: 'CN' } }
  Object.assign(second!.visit, { startsAt: '2026-11-23T04:00:00Z', pickUp })
  expect(stopsOf([first!, second!]).map((one) => [one.visit.id, one.isPickUp])).toEqual([
    ['b', true],
    ['a', false],
    ['b', false],
  ])
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
