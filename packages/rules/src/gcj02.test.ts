import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gcj02 } from './gcj02.ts'

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

test('abroad nothing moves; inside never by more than a kilometre', () => {
  for (const place of [
    [13.4, 52.5],
    [-87.6, 41.9],
    [151.2, -33.9],
  ] as const)
    expect(gcj02(place)).toEqual([...place])
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
