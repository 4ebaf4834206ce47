import { expect, test } from 'vitest'
import type { Case, Repair } from './case.ts'
import { due, inPlace, stayOf, verdict } from './law.fixture.ts'

const quality = { fault: { cause: 'quality', symptomCode: 'stall' } } as const
const saudi = (at: string, over: Partial<Case> = {}) => inPlace('SA', 'household-car')(at, { ...quality, ...over })
const open = (under: Repair['under']): Repair[] => [{ in: '2025-05-30', symptomCode: 'stall', under }]

test('Saudi Arabia: rare parts in fourteen days', () => {
  const parts = (at: string) => verdict(saudi(at, { dates: { partRequest: '2025-05-01' } }), 'SA-AGENCY-PARTS')
  expect([parts('2025-05-15'), parts('2025-05-16')]).toEqual(['met', 'not_met'])
  expect(verdict(saudi('2025-06-01'), 'SA-AGENCY-PARTS')).toBeUndefined()
})

test.each<[over: Partial<Case>, result: string]>([
  [{ history: { repairs: open('warranty') } }, 'met'],
  [{ history: { repairs: open('customer') }, dates: { partRequest: '2025-05-18', promised: '2025-06-01' } }, 'not_met'],
  [{ history: { repairs: open('customer') }, dates: { partRequest: '2025-05-17', promised: '2025-06-01' } }, 'met'],
  [{ history: { repairs: open('customer') }, dates: { partRequest: '2025-05-18', promised: '2025-05-31' } }, 'met'],
  [{ history: { repairs: open('customer') } }, 'undetermined'],
])('Saudi Arabia: a car on loan or money: %#', (over, result) => {
  expect(verdict(saudi('2025-06-01', over), 'SA-LOANER')).toBe(result)
})

test('Saudi Arabia: the agent chooses between a car and money', () => {
  const facts = saudi('2025-06-01', { history: { repairs: open('warranty') } })
  expect(due(facts, 'SA-LOANER')).toEqual(['loaner seller', 'transport seller'])
})

test('the Emirates set no term: the stated warranty counts', () => {
  const sold = (saleDate: string) =>
    verdict(
      inPlace('AE')('2025-06-01', { ...quality, asset: { serialKnown: true, saleDate, buyerKind: 'consumer' } }),
      'AE-CPL',
    )
  expect([sold('2023-10-14'), sold('2023-10-13')]).toEqual(['met', 'not_met'])
})

test('South Africa: six months, and three more for what was repaired', () => {
  const african = (at: string, repairs: Repair[] = []) =>
    verdict(inPlace('ZA')(at, { ...quality, history: { repairs } }), 'ZA-CPA-56')
  expect([african('2025-09-01'), african('2025-09-02')]).toEqual(['met', 'not_met'])
  const repaired = stayOf(9).map((one) => ({ ...one, in: '2025-08-20', out: '2025-08-29' }))
  expect([african('2025-11-29', repaired), african('2025-11-30', repaired)]).toEqual(['met', 'not_met'])
  const other = repaired.map((one) => ({ ...one, symptomCode: 'leak' }))
  expect(african('2025-09-02', other)).toBe('not_met')
})
