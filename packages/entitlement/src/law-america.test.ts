import { expect, test } from 'vitest'
import type { Case, Repair } from './case.ts'
import { consumer } from './cases.fixture.ts'
import { askedFor, due, inPlace, repairsOf, rightOf, stayOf, verdict } from './law.fixture.ts'
import { decide } from './standard.ts'

const quality = { fault: { cause: 'quality' } } as const
const car = (place: string, km: number, over: Partial<Case>, at = '2025-09-01') =>
  inPlace(place, 'household-car')(at, {
    asset: { ...consumer, meters: [{ kind: 'km', value: km, at }] },
    fault: { cause: 'quality', symptomCode: 'stall' },
    ...over,
  })
const unrelated = (count: number) => repairsOf(count).map((one, index) => ({ ...one, symptomCode: `code-${index}` }))

test.each<[repairs: Repair[], symptomCode: string, result: string]>([
  // The last attempt has only failed when the fault is there again.
  [repairsOf(3), 'stall', 'met'],
  [repairsOf(3), 'noise', 'not_met'],
  [repairsOf(4), 'noise', 'met'],
  [repairsOf(2), 'stall', 'not_met'],
  [stayOf(30), 'stall', 'not_met'],
  [stayOf(31), 'stall', 'met'],
  [stayOf(31), 'noise', 'not_met'],
  // A free car was lent while the maker had no part.
  [stayOf(31, { excludedDays: 1 }), 'stall', 'not_met'],
  [unrelated(11), 'noise', 'not_met'],
  [unrelated(12), 'noise', 'met'],
])('Quebec, s. 53.1: %#', (repairs, symptomCode, result) => {
  const facts = car('CA-QC', 9000, { history: { repairs }, fault: { cause: 'quality', symptomCode } })
  expect(verdict(facts, 'CA-QC-53.1')).toBe(result)
})

test('Quebec: attempts count for three years and 60,000 km, and a court decides', () => {
  const last = (date: string, meterKm: number) =>
    verdict(
      car(
        'CA-QC',
        90_000,
        { history: { repairs: [...repairsOf(2), { in: date, out: date, symptomCode: 'stall', meterKm }] } },
        '2028-06-01',
      ),
      'CA-QC-53.1',
    )
  expect([last('2028-03-01', 60_000), last('2028-03-02', 60_000), last('2028-03-01', 60_001)]).toEqual([
    'met',
    'not_met',
    'not_met',
  ])
  expect(due(car('CA-QC', 9000, { history: { repairs: repairsOf(3) } }), 'CA-QC-53.1')).toEqual([
    'terminate court',
    'price_reduction court',
  ])
  const open = car('CA-QC', 9000, { history: { repairs: repairsOf(3) }, fault: { cause: 'quality' } })
  expect(askedFor(open, 'CA-QC-53.1')).toEqual(['fault.symptomCode'])
})

test('Quebec: good working order for sales from 2026-10-05, for as long as the regulation says', () => {
  const washer = (saleDate: string, running?: boolean) =>
    inPlace('CA-QC')('2026-11-01', {
      ...quality,
      asset: { ...consumer, saleDate, deliveryDate: saleDate },
      ...(running !== undefined && { facts: { 'guarantee.termRunning': running } }),
    })
  expect(askedFor(washer('2026-10-05'), 'CA-QC-GWO')).toEqual(['guarantee.termRunning'])
  expect(verdict(washer('2026-10-05', true), 'CA-QC-GWO')).toBe('met')
  expect(decide(washer('2026-10-05', true)).outcome).toBe('covered')
  expect(verdict(washer('2026-10-04', true), 'CA-QC-GWO')).toBe('not_met')
  expect(rightOf(inPlace('CA-QC', 'microwave')('2026-11-01', quality), 'CA-QC-GWO')).toBeUndefined()
})

test('Canada: arbitration for five model years under 160,000 km', () => {
  const plan = (modelYear: number, km: number) =>
    verdict(
      car('CA-ON', km, { asset: { ...consumer, modelYear, meters: [{ kind: 'km', value: km, at: '2025-09-01' }] } }),
      'CA-CAMVAP',
    )
  expect([plan(2021, 160_000), plan(2020, 160_000), plan(2021, 160_001)]).toEqual(['met', 'not_met', 'not_met'])
  expect(askedFor(car('CA-ON', 9000, {}), 'CA-CAMVAP')).toEqual(['asset.modelYear'])
})

test('Brazil: ninety days from delivery, or from the day a hidden defect shows', () => {
  const brazil = inPlace('BR')
  expect(verdict(brazil('2025-05-30', quality), 'BR-CDC-26-90')).toBe('met')
  expect(verdict(brazil('2025-05-31', quality), 'BR-CDC-26-90')).toBe('not_met')
  const hidden = (at: string, over: Partial<Case> = {}) =>
    verdict(
      brazil(at, { fault: { cause: 'quality', at: '2026-01-10' }, facts: { 'defect.hidden': true }, ...over }),
      'BR-CDC-26-90-HIDDEN',
    )
  expect([hidden('2026-04-10'), hidden('2026-04-11')]).toEqual(['met', 'not_met'])
  expect(hidden('2026-09-01', { dates: { request: '2026-04-10' } })).toBe('met')
  expect(askedFor(brazil('2025-06-30', quality), 'BR-CDC-26-90-HIDDEN')).toEqual(['defect.hidden'])
  expect(verdict(brazil('2025-03-10', { fault: { cause: 'misuse' } }), 'BR-CDC-26-90')).toBe('not_met')
})

test('Brazil: a documented complaint stops the clock until it is answered', () => {
  const complained = (at: string, answeredAt?: string) =>
    verdict(
      inPlace('BR')(at, {
        ...quality,
        history: { repairs: [], complaints: [{ at: '2025-05-20', ...(answeredAt && { answeredAt }) }] },
      }),
      'BR-CDC-26-90',
    )
  expect(complained('2025-12-01')).toBe('met')
  // Ten days of the ninety were left when the complaint came.
  expect([complained('2025-07-11', '2025-07-01'), complained('2025-07-12', '2025-07-01')]).toEqual(['met', 'not_met'])
})

test('Brazil: goods that do not last have thirty days; not cured in thirty days gives the choice', () => {
  const soap = inPlace('BR', 'consumable')
  expect([
    verdict(soap('2025-03-31', quality), 'BR-CDC-26-30'),
    verdict(soap('2025-04-01', quality), 'BR-CDC-26-30'),
  ]).toEqual(['met', 'not_met'])
  expect(verdict(soap('2025-03-31', quality), 'BR-CDC-26-90')).toBe('not_met')
  const late = (days: number) => inPlace('BR')('2025-09-01', { ...quality, history: { repairs: stayOf(days) } })
  expect(verdict(late(30), 'BR-CDC-18-30')).toBe('not_met')
  expect(due(late(31), 'BR-CDC-18-30')).toEqual(['replace consumer', 'refund consumer', 'price_reduction consumer'])
})

test('Chile: six months for new goods; Mexico: ninety days where a warranty was given', () => {
  const chile = (at: string, condition?: 'new' | 'used') =>
    verdict(inPlace('CL')(at, { ...quality, asset: { ...consumer, ...(condition && { condition }) } }), 'CL-6M')
  expect([chile('2025-09-01'), chile('2025-09-02'), chile('2025-09-01', 'used')]).toEqual(['met', 'not_met', 'not_met'])
  const mexico = (at: string, given = true) =>
    inPlace('MX')(at, { ...quality, ...(given && { facts: { 'warranty.given': true } }) })
  expect([verdict(mexico('2025-05-30'), 'MX-90D'), verdict(mexico('2025-05-31'), 'MX-90D')]).toEqual(['met', 'not_met'])
  expect(askedFor(mexico('2025-05-01', false), 'MX-90D')).toEqual(['warranty.given'])
})
