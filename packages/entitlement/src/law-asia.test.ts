import { expect, test } from 'vitest'
import type { AssetFacts, Case, Repair } from './case.ts'
import { consumer } from './cases.fixture.ts'
import { askedFor, due, endOf, inPlace, repairsOf, rightOf, stayOf, verdict } from './law.fixture.ts'
import { decide } from './standard.ts'

const quality = { fault: { cause: 'quality' } } as const
const stalls = { cause: 'quality', symptomCode: 'stall' } as const
const car = (place: string, km: number, over: Partial<Case> = {}, at = '2025-09-01') =>
  inPlace(place, 'household-car')(at, {
    asset: { ...consumer, registrationDate: '2025-03-01', meters: [{ kind: 'km', value: km, at }] },
    fault: stalls,
    ...over,
  })

test.each<[place: string, ruleId: string, last: string, first: string]>([
  ['SG', 'SG-CPFTA', '2025-09-01', '2025-09-02'],
  ['SG', 'SG-CPFTA-LATER', '2031-03-01', '2031-03-02'],
  ['ID', 'ID-8-1999', '2026-03-01', '2026-03-02'],
])('%s: %s holds on %s and no longer on %s', (place, ruleId, last, first) => {
  expect(verdict(inPlace(place)(last, quality), ruleId)).toBe('met')
  expect(verdict(inPlace(place)(first, quality), ruleId)).toBe('not_met')
})

test('Japan: a year to tell the seller of what one knows, and at most ten years', () => {
  const japanese = (at: string, over: Partial<Case> = {}) =>
    verdict(inPlace('JP')(at, { fault: { cause: 'quality', at: '2030-05-10' }, ...over }), 'JP-CIV-566')
  expect([japanese('2031-05-10'), japanese('2031-05-11')]).toEqual(['met', 'not_met'])
  expect(japanese('2033-01-01', { dates: { request: '2031-05-10' } })).toBe('met')
  const late = { fault: { cause: 'quality' } } as const
  expect([japanese('2035-03-01', late), japanese('2035-03-02', late)]).toEqual(['met', 'not_met'])
  expect(due(inPlace('JP')('2025-06-01', quality), 'JP-CIV-566')).toEqual([
    'repair buyer',
    'replace buyer',
    'supplement buyer',
  ])
  const merchant = (at: string) => inPlace('JP')(at, { ...quality, asset: { ...consumer, buyerKind: 'business' } })
  expect([verdict(merchant('2025-09-01'), 'JP-COM-526'), verdict(merchant('2025-09-02'), 'JP-COM-526')]).toEqual([
    'met',
    'not_met',
  ])
  expect(verdict(merchant('2025-06-01'), 'JP-CIV-566')).toBe('not_met')
})

test('Japan: custom of the trade pays nothing, parts are kept for the years of the table', () => {
  const seat = { fault: { ...stalls, component: 'seat' } }
  expect(verdict(car('JP', 60_000, seat, '2028-03-01'), 'JP-AUTO-MAKER')).toBe('met')
  expect(verdict(car('JP', 60_001, seat, '2028-03-01'), 'JP-AUTO-MAKER')).toBe('not_met')
  expect(verdict(car('JP', 60_000, seat, '2028-03-02'), 'JP-AUTO-MAKER')).toBe('not_met')
  const brake = { ...stalls, component: 'brake' }
  expect(verdict(car('JP', 100_000, { fault: brake }, '2030-03-01'), 'JP-AUTO-MAKER-SPECIAL')).toBe('met')
  expect(verdict(car('JP', 100_001, { fault: brake }, '2030-03-01'), 'JP-AUTO-MAKER-SPECIAL')).toBe('not_met')
  const business: AssetFacts = { ...consumer, buyerKind: 'business', registrationDate: '2025-03-01' }
  expect(decide(car('JP', 10, { asset: business, dates: { discovery: '2025-03-01' } }, '2025-12-01')).outcome).toBe(
    'not_covered',
  )
  const kept = (productClass: string, at: string) =>
    verdict(inPlace('JP', productClass)(at, { dates: { productionEnd: '2020-01-31' } }), 'JP-PARTS')
  expect([kept('refrigerator', '2029-01-31'), kept('refrigerator', '2029-02-01')]).toEqual(['met', 'not_met'])
  expect([kept('washing-machine', '2026-01-31'), kept('washing-machine', '2026-02-01')]).toEqual(['met', 'not_met'])
  expect(
    rightOf(inPlace('JP', 'bicycle')('2025-06-01', { dates: { productionEnd: '2020-01-31' } }), 'JP-PARTS'),
  ).toBeUndefined()
})

const severe = { severeSafety: true }
test.each<[ruleId: string, repairs: Repair[], fault: Case['fault'], result: string]>([
  ['KR-LEMON-SEVERE', repairsOf(1, severe), stalls, 'not_met'],
  ['KR-LEMON-SEVERE', repairsOf(2, severe), stalls, 'met'],
  ['KR-LEMON-SEVERE', repairsOf(2, severe), { ...stalls, symptomCode: 'noise' }, 'not_met'],
  ['KR-LEMON-SEVERE', repairsOf(2), stalls, 'not_met'],
  ['KR-LEMON-SEVERE', stayOf(30, severe), stalls, 'not_met'],
  ['KR-LEMON-SEVERE', stayOf(31, severe), stalls, 'met'],
  ['KR-LEMON-GENERAL', repairsOf(2), stalls, 'not_met'],
  ['KR-LEMON-GENERAL', repairsOf(3), stalls, 'met'],
  ['KR-LEMON-GENERAL', repairsOf(3, severe), stalls, 'not_met'],
  ['KR-LEMON-GENERAL', stayOf(30), stalls, 'not_met'],
  ['KR-LEMON-GENERAL', stayOf(31), stalls, 'met'],
  // Two repairs and the fault back are three occurrences.
  ['KR-FTC-CAR', repairsOf(2, severe), stalls, 'met'],
  ['KR-FTC-CAR', repairsOf(2, severe), { ...stalls, symptomCode: 'noise' }, 'not_met'],
  ['KR-FTC-CAR', repairsOf(2), stalls, 'not_met'],
  ['KR-FTC-CAR', repairsOf(3), stalls, 'met'],
  ['KR-FTC-CAR', stayOf(30), stalls, 'not_met'],
  ['KR-FTC-CAR', stayOf(31), stalls, 'met'],
])('Korea, %s: %#', (ruleId, repairs, fault, result) => {
  const facts = car('KR', 9000, { history: { repairs }, fault, facts: { 'sale.lemonClause': true } })
  expect(verdict(facts, ruleId)).toBe(result)
})

test('Korea: only under a contract that promises it, inside a year and 20,000 km', () => {
  const history = { repairs: repairsOf(3) }
  expect(askedFor(car('KR', 9000, { history }), 'KR-LEMON-GENERAL')).toEqual(['sale.lemonClause'])
  expect(verdict(car('KR', 9000, { history, facts: { 'sale.lemonClause': false } }), 'KR-LEMON-GENERAL')).toBe(
    'not_met',
  )
  const last = (date: string, meterKm: number) =>
    verdict(
      car(
        'KR',
        50_000,
        {
          history: {
            repairs: [...repairsOf(2), { in: date, out: date, symptomCode: 'stall', severeSafety: false, meterKm }],
          },
          facts: { 'sale.lemonClause': true },
        },
        '2026-06-01',
      ),
      'KR-LEMON-GENERAL',
    )
  expect([last('2026-03-01', 20_000), last('2026-03-02', 20_000), last('2026-03-01', 20_001)]).toEqual([
    'met',
    'not_met',
    'not_met',
  ])
  const meters = [{ kind: 'km' as const, value: 9000, at: '2025-09-01' }]
  const fleet = { ...consumer, buyerKind: 'business' as const, meters }
  expect(
    askedFor(car('KR', 9000, { history, asset: fleet, facts: { 'sale.lemonClause': true } }), 'KR-LEMON-GENERAL'),
  ).toEqual(['owner.transportFleet'])
  expect([
    verdict(car('KR', 9000), 'KR-LEMON-PROOF'),
    verdict(car('KR', 9000, {}, '2025-09-02'), 'KR-LEMON-PROOF'),
  ]).toEqual(['met', 'not_met'])
  expect(due(car('KR', 9000, { history, facts: { 'sale.lemonClause': true } }), 'KR-LEMON-GENERAL')).toEqual([
    'replace owner',
    'refund owner',
  ])
})

test.each<[productClass: string, component: string, ruleId: string, end: string]>([
  ['mobile-phone', 'screen', 'KR-FTC-TERMS', '2027-03-01'],
  ['mobile-phone', 'battery', 'KR-FTC-TERMS-BATTERY', '2026-03-01'],
  ['air-conditioner', 'fan', 'KR-FTC-TERMS', '2027-03-01'],
  ['washing-machine', 'drum', 'KR-FTC-TERMS', '2026-03-01'],
  ['tumble-dryer', 'compressor', 'KR-FTC-TERMS-MAIN', '2028-03-01'],
  ['led-bulb', 'socket', 'KR-FTC-TERMS', '2025-09-01'],
  ['computer.notebook', 'mainboard', 'KR-FTC-TERMS-MAIN', '2027-03-01'],
])('Korea: the %s has its term for %s in %s until %s', (productClass, component, ruleId, end) => {
  const korean = (at: string) => inPlace('KR', productClass)(at, { fault: { cause: 'quality', component } })
  const next = new Date(Date.parse(end) + 86_400_000).toISOString().slice(0, 10)
  expect([verdict(korean(end), ruleId), verdict(korean(next), ruleId)]).toEqual(['met', 'not_met'])
  expect(endOf(korean('2025-04-01'), ruleId)).toBe(end)
})

test('Korea: half the term for a business, and doubtful figures are said to be doubtful', () => {
  const business = (at: string) =>
    verdict(inPlace('KR')(at, { ...quality, asset: { ...consumer, buyerKind: 'business' } }), 'KR-FTC-TERMS-BUSINESS')
  expect([business('2025-09-01'), business('2025-09-02')]).toEqual(['met', 'not_met'])
  const notebook = rightOf(inPlace('KR', 'computer.notebook')('2025-06-01', quality), 'KR-FTC-TERMS')
  expect(notebook?.steps).toContainEqual({ code: 'source.doubt', values: { confidence: 'low' } })
  const parts = (available: boolean) =>
    verdict(inPlace('KR')('2025-06-01', { ...quality, facts: { 'parts.available': available } }), 'KR-FTC-PARTS')
  expect([parts(false), parts(true)]).toEqual(['met', 'not_met'])
})

test('Australia: the guarantee pays whatever the failure is; who chooses hangs on it', () => {
  const australian = (facts: Case['facts'] = {}, over: Partial<Case> = {}) =>
    inPlace('AU')('2025-06-01', { fault: { cause: 'quality', safety: false }, facts, ...over })
  expect(decide(australian()).outcome).toBe('covered')
  expect(askedFor(australian(), 'AU-ACL-MINOR')).toEqual(['failure.isMajor'])
  const minor = { 'failure.reasonableBuyerWouldNotBuy': false, 'failure.fixableInReasonableTime': true }
  expect(due(australian(minor), 'AU-ACL-MINOR')).toEqual(['repair seller', 'replace seller', 'refund seller'])
  expect(due(australian(minor), 'AU-ACL-MAJOR')).toEqual([])
  const major = { ...minor, 'failure.fixableInReasonableTime': false }
  expect(due(australian(major), 'AU-ACL-MAJOR')).toEqual([
    'refund consumer',
    'replace consumer',
    'price_reduction consumer',
  ])
  expect(due(australian({}, { fault: { cause: 'quality', safety: true } }), 'AU-ACL-MAJOR')).toHaveLength(3)
  const old = inPlace('AU')('2026-03-02', quality)
  expect(askedFor(old, 'AU-ACL-54')).toEqual(['unit.withinReasonableLife'])
  expect(verdict(inPlace('AU')('2026-03-01', quality), 'AU-ACL-54')).toBe('met')
  expect(decide(australian({}, { fault: { cause: 'misuse' } })).outcome).toBe('not_covered')
  const business = australian({}, { asset: { ...consumer, buyerKind: 'business' } })
  expect(askedFor(business, 'AU-ACL-54')).toEqual(['goods.consumerKind'])
})

test('Singapore: no proof for six months', () => {
  expect(verdict(inPlace('SG')('2025-09-01', { fault: {} }), 'SG-CPFTA')).toBe('met')
  expect(askedFor(inPlace('SG')('2025-09-02', { fault: {} }), 'SG-CPFTA-LATER')).toEqual(['fault.cause'])
})

test('the Philippines: four attempts, a notice and a failed last one', () => {
  const filipino = (count: number, facts: Case['facts'], availment = true) =>
    verdict(
      car('PH', 9000, {
        history: {
          repairs: repairsOf(count),
          notices: availment ? [{ at: '2025-08-01', to: 'manufacturer', subject: 'availment' }] : [],
        },
        facts,
      }),
      'PH-RA10642',
    )
  const failed = { 'repair.finalAttemptFailed': true }
  expect([filipino(3, failed), filipino(4, failed)]).toEqual(['not_met', 'met'])
  expect([filipino(4, { 'repair.finalAttemptFailed': false }), filipino(4, failed, false)]).toEqual([
    'not_met',
    'not_met',
  ])
  expect(filipino(4, {})).toBe('undetermined')
})

test('Vietnam: done three times or late; cars at least three years or 100,000 km', () => {
  const washer = (count: number, facts: Case['facts'] = { 'repair.termBroken': false }) =>
    inPlace('VN')('2025-09-01', {
      ...quality,
      history: { repairs: repairsOf(count) },
      facts: { 'warranty.given': true, ...facts },
    })
  expect([verdict(washer(2), 'VN-CRPL'), verdict(washer(3), 'VN-CRPL')]).toEqual(['not_met', 'met'])
  expect(askedFor(washer(2, {}), 'VN-CRPL')).toEqual(['repair.termBroken'])
  const promised = (day: string) => verdict({ ...washer(1, {}), dates: { promised: day } }, 'VN-CRPL')
  expect([promised('2025-04-03'), promised('2025-04-02')]).toEqual(['not_met', 'met'])
  expect(verdict(car('VN', 100_000, {}, '2028-03-01'), 'VN-CAR')).toBe('met')
  expect(verdict(car('VN', 100_001, {}, '2028-03-01'), 'VN-CAR')).toBe('not_met')
  expect(verdict(car('VN', 100_000, {}, '2028-03-02'), 'VN-CAR')).toBe('not_met')
  const warranty: Case['warranty'] = [{ id: 'w', covers: 'part', months: 12, startsFrom: 'sale' }]
  expect(endOf(inPlace('VN')('2025-06-01', { warranty, history: { repairs: stayOf(5) } }), 'warranty:w')).toBe(
    '2026-03-06',
  )
})

test('Thailand: the draft is listed and gives nothing', () => {
  const thai = inPlace('TH')('2025-06-01', quality)
  expect(rightOf(thai, 'TH-DRAFT')).toMatchObject({ result: 'not_met', steps: [{ code: 'law.draft' }] })
  expect(decide(thai).remedies.filter((one) => one.due)).toEqual([])
  expect(decide(thai).outcome).toBe('not_covered')
})

test('India: two years for the complaint; thirty days without an answer are an unfair practice', () => {
  const indian = (at: string) =>
    verdict(inPlace('IN')(at, { fault: { cause: 'quality', at: '2025-06-10' } }), 'IN-CPA-69')
  expect([indian('2027-06-10'), indian('2027-06-11')]).toEqual(['met', 'not_met'])
  const waiting = (at: string) =>
    verdict(inPlace('IN')(at, { ...quality, dates: { request: '2025-06-01' } }), 'IN-CPA-30D')
  expect([waiting('2025-07-01'), waiting('2025-07-02')]).toEqual(['not_met', 'met'])
})

test('Malaysia: for as long as goods reasonably last', () => {
  expect(verdict(inPlace('MY')('2026-03-01', quality), 'MY-CPA')).toBe('met')
  expect(askedFor(inPlace('MY')('2026-03-02', quality), 'MY-CPA')).toEqual(['unit.withinReasonableLife'])
  expect(due(inPlace('MY')('2026-03-01', quality), 'MY-CPA')).toEqual([
    'repair seller',
    'replace seller',
    'refund seller',
  ])
})
