import { expect, test } from 'vitest'
import type { RepairRow } from './facts.ts'
import { promisesFor, type TermRow } from './promised.ts'

const term: TermRow = {
  id: 't',
  covers: 'part',
  startsFrom: 'replacement',
  months: 12,
  distanceKm: 20_000,
  hours: null,
  components: ['engine'],
  excludedComponents: ['engine.oil'],
  name: null,
}
const repair = {
  id: 'r',
  in: '2026-05-01T02:00:00Z',
  out: '2026-05-02T17:00:00Z',
  timeZone: 'Asia/Shanghai',
  replaced: [{ mainPart: 'engine.piston' }, { mainPart: 'engine.oil' }, { assembly: 'steering' }],
  meterKm: 30_000,
} as unknown as RepairRow

test('a part carries its own warranty from the day there; the distance counts from the reading of that day', () => {
  expect(promisesFor([term], [repair])).toEqual({
    warranty: [],
    fittedParts: [
      {
        id: 't:r:engine.piston',
        component: 'engine.piston',
        fittedAt: '2026-05-03',
        covers: ['part'],
        months: 12,
        distanceKm: 20_000,
        fittedKm: 30_000,
      },
    ],
  })
})

test('nothing was put in, or the product is still in repair: no such warranty', () => {
  expect(promisesFor([term], [])).toEqual({ warranty: [] })
  expect(promisesFor([term], [{ ...repair, out: null }])).toEqual({ warranty: [] })
})

test('the promises of the model stay as they are', () => {
  const sale: TermRow = { ...term, startsFrom: 'sale', hours: 500, excludedComponents: null }
  expect(promisesFor([sale], [repair]).warranty).toEqual([
    { id: 't', covers: 'part', startsFrom: 'sale', months: 12, distanceKm: 20_000, hours: 500, components: ['engine'] },
  ])
})
