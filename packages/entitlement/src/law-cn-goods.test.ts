import { expect, test } from 'vitest'
import type { Case, Fault, Repair } from './case.ts'
import { aCase, consumer } from './cases.fixture.ts'
import { decide } from './standard.ts'

// One table per Chinese pack: the last day that is inside and the first that is not. Sold and delivered on 2025-03-05, a Wednesday;
// the days below are none of rest, so that nothing moves (`law-cn.test.ts` tests the moving).

const sold = { ...consumer, saleDate: '2025-03-05', deliveryDate: '2025-03-05' }
const resultOf = (facts: Case, ruleId: string) => decide(facts).considered.find((one) => one.ruleId === ruleId)?.result
const a = (productClass: string, at: string, fault: Fault = {}, repairs: Repair[] = [], more: Partial<Case> = {}) =>
  aCase({ productClass, at, asset: sold, fault: { cause: 'quality', ...fault }, history: { repairs }, ...more })

type Row = [ruleId: string, facts: Case, result: 'met' | 'not_met' | 'undetermined']
const performance: Fault = { performance: true }
const listed = { facts: { 'defect.inMobileFaultTable': true } }

/** A repair of so many days that was over by the decision. */
const repair = (from: string, to: string, more: Partial<Repair> = {}): Repair => ({
  in: from,
  out: to,
  symptomCode: 'x',
  ...more,
})
const twice = [repair('2025-04-01', '2025-04-02'), repair('2025-05-06', '2025-05-07')]
const long = (days: number, delayCause?: Repair['delayCause']): Repair[] => {
  const out = new Date(Date.UTC(2025, 3, 1 + days)).toISOString().slice(0, 10)
  return [repair('2025-04-01', out, delayCause ? { delayCause } : {})]
}
const unusable: Fault = { usable: false }

/** The delay rules are the same but for the days. */
const delays = (pack: string, productClass: string, parts: number, repairer: number): Row[] => [
  [`${pack}-${parts}D-PARTS`, a(productClass, '2025-08-01', {}, long(parts, 'producer_parts')), 'not_met'],
  [`${pack}-${parts}D-PARTS`, a(productClass, '2025-08-01', {}, long(parts + 1, 'producer_parts')), 'met'],
  [`${pack}-${parts}D-PARTS`, a(productClass, '2025-08-01', {}, long(parts + 1, 'customer')), 'not_met'],
  [`${pack}-${parts}D-PARTS`, a(productClass, '2025-08-01', {}, long(parts + 1)), 'undetermined'],
  [`${pack}-${repairer}D-REPAIRER`, a(productClass, '2025-08-01', {}, long(repairer, 'repairer')), 'not_met'],
  [`${pack}-${repairer}D-REPAIRER`, a(productClass, '2025-08-01', {}, long(repairer + 1, 'repairer')), 'met'],
]

const tables: Record<string, Row[]> = {
  'mobile phone: 7, 15, 365': [
    ['CN-MOB01-7D', a('mobile-phone', '2025-03-12', {}, [], listed), 'met'],
    ['CN-MOB01-7D', a('mobile-phone', '2025-03-13', {}, [], listed), 'not_met'],
    ['CN-MOB01-7D', a('mobile-phone', '2025-03-12', {}, [], { facts: {} }), 'undetermined'],
    ['CN-MOB01-7D', a('mobile-phone', '2025-03-12', performance), 'met'],
    ['CN-MOB01-15D', a('mobile-phone', '2025-03-12', {}, [], listed), 'not_met'],
    ['CN-MOB01-15D', a('mobile-phone', '2025-03-13', {}, [], listed), 'met'],
    ['CN-MOB01-15D', a('mobile-phone', '2025-03-20', {}, [], listed), 'met'],
    ['CN-MOB01-15D', a('mobile-phone', '2025-03-21', {}, [], listed), 'not_met'],
    ['CN-MOB01-REPAIR', a('mobile-phone', '2026-03-05', { component: 'screen' }), 'met'],
    ['CN-MOB01-REPAIR', a('mobile-phone', '2026-03-06', { component: 'screen' }), 'not_met'],
    ['CN-MOB01-1Y-REPAIR', a('mobile-phone', '2026-03-05', unusable, twice, listed), 'met'],
    ['CN-MOB01-1Y-REPAIR', a('mobile-phone', '2026-03-05', unusable, twice.slice(1), listed), 'not_met'],
    ['CN-MOB01-1Y-REPAIR', a('mobile-phone', '2026-03-05', { usable: true }, twice, listed), 'not_met'],
    // Two days in repair do not count: 2026-03-07 is a Saturday, so the year ends on Monday the 9th.
    ['CN-MOB01-1Y-REPAIR', a('mobile-phone', '2026-03-09', unusable, twice, listed), 'met'],
    ['CN-MOB01-1Y-REPAIR', a('mobile-phone', '2026-03-10', unusable, twice, listed), 'not_met'],
    ['CN-MOB01-LOANER', a('mobile-phone', '2025-08-01', {}, long(7)), 'not_met'],
    ['CN-MOB01-LOANER', a('mobile-phone', '2025-08-01', {}, long(8)), 'met'],
    ...delays('CN-MOB01', 'mobile-phone', 60, 30),
  ],
  'phone accessories: 3, 6 and 12 months': [
    ['CN-MOB01-HEADSET', a('mobile-phone', '2025-06-05', { component: 'headset' }), 'met'],
    ['CN-MOB01-HEADSET', a('mobile-phone', '2025-06-06', { component: 'headset' }), 'not_met'],
    ['CN-MOB01-BATTERY', a('mobile-phone', '2025-09-05', { component: 'battery' }), 'met'],
    ['CN-MOB01-BATTERY', a('mobile-phone', '2025-09-08', { component: 'battery' }), 'not_met'],
    ['CN-MOB01-BATTERY', a('mobile-phone', '2025-06-06', { component: 'screen' }), 'not_met'],
    ['CN-MOB01-CHARGER', a('mobile-phone', '2026-03-05', { component: 'charger' }), 'met'],
    ['CN-MOB01-CHARGER', a('mobile-phone', '2026-03-06', { component: 'charger' }), 'not_met'],
    ['CN-MOB01-REPAIR', a('mobile-phone', '2025-12-01', { component: 'battery' }), 'not_met'],
    ['CN-MOB01-ACCESSORY-EXCHANGE', a('mobile-phone-accessory.headset', '2025-06-05'), 'met'],
    ['CN-MOB01-ACCESSORY-EXCHANGE', a('mobile-phone-accessory.headset', '2025-06-06'), 'not_met'],
    ['CN-MOB01-ACCESSORY', a('mobile-phone-accessory.charger', '2025-06-06', unusable, exchanged(2)), 'met'],
    ['CN-MOB01-ACCESSORY', a('mobile-phone-accessory.charger', '2025-06-06', unusable, exchanged(1)), 'not_met'],
  ],
  'fixed telephone': [
    ['CN-FIX01-7D', a('fixed-phone', '2025-03-12', performance), 'met'],
    ['CN-FIX01-7D', a('fixed-phone', '2025-03-13', performance), 'not_met'],
    ['CN-FIX01-15D', a('fixed-phone', '2025-03-12', performance), 'not_met'],
    ['CN-FIX01-15D', a('fixed-phone', '2025-03-13', performance), 'met'],
    ['CN-FIX01-15D', a('fixed-phone', '2025-03-21', performance), 'not_met'],
    ['CN-FIX01-REPAIR', a('fixed-phone', '2026-03-05'), 'met'],
    ['CN-FIX01-REPAIR', a('fixed-phone', '2026-03-06'), 'not_met'],
    ['CN-FIX01-LOANER', a('fixed-phone', '2025-08-01', {}, long(3)), 'not_met'],
    ['CN-FIX01-LOANER', a('fixed-phone', '2025-08-01', {}, long(4)), 'met'],
    ...delays('CN-FIX01', 'fixed-phone', 60, 30),
  ],
  computer: [
    ['CN-PC02-7D', a('computer', '2025-03-12', performance), 'met'],
    ['CN-PC02-7D', a('computer', '2025-03-13', performance), 'not_met'],
    ['CN-PC02-15D', a('computer', '2025-03-20', performance), 'met'],
    ['CN-PC02-15D', a('computer', '2025-03-21', performance), 'not_met'],
    ['CN-PC02-WHOLE', a('computer', '2026-03-05'), 'met'],
    ['CN-PC02-WHOLE', a('computer', '2026-03-06'), 'not_met'],
    ['CN-PC02-MAINPART', a('computer', '2027-03-05', { mainPart: true }), 'met'],
    ['CN-PC02-MAINPART', a('computer', '2027-03-08', { mainPart: true }), 'not_met'],
    ['CN-PC02-MAINPART', a('computer', '2027-03-05', { mainPart: false }), 'not_met'],
    ['CN-PC02-2REPAIRS', a('computer', '2025-12-01', unusable, twice), 'met'],
    ['CN-PC02-2REPAIRS', a('computer', '2025-12-01', unusable, twice.slice(1)), 'not_met'],
    ...delays('CN-PC02', 'computer', 60, 30),
  ],
  'home audio and video': [
    ['CN-AV02-7D', a('home-audio-video', '2025-03-12', performance), 'met'],
    ['CN-AV02-7D', a('home-audio-video', '2025-03-13', performance), 'not_met'],
    ['CN-AV02-15D', a('home-audio-video', '2025-03-20', performance), 'met'],
    ['CN-AV02-15D', a('home-audio-video', '2025-03-21', performance), 'not_met'],
    ['CN-AV02-WHOLE', a('home-audio-video', '2026-03-05'), 'met'],
    ['CN-AV02-WHOLE', a('home-audio-video', '2026-03-06'), 'not_met'],
    ['CN-AV02-MAINPART', a('home-audio-video', '2027-03-05', { component: 'laser_head' }), 'met'],
    ['CN-AV02-MAINPART', a('home-audio-video', '2027-03-08', { component: 'laser_head' }), 'not_met'],
    ['CN-AV02-MAINPART', a('home-audio-video', '2027-03-05', { component: 'door' }), 'not_met'],
    ['CN-AV02-2REPAIRS', a('home-audio-video', '2025-12-01', unusable, twice), 'met'],
    ...delays('CN-AV02', 'home-audio-video', 60, 30),
  ],
  'farm machines': [
    ['CN-AGRI126-REPAIR', a('farm-machine.tractor', '2026-03-05'), 'met'],
    ['CN-AGRI126-REPAIR', a('farm-machine.tractor', '2026-03-06'), 'not_met'],
    // Nine months end on 2025-12-05, a Friday.
    ['CN-AGRI126-REPAIR', a('farm-machine.tractor-small', '2025-12-05'), 'met'],
    ['CN-AGRI126-REPAIR', a('farm-machine.tractor-small', '2025-12-08'), 'not_met'],
    ['CN-AGRI126-REPAIR', a('farm-machine.petrol-engine-two-stroke', '2025-06-05'), 'met'],
    ['CN-AGRI126-REPAIR', a('farm-machine.petrol-engine-two-stroke', '2025-06-06'), 'not_met'],
    ['CN-AGRI126-REPAIR', a('farm-machine.sprayer', '2026-03-05'), 'met'],
    ['CN-AGRI126-REPAIR-MAIN', a('farm-machine.tractor-small', '2026-09-07', { mainPart: true }), 'met'],
    ['CN-AGRI126-REPAIR-MAIN', a('farm-machine.tractor-small', '2026-09-08', { mainPart: true }), 'not_met'],
    // 2025-04-01 to 2025-05-13 are thirty working days.
    ['CN-AGRI126-30WD', a('farm-machine.tractor', '2025-08-01', {}, [repair('2025-04-01', '2025-05-13')]), 'not_met'],
    ['CN-AGRI126-30WD', a('farm-machine.tractor', '2025-08-01', {}, [repair('2025-04-01', '2025-05-14')]), 'met'],
    ['CN-AGRI126-SERIOUS-2', a('farm-machine.tractor', '2025-08-01', { symptomCode: 'x' }, judged(2, true)), 'met'],
    ['CN-AGRI126-SERIOUS-2', a('farm-machine.tractor', '2025-08-01', { symptomCode: 'x' }, judged(1, true)), 'not_met'],
    ['CN-AGRI126-SERIOUS-2', a('farm-machine.tractor', '2025-08-01', { symptomCode: 'x' }, twice), 'undetermined'],
    ['CN-AGRI126-SEASON-2', season('2025-06-02'), 'met'],
    ['CN-AGRI126-SEASON-2', season('2025-06-03'), 'not_met'],
    ['CN-AGRI126-BUSY-MAIN', a('farm-machine.tractor', '2025-06-03', { mainPart: true }, [], busy()), 'met'],
    ['CN-AGRI126-BUSY-WEAR', a('farm-machine.tractor', '2025-06-03', { mainPart: true }, [], busy()), 'not_met'],
  ],
  'base law': [
    ['CN-CPL-24-7D', a('toy', '2025-03-12'), 'met'],
    ['CN-CPL-24-7D', a('toy', '2025-03-13'), 'not_met'],
    ['CN-CPL-24-7D', a('mobile-phone', '2025-03-12'), 'not_met'],
    ['CN-PEN73-15D', stalled('2025-04-16'), 'not_met'],
    ['CN-PEN73-15D', stalled('2025-04-17'), 'met'],
    ['CN-CPL-55-FRAUD', a('toy', '2025-04-17', {}, [], { facts: { 'trader.fraud': true } }), 'met'],
    ['CN-CPL-55-FRAUD', a('toy', '2025-04-17', {}, [], { facts: { 'trader.fraud': false } }), 'not_met'],
    ['CN-CPLR-18-TERM', a('toy', '2025-04-17'), 'met'],
  ],
  'general goods: exchange due': [
    ['CN-GEN95-NO-STOCK', a('fan', '2025-08-01', unusable, twice), 'met'],
    ['CN-GEN95-NO-STOCK', a('fan', '2025-08-01', unusable, twice.slice(1)), 'not_met'],
    ['CN-GEN95-NO-STOCK', a('fan', '2025-08-01', {}, long(91, 'producer_parts')), 'met'],
    ['CN-GEN95-NO-STOCK', a('fan', '2025-08-01', {}, long(90, 'producer_parts')), 'not_met'],
    ...delays('CN-GEN95', 'fan', 90, 30),
  ],
}

function exchanged(times: number): Repair[] {
  return twice.slice(0, times).map((one) => ({ ...one, replaced: [{ mainPart: 'charger' }] }))
}
function judged(times: number, serious: boolean): Repair[] {
  return twice.slice(0, times).map((one) => ({ ...one, serious }))
}
/** The first season began on 2025-05-02; thirty days later is Sunday 1 June, which moves to Monday. */
function season(at: string): Case {
  const repairs = [repair('2025-05-06', '2025-05-07'), repair('2025-05-12', '2025-05-13')]
  return a(
    'farm-machine.tractor',
    at,
    { symptomCode: 'x', wearPart: false },
    repairs.map((one) => ({ ...one, serious: false })),
    {
      dates: { seasonStart: '2025-05-02' },
    },
  )
}
function busy(): Partial<Case> {
  return { facts: { season: 'busy' } }
}
function stalled(at: string): Case {
  return a('toy', at, {}, [], { dates: { request: '2025-04-01' }, facts: { 'claim.goodReason': false } })
}

for (const [name, rows] of Object.entries(tables)) {
  test.each(rows.map(([ruleId, facts, result], index) => [ruleId, facts.at, result, index] as const))(
    `${name}: %s on %s is %s`,
    (ruleId, _at, result, index) => {
      expect(resultOf(rows[index]![1], ruleId)).toBe(result)
    },
  )
}

test('the steps of the farm machine ladder follow one another', () => {
  const facts = a('farm-machine.tractor', '2025-08-01', { symptomCode: 'x' }, judged(2, true))
  const due = (more: Record<string, boolean>) =>
    decide({ ...facts, facts: more })
      .remedies.filter((one) => one.ruleId === 'CN-AGRI126-SERIOUS-2' && one.due)
      .map((one) => one.remedy)
  expect(due({ 'repairs.replacedThenAgain': false, 'repairs.exchangedThenAgain': false })).toEqual(['replace_part'])
  expect(due({ 'repairs.replacedThenAgain': true, 'repairs.exchangedThenAgain': false })).toEqual([
    'replace_part',
    'replace',
  ])
  expect(due({ 'repairs.replacedThenAgain': true, 'repairs.exchangedThenAgain': true })).toContain('refund')
})

test('an exchange starts the term again, and what was repaired before belongs to the old product', () => {
  const facts = a('computer', '2026-09-01', unusable, twice)
  const exchangedThen = { ...facts, history: { repairs: twice, exchanges: [{ at: '2025-12-01' }] } }
  expect(resultOf(facts, 'CN-PC02-WHOLE')).toBe('not_met')
  expect(resultOf(exchangedThen, 'CN-PC02-WHOLE')).toBe('met')
  expect(resultOf(exchangedThen, 'CN-PC02-2REPAIRS')).toBe('not_met')
  expect(resultOf({ ...exchangedThen, at: '2026-12-02' }, 'CN-PC02-WHOLE')).toBe('not_met')
})
