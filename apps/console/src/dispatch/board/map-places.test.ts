import { expect, test } from 'vitest'
import type { Board, Visit } from './board-data.ts'
import { homesOf, pointsOf, projectionOf, stationsOf, wayOf } from './map-places.ts'

// Pairs as gcoord 1.0.7 and coordtransform 2.1.2 have them, to 1e-7 degrees; a place of a neighbour within the frame the
// formula is often used in stays where it is.
const BEIJING = { lon: 116.404, lat: 39.915, country: 'CN' }
const GUANGZHOU = { lon: 113.2644, lat: 23.1291, country: 'CN' }
const SEOUL = { lon: 126.978, lat: 37.5665, country: 'KR' }
const DRAWN = new Map([
  [BEIJING, [116.4102445, 39.91640428]],
  [GUANGZHOU, [113.26972959, 23.12642334]],
  [SEOUL, [126.978, 37.5665]],
])

function near(seen: readonly number[], said: readonly number[] | undefined) {
  expect(seen).toHaveLength(2)
  for (const axis of [0, 1]) expect(Math.abs(seen[axis]! - said![axis]!)).toBeLessThan(1e-7)
}

test('on tiles in GCJ-02 places of mainland China lie shifted, by the country of their address; on others nothing moves', () => {
  for (const [place, drawn] of DRAWN) {
    near(projectionOf('gcj02')(place), drawn)
    for (const datum of ['wgs84', undefined] as const)
      expect(projectionOf(datum)(place)).toEqual([place.lon, place.lat])
  }
})

test('visits, orders, stations, homes and ways lie on one ground', () => {
  const at = (hour: number) => `2026-11-23T${String(hour).padStart(2, '0')}:00:00Z`
  const more = { status: 'scheduled', title: 'Hums', customer: null, technicianId: 'anna' }
  const visits = [
    { ...more, ...BEIJING, id: 'v1', startsAt: at(1) },
    { ...more, ...GUANGZHOU, id: 'v2', startsAt: at(5) },
    { ...more, lon: null, lat: null, country: 'CN', id: 'v3', startsAt: at(7) },
  ] as unknown as Visit[]
  const anna = { id: 'anna', home: GUANGZHOU, station: { id: 's', name: 'South', country: 'CN', position: BEIJING } }
  const kim = { id: 'kim', home: SEOUL, station: { id: 'k', name: 'Seoul', country: 'KR', position: SEOUL } }
  const board = { technicians: [anna, kim], tray: [{ ...SEOUL, id: 'o', title: 'Waits', customer: 'Kim' }] }
  const onMap = projectionOf('gcj02')
  const shown = board as unknown as Board
  const seen = (points: { geometry: { coordinates: readonly number[] } }[]) =>
    points.map((one) => one.geometry.coordinates)
  const expected = (...places: (typeof SEOUL)[]) => places.map((place) => DRAWN.get(place))
  const same = (found: readonly (readonly number[])[], said: (number[] | undefined)[]) => {
    expect(found).toHaveLength(said.length)
    for (const [i, one] of found.entries()) near(one, said[i])
  }
  same(seen(pointsOf(shown, visits, onMap)), expected(BEIJING, GUANGZHOU, SEOUL))
  same(seen(stationsOf(shown, onMap)), expected(BEIJING, SEOUL))
  same(seen(homesOf(shown, onMap)), expected(GUANGZHOU, SEOUL))
  const [way] = wayOf(shown, visits, 'visit:v2', onMap)
  same((way!.geometry as { coordinates: number[][] }).coordinates, expected(GUANGZHOU, BEIJING, GUANGZHOU))
})
