import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gcj02, onMap } from './gcj02.ts'

test('known places lie where other programmes of the same formula draw them', () => {
  // Published by wandergis/coordtransform (Beijing); the rest by eviltransform, whose axis is another: to 0.2 m.
  const beijing = gcj02([116.404, 39.915])
  expect(beijing[0]).toBeCloseTo(116.41024449916938, 8)
  expect(beijing[1]).toBeCloseTo(39.91640428150164, 8)
  for (const [place, drawn] of [
    [
      [121.5272106, 31.1774276],
      [121.531541859215, 31.17530398364597],
    ],
    [
      [113.912316, 22.543847],
      [113.9171764808363, 22.540796131694766],
    ],
    [
      [116.377817, 39.911954],
      [116.38404722455657, 39.91334545536069],
    ],
  ] as const) {
    const [lon, lat] = gcj02(place)
    expect(Math.abs(lon - drawn[0])).toBeLessThan(2e-6)
    expect(Math.abs(lat - drawn[1])).toBeLessThan(2e-6)
  }
})

test('in mainland China nothing moves by more than a kilometre', () => {
  const china = fc.tuple(
    fc.double({ min: 73.5, max: 135, noNaN: true }),
    fc.double({ min: 18, max: 53.5, noNaN: true }),
  )
  fc.assert(
    fc.property(china, ([lon, lat]) => {
      const [x, y] = gcj02([lon, lat])
      const metres = Math.hypot((x - lon) * 111_320 * Math.cos((lat * Math.PI) / 180), (y - lat) * 111_320)
      expect(metres).toBeLessThan(1100)
    }),
  )
})

test('on a map in GCJ-02 only places of mainland China lie shifted, by country: a neighbour within the usual frame stays', () => {
  // Pairs as gcoord 1.0.7 and coordtransform 2.1.2 have them.
  for (const [place, drawn] of [
    [
      { lon: 116.404, lat: 39.915, country: 'CN' },
      { lon: 116.4102445, lat: 39.91640428 },
    ],
    [
      { lon: 113.2644, lat: 23.1291, country: 'CN' },
      { lon: 113.26972959, lat: 23.12642334 },
    ],
    [
      { lon: 126.978, lat: 37.5665, country: 'KR' },
      { lon: 126.978, lat: 37.5665 },
    ],
  ] as const) {
    const seen = onMap(place, 'gcj02')
    expect(Math.abs(seen.lon - drawn.lon)).toBeLessThan(1e-7)
    expect(Math.abs(seen.lat - drawn.lat)).toBeLessThan(1e-7)
    for (const datum of ['wgs84', undefined] as const)
      expect(onMap(place, datum)).toEqual({ lon: place.lon, lat: place.lat })
  }
})
