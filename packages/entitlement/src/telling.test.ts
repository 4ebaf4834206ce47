import { expect, test } from 'vitest'
import { bothLayers, type Case, decide, tellingOf } from './index.ts'

const car = (warrantyMonths: number, at = '2026-03-01'): Case => ({
  at,
  jurisdiction: 'CN',
  productClass: 'household-car',
  asset: {
    serialKnown: true,
    saleDate: '2025-01-10',
    deliveryDate: '2025-01-10',
    buyerKind: 'consumer',
    meters: [{ kind: 'km', value: 9_000, at }],
  },
  warranty: [{ id: 'm', covers: 'part', months: warrantyMonths, startsFrom: 'sale' }],
  fault: { cause: 'quality', component: 'seat' },
})

test('the sentence names the right that pays; both layers stand side by side, the longer one marked', () => {
  const long = decide(car(60))
  expect(tellingOf(long).right).toMatchObject({ layer: 'statute', ruleId: 'CN-AUTO43-FREE-REPAIR' })
  expect(tellingOf(long).bar).toMatchObject({ end: '2028-01-10' })
  expect(bothLayers(long)).toMatchObject({
    law: { end: '2028-01-10' },
    promise: { end: '2030-01-10' },
    better: 'promise',
  })
  expect(bothLayers(decide(car(12)))).toMatchObject({ promise: null, better: 'law' })
})

test('when nothing pays it names what ran out last', () => {
  const late = decide(car(60, '2031-01-01'))
  expect(late.outcome).toBe('not_covered')
  expect(tellingOf(late).right).toMatchObject({ ruleId: 'warranty:m', result: 'not_met' })
  expect(bothLayers(late)).toEqual({ law: null, promise: null, better: null })
})
