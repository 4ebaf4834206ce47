import { expect, test } from 'vitest'
import type { Case, MeterKind, Repair } from './case.ts'
import { consumer } from './cases.fixture.ts'
import { askedFor, due, endOf, inPlace, repairsOf, stayOf, verdict } from './law.fixture.ts'
import { decide } from './standard.ts'

const told = [{ at: '2025-05-01', to: 'manufacturer', subject: 'defect' }] as const
interface Car {
  repairs?: Repair[]
  at?: string
  km?: number
  miles?: number
  facts?: Case['facts']
  notices?: NonNullable<Case['history']>['notices']
}
/** A consumer's car whose engine stalls: repaired so often, with a reading of the day. */
function stalling(
  place: string,
  { repairs = [], at = '2025-09-01', km, miles = 5000, facts, notices = [...told] }: Car,
): Case {
  const reading: [MeterKind, number] = km === undefined ? ['mile', miles] : ['km', km]
  return inPlace(place, 'household-car')(at, {
    asset: { ...consumer, meters: [{ kind: reading[0], value: reading[1], at }] },
    history: { repairs, notices },
    fault: { cause: 'quality', symptomCode: 'stall', minor: false },
    ...(facts && { facts }),
  })
}
const danger = { 'defect.deathOrInjuryRisk': true }
const harmless = { 'defect.deathOrInjuryRisk': false }
const grave = { 'defect.substantial': true, ...harmless }

test.each<[ruleId: string, car: Car, result: string]>([
  ['US-CA-TANNER-2', { repairs: repairsOf(1), facts: danger }, 'not_met'],
  ['US-CA-TANNER-2', { repairs: repairsOf(2), facts: danger }, 'met'],
  ['US-CA-TANNER-2', { repairs: repairsOf(2), facts: harmless }, 'not_met'],
  ['US-CA-TANNER-4', { repairs: repairsOf(3) }, 'not_met'],
  ['US-CA-TANNER-4', { repairs: repairsOf(4) }, 'met'],
  ['US-CA-TANNER-4', { repairs: repairsOf(4), notices: [] }, 'not_met'],
  ['US-CA-TANNER-30', { repairs: stayOf(30) }, 'not_met'],
  ['US-CA-TANNER-30', { repairs: stayOf(31) }, 'met'],
  ['US-NY-LEMON', { repairs: repairsOf(3) }, 'not_met'],
  ['US-NY-LEMON', { repairs: repairsOf(4) }, 'met'],
  ['US-NY-LEMON', { repairs: stayOf(29) }, 'not_met'],
  ['US-NY-LEMON', { repairs: stayOf(30) }, 'met'],
  ['US-FL-LEMON', { repairs: repairsOf(3), facts: { 'repair.finalAttemptFailed': true } }, 'met'],
  ['US-FL-LEMON', { repairs: repairsOf(2), facts: { 'repair.finalAttemptFailed': true } }, 'not_met'],
  ['US-FL-LEMON', { repairs: repairsOf(3), facts: { 'repair.finalAttemptFailed': false } }, 'not_met'],
  ['US-FL-LEMON', { repairs: stayOf(29) }, 'not_met'],
  ['US-FL-LEMON', { repairs: stayOf(30) }, 'met'],
  ['US-TX-LEMON', { repairs: repairsOf(3), facts: grave }, 'not_met'],
  ['US-TX-LEMON', { repairs: repairsOf(4), facts: grave }, 'met'],
  ['US-TX-LEMON', { repairs: repairsOf(1), facts: { ...grave, ...danger } }, 'not_met'],
  ['US-TX-LEMON', { repairs: repairsOf(2), facts: { ...grave, ...danger } }, 'met'],
  ['US-TX-LEMON', { repairs: stayOf(29), facts: grave }, 'not_met'],
  ['US-TX-LEMON', { repairs: stayOf(30), facts: grave }, 'met'],
  ['US-TX-LEMON', { repairs: stayOf(30), facts: { ...grave, 'defect.substantial': false } }, 'not_met'],
  ['US-NJ-LEMON', { repairs: repairsOf(2), facts: harmless }, 'not_met'],
  ['US-NJ-LEMON', { repairs: repairsOf(3), facts: harmless }, 'met'],
  ['US-NJ-LEMON', { repairs: repairsOf(1), facts: danger }, 'met'],
  ['US-NJ-LEMON', { repairs: stayOf(19), facts: harmless }, 'not_met'],
  ['US-NJ-LEMON', { repairs: stayOf(20), facts: harmless }, 'met'],
])('%s: %#', (ruleId, car, result) => {
  expect(verdict(stalling(ruleId.slice(0, 5), car), ruleId)).toBe(result)
})

/** The last repair that counts has to lie in the term: by day and by the odometer at the hand-over. */
const lastOn = (date: string, meterMiles: number, count: number): Repair[] => [
  ...repairsOf(count - 1, { meterMiles: 100 }),
  { in: date, out: date, symptomCode: 'stall', severeSafety: false, meterMiles },
]
test.each<[ruleId: string, count: number, last: string, first: string, miles: number]>([
  ['US-CA-TANNER-4', 4, '2026-09-01', '2026-09-02', 18000],
  ['US-NY-LEMON', 4, '2027-03-01', '2027-03-02', 18000],
  ['US-TX-LEMON', 4, '2027-03-01', '2027-03-02', 24000],
  ['US-NJ-LEMON', 3, '2027-03-01', '2027-03-02', 24000],
])('%s: repair %i counts until %s and not on %s, up to %i miles', (ruleId, count, last, first, miles) => {
  const result = (date: string, meter: number) =>
    verdict(
      stalling(ruleId.slice(0, 5), {
        repairs: lastOn(date, meter, count),
        at: '2027-06-01',
        miles: 30_000,
        facts: { ...harmless, 'defect.substantial': false },
      }),
      ruleId,
    )
  expect(result(last, miles)).toBe('met')
  expect(result(first, miles)).toBe('not_met')
  expect(result(last, miles + 1)).toBe('not_met')
})

test('Florida has no limit of miles', () => {
  const facts = { 'repair.finalAttemptFailed': true }
  const result = (date: string) =>
    verdict(
      stalling('US-FL', { repairs: lastOn(date, 90_000, 3), at: '2027-06-01', miles: 99_000, facts }),
      'US-FL-LEMON',
    )
  expect([result('2027-03-01'), result('2027-03-02')]).toEqual(['met', 'not_met'])
})

test('who chooses, and what has to be asked', () => {
  const fourth = stalling('US-CA', { repairs: repairsOf(4) })
  expect(due(fourth, 'US-CA-TANNER-4')).toEqual(['refund consumer', 'replace consumer'])
  const silent = { ...fourth, history: { repairs: repairsOf(4) } }
  expect(askedFor(silent, 'US-CA-TANNER-4')).toEqual(['manufacturer.notifiedDirectly'])
  expect(verdict({ ...silent, facts: { 'manufacturer.noticeAsked': false } }, 'US-CA-TANNER-4')).toBe('met')
  expect(askedFor(stalling('US-CA', { repairs: repairsOf(2) }), 'US-CA-TANNER-2')).toEqual(['defect.deathOrInjuryRisk'])
  const uncoded = repairsOf(4).map(({ symptomCode: _, ...repair }) => repair)
  expect(askedFor(stalling('US-CA', { repairs: uncoded }), 'US-CA-TANNER-4')).toEqual(['history.repairs.symptomCode'])
})

test('a buy-back costs the use so far: California before the first repair, New York over 12,000 miles', () => {
  const price = { minor: '3000000', currency: 'USD' }
  const sum = (place: string, ruleId: string, miles: number) => {
    const facts = stalling(place, { repairs: repairsOf(4, { meterMiles: 4000 }), miles })
    const { remedies } = decide({ ...facts, asset: { ...facts.asset, price } })
    return remedies.find((one) => one.ruleId === ruleId && one.remedy === 'refund')?.sum
  }
  // 30,000 × 4,000 ÷ 120,000 = 1,000; 30,000 × (15,000 − 12,000) ÷ 100,000 = 900.
  expect(sum('US-CA', 'US-CA-TANNER-4', 9000)).toMatchObject({ deduction: '100000', payable: '2900000' })
  expect(sum('US-NY', 'US-NY-LEMON', 15_000)).toMatchObject({ deduction: '90000', payable: '2910000' })
  expect(sum('US-NY', 'US-NY-LEMON', 12_000)).toMatchObject({ deduction: '0', payable: '3000000' })
})

test('a reading in km is held against a limit in miles', () => {
  // 18,000 miles are 28,968 km.
  const at = (km: number) =>
    decide(stalling('US-CA', { repairs: repairsOf(4), at: '2025-06-01', km })).considered.find(
      (one) => one.ruleId === 'US-CA-TANNER-4',
    )?.result
  expect(at(28_000)).toBe('met')
})

test('California: the warranty stands still in repair, and a warranty repair takes thirty days', () => {
  const warranty: Case['warranty'] = [{ id: 'w', covers: 'part', months: 12, startsFrom: 'sale' }]
  const washer = inPlace('US-CA')
  expect(endOf(washer('2025-06-01', { warranty, history: { repairs: stayOf(10) } }), 'warranty:w')).toBe('2026-03-11')
  expect(endOf(inPlace('US-NV')('2025-06-01', { warranty, history: { repairs: stayOf(10) } }), 'warranty:w')).toBe(
    '2026-03-01',
  )
  const asked = (at: string) => verdict(washer(at, { dates: { request: '2025-04-01' } }), 'US-CA-SB-30D')
  expect([asked('2025-05-01'), asked('2025-05-02')]).toEqual(['met', 'not_met'])
  const made = (at: string) => verdict(washer(at, { dates: { manufacture: '2025-01-10' } }), 'US-CA-SB-PARTS')
  expect([made('2032-01-10'), made('2032-01-11')]).toEqual(['met', 'not_met'])
  expect(verdict(washer('2025-06-01'), 'US-CA-SB-PARTS')).toBeUndefined()
})

test('a state without a pack has the federal law, and no state voids for independent maintenance', () => {
  const nevada = decide(inPlace('US-NV')('2025-06-01'))
  expect(nevada.packs.map((pack) => pack.id)).toEqual(['us-federal'])
  expect(nevada.considered.find((one) => one.ruleId === 'US-MMWA-IMPLIED')?.missing).toEqual(['law.state'])
  const warranty: Case['warranty'] = [{ id: 'w', covers: 'part', months: 12, startsFrom: 'sale' }]
  const voided = (code: string) =>
    verdict(inPlace('US-CA')('2025-06-01', { warranty, voided: [{ code, at: '2025-04-01' }] }), 'warranty:w')
  expect([voided('independent_maintenance'), voided('modification')]).toEqual(['met', 'not_met'])
  expect(verdict(inPlace('US-NV')('2025-06-01', { warranty }), 'US-MMWA')).toBe('met')
  const full = inPlace('US-NV')('2025-06-01', { warranty, facts: { 'warranty.full': true, 'remedy.failed': true } })
  expect(due(full, 'US-MMWA')).toEqual(['refund consumer', 'replace consumer'])
  expect(decide(inPlace('KE')('2025-06-01')).considered[0]?.missing).toEqual(['law.pack'])
})
