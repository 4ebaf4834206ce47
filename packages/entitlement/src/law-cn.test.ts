import { expect, test } from 'vitest'
import type { AssetFacts, Case, Fault, Repair } from './case.ts'
import { aCar, aCase, consumer } from './cases.fixture.ts'
import { dateOf, dayOf } from './days.ts'
import { decide } from './standard.ts'

const resultOf = (facts: Case, ruleId: string) => decide(facts).considered.find((one) => one.ruleId === ruleId)?.result
const barOf = (facts: Case, ruleId: string) => decide(facts).coverage.find((one) => one.ruleId === ruleId)

test.each([
  // 2025-03-08 is a Saturday, so the seventh day moves to Monday the 10th (民法典 203).
  ['CN-GEN95-7D', '2025-03-10', 'met'],
  ['CN-GEN95-7D', '2025-03-11', 'not_met'],
  // 2025-03-16 is a Sunday.
  ['CN-GEN95-15D', '2025-03-17', 'met'],
  ['CN-GEN95-15D', '2025-03-18', 'not_met'],
  // 2026-03-01 is a Sunday.
  ['CN-GEN95-REPAIR', '2026-03-02', 'met'],
  ['CN-GEN95-REPAIR', '2026-03-03', 'not_met'],
])('%s on %s is %s', (ruleId, at, result) => {
  expect(resultOf(aCase({ at, fault: { cause: 'quality', performance: true, component: 'door' } }), ruleId)).toBe(
    result,
  )
})

test('a public holiday moves a last day, a weekend day that is worked does not', () => {
  const first = { at: '2025-03-11', fault: { performance: true } }
  expect(resultOf(aCase({ ...first, calendar: { restDays: ['2025-03-10'] } }), 'CN-GEN95-7D')).toBe('met')
  const worked = {
    at: '2025-03-10',
    fault: { performance: true },
    calendar: { restDays: [], workDays: ['2025-03-08'] },
  }
  expect(resultOf(aCase(worked), 'CN-GEN95-7D')).toBe('not_met')
})

test('main parts have their own, longer term', () => {
  const facts = { at: '2027-06-01', fault: { cause: 'quality', component: 'compressor.valve' } } as const
  expect(decide(aCase(facts)).lines.map((line) => line.ruleId)).toEqual([
    'CN-GEN95-REPAIR-MAIN',
    'CN-GEN95-REPAIR-MAIN',
    'CN-CPL-24-COSTS-MAIN',
  ])
  expect(decide(aCase({ ...facts, fault: { cause: 'quality', component: 'door' } })).outcome).toBe('not_covered')
  expect(decide(aCase({ ...facts, fault: { cause: 'quality' } })).outcome).toBe('undetermined')
})

test('from 2024-07-01 the term starts when an installed product is installed, before that on the invoice', () => {
  const installed = (saleDate: string): AssetFacts => ({
    ...consumer,
    saleDate,
    deliveryDate: saleDate,
    installationDate: '2024-07-20',
  })
  const air = (saleDate: string) => aCase({ productClass: 'air-conditioner', asset: installed(saleDate) })
  expect(barOf(air('2024-07-01'), 'CN-GEN95-REPAIR')).toMatchObject({ start: '2024-07-20', end: '2025-07-21' })
  expect(barOf(air('2024-06-30'), 'CN-GEN95-REPAIR')).toMatchObject({ start: '2024-06-30', end: '2025-06-30' })
  const fridge = aCase({ asset: installed('2024-07-01') })
  expect(barOf(fridge, 'CN-GEN95-REPAIR')).toMatchObject({ start: '2024-07-01', end: '2025-07-01' })
})

test('days in repair do not count, and a repair in the days won counts as well', () => {
  const repairs = [
    { in: '2025-10-01', out: '2025-10-11' },
    { in: '2026-03-05', out: '2026-03-09' },
  ]
  expect(barOf(aCase({ at: '2026-04-01', history: { repairs } }), 'CN-GEN95-REPAIR')?.end).toBe('2026-03-16')
})

const atCar = (km: number, at: string, fault: Fault, repairs: Repair[] = []) =>
  aCar(km, { at, fault, history: { repairs } })
const brakes: Fault = { cause: 'quality', symptomCode: 'brake_failure', assembly: 'brake' }
const engine: Fault = { cause: 'quality', assembly: 'engine', needsReplacement: true, mainPart: true }

test.each<[string, Case, string]>([
  // 60 days from 2025-03-01 is 2025-04-30.
  ['CN-AUTO43-60D-SAFETY', atCar(3000, '2025-04-30', brakes), 'met'],
  ['CN-AUTO43-60D-SAFETY', atCar(3001, '2025-04-30', brakes), 'not_met'],
  ['CN-AUTO43-60D-SAFETY', atCar(3000, '2025-05-01', brakes), 'not_met'],
  ['CN-AUTO43-ASSEMBLY-60D', atCar(3000, '2025-04-30', engine), 'met'],
  ['CN-AUTO43-ASSEMBLY-60D', atCar(3001, '2025-04-30', engine), 'not_met'],
  ['CN-AUTO43-7D', atCar(9000, '2025-03-10', engine), 'met'],
  ['CN-AUTO43-7D', atCar(9000, '2025-03-11', engine), 'not_met'],
  ['CN-AUTO43-FREE-REPAIR', atCar(60000, '2028-03-01', engine), 'met'],
  ['CN-AUTO43-FREE-REPAIR', atCar(60001, '2028-03-01', engine), 'not_met'],
  ['CN-AUTO43-FREE-REPAIR', atCar(60000, '2028-03-02', engine), 'not_met'],
  ['CN-AUTO43-SANBAO-TERM', atCar(50000, '2027-03-01', engine), 'met'],
  ['CN-AUTO43-SANBAO-TERM', atCar(50001, '2027-03-01', engine), 'not_met'],
])('%s holds up to its limits: %#', (ruleId, facts, result) => {
  expect(resultOf(facts, ruleId)).toBe(result)
})

const repairOf = (day: number, more: Partial<Repair> = {}): Repair => ({
  in: `2025-04-${String(day).padStart(2, '0')}`,
  out: `2025-04-${String(day + 1).padStart(2, '0')}`,
  symptomCode: 'noise',
  severeSafety: false,
  ...more,
})
const times = (count: number, more: Partial<Repair> = {}) =>
  Array.from({ length: count }, (_, index) => repairOf(index * 2 + 1, more))
const long = (days: number): Repair[] => [
  { in: '2025-04-01T08:00:00+08:00', out: `2025-05-0${days - 29}T08:00:00+08:00`, symptomCode: 'noise' },
]

test.each<[string, Repair[], Fault, string]>([
  ['CN-AUTO43-24-4-COUNT', times(4), {}, 'not_met'],
  ['CN-AUTO43-24-4-COUNT', times(5), {}, 'met'],
  ['CN-AUTO43-24-4-COUNT', [...times(4), repairOf(20, { symptomCode: 'rust' })], {}, 'not_met'],
  ['CN-AUTO43-24-4-DAYS', long(30), {}, 'not_met'],
  ['CN-AUTO43-24-4-DAYS', long(31), {}, 'met'],
  ['CN-AUTO43-24-4-DAYS', [{ ...long(31)[0]!, excludedDays: 1 }], {}, 'not_met'],
  ['CN-AUTO43-24-1', times(1, { severeSafety: true }), { safety: true }, 'not_met'],
  ['CN-AUTO43-24-1', times(2, { severeSafety: true }), { safety: true }, 'met'],
  ['CN-AUTO43-24-1', times(2, { severeSafety: true }), { safety: false }, 'not_met'],
  ['CN-AUTO43-24-2', times(2, { replaced: [{ assembly: 'engine' }] }), { assembly: 'engine', usable: false }, 'met'],
  [
    'CN-AUTO43-24-2',
    times(1, { replaced: [{ assembly: 'engine' }] }),
    { assembly: 'engine', usable: false },
    'not_met',
  ],
  ['CN-AUTO43-24-3', times(2, { replaced: [{ mainPart: 'pump' }] }), { assembly: 'steering', usable: false }, 'met'],
  ['CN-AUTO43-LOANER', [{ in: '2025-05-20', out: '2025-05-25' }], {}, 'not_met'],
  ['CN-AUTO43-LOANER', [{ in: '2025-05-20', out: '2025-05-26' }], {}, 'met'],
])('%s counts repairs: %#', (ruleId, repairs, fault, result) => {
  expect(resultOf(atCar(9000, '2025-06-01', { cause: 'quality', ...fault }, repairs), ruleId)).toBe(result)
})

test('a right won by counting outlives the term, repairs after the term do not win it', () => {
  const late = { at: '2027-06-01', fault: { cause: 'quality' } } as const
  expect(resultOf(aCar(30000, { ...late, history: { repairs: times(5) } }), 'CN-AUTO43-24-4-COUNT')).toBe('met')
  const after = [...times(4), { in: '2027-04-01', out: '2027-04-02', symptomCode: 'noise' }]
  expect(resultOf(aCar(30000, { ...late, history: { repairs: after } }), 'CN-AUTO43-24-4-COUNT')).toBe('not_met')
  const far = [...times(4), repairOf(20, { meterKm: 50001 })]
  expect(resultOf(aCar(60000, { ...late, history: { repairs: far } }), 'CN-AUTO43-24-4-COUNT')).toBe('not_met')
})

test('rights of household cars are for consumers, and independent maintenance never voids', () => {
  const business = aCar(9000, {
    asset: { serialKnown: true, saleDate: '2025-03-01', deliveryDate: '2025-03-01', buyerKind: 'business' },
  })
  expect(decide(business).outcome).toBe('not_covered')
  const term = { id: 'x', covers: 'part', months: 12, startsFrom: 'sale' } as const
  const voided = (code: string) => ({ ...business, warranty: [term], voided: [{ code, at: '2025-04-01' }] })
  expect(resultOf(voided('independent_maintenance'), 'warranty:x')).toBe('met')
  expect(resultOf(voided('modification'), 'warranty:x')).toBe('not_met')
  // The bar of a voided promise stops on that day; one the law keeps runs on.
  expect(barOf(voided('modification'), 'warranty:x')).toMatchObject({ state: 'over', end: '2025-04-01' })
  expect(barOf(voided('independent_maintenance'), 'warranty:x')).toMatchObject({ state: 'running' })
})

test('a car sold before 2022: from the invoice on, 35 days or 5 repairs are not yet enough, and the use costs up to 0.8 %', () => {
  const asset = { ...consumer, saleDate: '2021-06-30', deliveryDate: '2021-09-30' }
  const old = (over: Partial<Case>, more: object = {}) =>
    aCar(9000, {
      at: '2022-06-01',
      asset: { ...asset, ...more, meters: [{ kind: 'km', value: 9000, at: '2022-06-01' }] },
      ...over,
    })
  const repairs = (count: number, days: number) =>
    Array.from({ length: count }, (_, n) => ({
      in: `2021-1${n % 3}-0${1 + Math.floor(n / 3)}`,
      out: dateOf(dayOf(`2021-1${n % 3}-0${1 + Math.floor(n / 3)}`) + days),
      symptomCode: 'noise',
    }))
  const after = (count: number, days: number) => old({ history: { repairs: repairs(count, days) } })
  expect([5, 6].map((count) => resultOf(after(count, 1), 'CN-AUTO150-21-COUNT'))).toEqual(['not_met', 'met'])
  expect([35, 36].map((days) => resultOf(after(1, days), 'CN-AUTO150-21-DAYS'))).toEqual(['not_met', 'met'])
  expect(resultOf(after(6, 1), 'CN-AUTO43-24-4-COUNT')).toBe('not_met')
  const bar = decide(old({ at: '2022-06-01' })).coverage.find((one) => one.ruleId === 'CN-AUTO150-REPAIR')
  expect(bar).toMatchObject({ start: '2021-06-30', end: '2024-07-01' })
  const price = { price: { minor: '20000000', currency: 'CNY' } }
  const sum = (more: object) =>
    decide(old({ history: { repairs: repairs(6, 1) } }, { ...price, ...more })).remedies.find(
      (one) => one.ruleId === 'CN-AUTO150-21-COUNT',
    )?.sum?.deduction
  // 200,000 × 9,000 ÷ 1,000 × n.
  expect([sum({ useCoefficient: 0.006 }), sum({})]).toEqual(['1080000', '1440000'])
})

test('an exchange that was asked for is answered in ten working days and done in twenty, or it becomes a refund', () => {
  // Asked for on a Friday; the week of the national holiday does not count, the Saturday that is worked does.
  const calendar = {
    restDays: ['2025-10-01', '2025-10-02', '2025-10-03', '2025-10-06', '2025-10-07', '2025-10-08'],
    workDays: ['2025-10-11'],
  }
  const on = (at: string, facts: object = {}) =>
    aCar(9000, { at, calendar, dates: { request: '2025-09-26' }, facts: { 'claim.exchangeAsked': true, ...facts } })
  expect(resultOf(on('2025-10-17'), 'CN-AUTO43-28-REPLY')).toBe('met')
  expect(resultOf(on('2025-10-20'), 'CN-AUTO43-28-REPLY')).toBe('not_met')
  const mine = { 'claim.delayByConsumer': false }
  expect(resultOf(on('2025-10-31', mine), 'CN-AUTO43-28-SWITCH')).toBe('not_met')
  expect(resultOf(on('2025-11-03', mine), 'CN-AUTO43-28-SWITCH')).toBe('met')
  expect(resultOf(on('2025-11-03', { 'claim.delayByConsumer': true }), 'CN-AUTO43-28-SWITCH')).toBe('not_met')
  const none = { 'stock.sameModel': false, 'stock.equalOrBetter': false }
  expect(resultOf(on('2025-10-01', none), 'CN-AUTO43-25')).toBe('met')
  expect(resultOf(on('2025-10-01', { ...none, 'stock.equalOrBetter': true }), 'CN-AUTO43-25')).toBe('not_met')
  // Nobody asked for an exchange: nothing is said of it, and nothing asked.
  const { considered } = decide(aCar(9000, { dates: { request: '2025-05-26' } }))
  expect(considered.filter(({ ruleId }) => /^CN-AUTO43-(25|28)/.test(ruleId))).toEqual([])
})
