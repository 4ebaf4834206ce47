import { expect, test } from 'vitest'
import type { Case, Repair } from './case.ts'
import { aCar, aCase, consumer } from './cases.fixture.ts'
import { makeLibrary } from './library.ts'
import { type LimitWatch, watchLimits } from './limit-watch.ts'
import type { Condition } from './pack.ts'
import { standardLibrary } from './standard.ts'

const day = (nth: number) => new Date(Date.UTC(2025, 2, 10 + nth)).toISOString().slice(0, 10)
/** Repairs of one day each, two weeks apart. */
const repairs = (count: number, over: Partial<Repair> = {}): Repair[] =>
  Array.from({ length: count }, (_, nth) => ({
    in: day(nth * 14),
    out: day(nth * 14 + 1),
    symptomCode: 'noise',
    ...over,
  }))
/** A car without a fault today: nothing but its history is known. */
const car = (history: Repair[], over: Partial<Case> = {}): Case => {
  const { fault: _, ...facts } = aCar(9000, { at: '2026-02-01', history: { repairs: history } })
  return { ...facts, ...over }
}
const limit = (facts: Case, id: string, library = standardLibrary): LimitWatch => {
  const found = watchLimits(library, facts).find((one) => one.id === id)
  if (!found) throw new Error(`no limit ${id}`)
  return found
}

const sameFault = 'CN-AUTO43-24-4-COUNT'
test.each([
  // Two years from the delivery, the days in repair not counted; a last day on a weekend moves to the Monday.
  [0, 'far', 5, '2027-03-01'],
  [3, 'far', 2, '2027-03-04'],
  [4, 'near', 1, '2027-03-05'],
  [5, 'reached', 0, '2027-03-08'],
  [6, 'reached', 0, '2027-03-08'],
])('Chinese car, %i repairs of the same fault: %s', (count, state, distance, until) => {
  const found = limit(car(repairs(count)), sameFault)
  expect(found).toMatchObject({ state, distance, count, threshold: 4, strict: true, reachedAt: 5, unit: 'repair' })
  expect(found).toMatchObject({ until, usage: { kind: 'km', value: 50_000, left: 41_000 }, missing: [] })
  expect(found.remedies.map((one) => one.remedy)).toEqual(['replace', 'refund'])
})

test('repairs of different faults are not added together; one without a code may belong to either', () => {
  const mixed = [...repairs(3), { in: day(60), out: day(61), symptomCode: 'leak' }]
  expect(limit(car(mixed), sameFault)).toMatchObject({ count: 3, state: 'far', subject: 'noise' })
  const open = [...repairs(3), { in: day(60), out: day(61) }]
  expect(limit(car(open), sameFault)).toMatchObject({
    count: 3,
    atMost: 4,
    state: 'undetermined',
    missing: ['history.repairs.symptomCode'],
  })
})

const inRepair = 'CN-AUTO43-24-4-DAYS'
test.each([
  [25, 'far'],
  [26, 'near'],
  [30, 'near'],
  [31, 'reached'],
])('Chinese car, %i days in repair: %s', (days, state) => {
  const parts = [
    { in: '2025-04-01', out: '2025-04-11' },
    { in: '2025-06-01', out: new Date(Date.UTC(2025, 5, 1 + days - 10)).toISOString().slice(0, 10) },
  ]
  const found = limit(car(parts), inRepair)
  expect(found).toMatchObject({ count: days, distance: Math.max(0, 31 - days), state, unit: 'day' })
  expect(found.reachedOn).toBeUndefined()
  expect(limit(car(parts.map((one) => ({ ...one, excludedDays: 1 }))), inRepair).count).toBe(days - 2)
})

const loaner = 'CN-AUTO43-LOANER'
test('the loan car from the sixth day: counted for the repair that is open, anew for the next', () => {
  const open = (days: number) => limit(car([{ in: '2026-01-20' }], { at: `2026-01-${20 + days}` }), loaner)
  expect(open(4)).toMatchObject({ count: 4, state: 'far', reachedOn: '2026-01-26' })
  expect(open(5)).toMatchObject({ count: 5, state: 'near', reachedOn: '2026-01-26' })
  expect(open(6)).toMatchObject({ count: 6, state: 'reached' })
  expect(open(6).reachedOn).toBeUndefined()
  expect(limit(car([{ in: '2026-01-20', out: '2026-01-25' }]), loaner)).toMatchObject({ count: 0, state: 'far' })
})

test('severe safety faults: after two repairs the next one gives the right, whether the old one or a new one', () => {
  const severe = (count: number) => repairs(count, { severeSafety: true })
  const id = 'CN-AUTO43-24-1'
  expect(limit(car(severe(1)), id)).toMatchObject({ count: 1, state: 'far', needsNextFault: true })
  expect(limit(car(severe(2)), id)).toMatchObject({ count: 2, distance: 0, state: 'near', needsNextFault: true })
  const now = { safety: true, symptomCode: 'noise' }
  expect(limit(car(severe(1), { fault: now }), id)).toMatchObject({ state: 'near', needsNextFault: false })
  expect(limit(car(severe(2), { fault: now }), id)).toMatchObject({ state: 'reached', needsNextFault: false })
  expect(limit(car(severe(2), { fault: { safety: false } }), id).state).toBe('near')
  expect(limit(car(severe(2), { fault: {} }), id)).toMatchObject({ state: 'undetermined', missing: ['fault.safety'] })
})

test('replacements are counted per assembly and per main part', () => {
  const engines = (count: number) => repairs(count, { replaced: [{ assembly: 'engine', mainPart: 'engine.piston' }] })
  expect(limit(car(engines(2)), 'CN-AUTO43-24-2')).toMatchObject({ count: 2, subject: 'engine', state: 'near' })
  expect(limit(car(engines(1)), 'CN-AUTO43-24-3')).toMatchObject({
    count: 1,
    subject: 'engine.piston',
    unit: 'replacement',
  })
  const broken = { fault: { usable: false, assembly: 'engine' } }
  expect(limit(car(engines(2), broken), 'CN-AUTO43-24-2').state).toBe('reached')
})

test('the term ends what was not won in it, by time or by distance', () => {
  const late = { at: '2027-03-08' }
  expect(limit(car(repairs(4), late), sameFault).state).toBe('expired')
  expect(limit(car(repairs(5), late), sameFault).state).toBe('reached')
  expect(limit(car(repairs(4), { at: '2027-03-05' }), sameFault).state).toBe('near')
  const far = { asset: { ...consumer, meters: [{ kind: 'km' as const, value: 50_001, at: '2026-01-01' }] } }
  expect(limit(car(repairs(4), far), sameFault).state).toBe('expired')
})

test('what is not known is not called far', () => {
  const { history: _, ...noHistory } = car([])
  expect(limit(noHistory, sameFault)).toMatchObject({
    count: null,
    distance: null,
    state: 'undetermined',
    missing: ['history.repairs'],
  })
  const { saleDate: _sale, deliveryDate: _delivery, ...asset } = consumer
  expect(limit(car(repairs(4), { asset }), sameFault)).toMatchObject({ state: 'undetermined', until: null })
})

test('a company has none of these limits, and a place without law gives none', () => {
  expect(watchLimits(standardLibrary, car(repairs(5), { asset: { ...consumer, buyerKind: 'business' } }))).toEqual([])
  expect(watchLimits(makeLibrary([]), car(repairs(5)))).toEqual([])
})

test('of two limits with one cause each only the one of the cause is shown', () => {
  const open = (delayCause: Repair['delayCause']): Case => {
    const { fault: _, ...facts } = aCase({ at: '2025-05-01', history: { repairs: [{ in: '2025-03-10', delayCause }] } })
    return facts
  }
  const ids = (facts: Case) => watchLimits(standardLibrary, facts).map((one) => [one.ruleId, one.state])
  expect(ids(open('repairer'))).toContainEqual(['CN-GEN95-30D-REPAIRER', 'reached'])
  expect(ids(open('repairer')).flat()).not.toContain('CN-GEN95-90D-PARTS')
  expect(ids(open('producer_parts'))).toContainEqual(['CN-GEN95-90D-PARTS', 'far'])
})

/** Two ways to one right, as in Korea and in the American states. */
const eitherWay = (when: Condition) =>
  makeLibrary([
    {
      id: 'test',
      version: '2026-01-01.1',
      jurisdiction: 'KR',
      productClasses: ['household-car'],
      rules: [
        {
          id: 'TEST-LEMON',
          layer: 'statute',
          title: 'rule.CN-AUTO43-24-1',
          when,
          term: { months: 12, km: 20_000 },
          start: [{ latestOf: ['delivery'], decisive: 'delivery' }],
          counts: 'open',
          covers: [],
          remedies: [{ options: ['replace', 'refund'], electedBy: 'consumer' }],
          deduct: { kind: 'distance', unit: 'km', per: 1000, rate: 0.005, ruleId: 'TEST-USE' },
          source: { kind: 'memory', ref: 'test' },
          confidence: 'high',
        },
      ],
    },
  ])
const count = (fact: string, op: 'gt' | 'gte', value: number) => ({ fact, op, value })

test('each way to a right is a limit of its own, and in each the count that is farthest away decides', () => {
  const library = eitherWay({
    any: [
      {
        all: [count('repairs.sameQualityProblem.count', 'gte', 2), { fact: 'defect.cameBack', op: 'eq', value: true }],
      },
      { all: [count('repairs.sameQualityProblem.count', 'gte', 1), count('repairDays.cumulativeCountable', 'gt', 30)] },
    ],
  })
  const korean = (history: Repair[], over: Partial<Case> = {}) =>
    car(history, { jurisdiction: 'KR', at: '2025-09-01', ...over })
  const both = (facts: Case) =>
    watchLimits(library, facts)
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ counter, count, distance, state }) => [counter, count, distance, state])
  expect(both(korean([]))).toEqual([
    ['repairs.sameQualityProblem.count', 0, 2, 'far'],
    ['repairDays.cumulativeCountable', 0, 31, 'far'],
  ])
  // After two repairs it is the next time it comes back.
  expect(both(korean(repairs(2)))[0]).toEqual(['repairs.sameQualityProblem.count', 2, 0, 'near'])
  const back = { fault: { symptomCode: 'noise' } }
  expect(both(korean(repairs(1), back))[0]).toEqual(['repairs.sameQualityProblem.count', 1, 1, 'near'])
  expect(both(korean(repairs(2), back))[0]).toEqual(['repairs.sameQualityProblem.count', 2, 0, 'reached'])
  const long = [{ in: '2025-04-01', out: '2025-05-01', symptomCode: 'noise' }]
  expect(both(korean(long))[1]).toEqual(['repairDays.cumulativeCountable', 30, 1, 'near'])
})

test('the money at stake is the price less the use', () => {
  const price = { minor: '20000000', currency: 'CNY' }
  const library = eitherWay(count('repairs.count', 'gte', 3))
  const asset = { ...car([]).asset, price, meters: [{ kind: 'km' as const, value: 9000, at: '2025-08-01' }] }
  const korean = { jurisdiction: 'KR', at: '2025-09-01', asset }
  const stake = (over: Partial<Case>) => limit(car(repairs(2), { ...korean, ...over }), 'TEST-LEMON', library).atStake
  expect(stake({})).toEqual({ minor: '19100000', currency: 'CNY', price: '20000000', deduction: '900000' })
  expect(stake({ asset: { ...asset, meters: [] } })).toMatchObject({ minor: '20000000', deduction: null })
  expect(stake({ asset: consumer })).toBeUndefined()
  expect(limit(car([{ in: '2026-01-20' }], { asset }), loaner).atStake).toBeUndefined()
})

const worldwide = (jurisdiction: string, history: Repair[], over: Partial<Case> = {}) =>
  car(history, { jurisdiction, at: '2025-09-01', ...over })

test('California: four repairs, the maker told; more than thirty days', () => {
  const told = { facts: { 'manufacturer.notifiedDirectly': true } }
  const four = (count: number, over: Partial<Case> = told) =>
    limit(worldwide('US-CA', repairs(count), over), 'US-CA-TANNER-4')
  expect(four(2)).toMatchObject({ state: 'far', threshold: 4, strict: false, reachedAt: 4, usage: { kind: 'mile' } })
  expect(four(3)).toMatchObject({ state: 'near', distance: 1 })
  expect(four(4)).toMatchObject({ state: 'reached' })
  expect(four(3, {}).state).toBe('near')
  expect(four(4, {})).toMatchObject({ state: 'undetermined', missing: ['manufacturer.notifiedDirectly'] })
  expect(four(4, { facts: { 'manufacturer.notifiedDirectly': false } })).toMatchObject({ state: 'near', distance: 0 })
  const thirty = (days: number) =>
    limit(worldwide('US-CA', [{ in: '2025-05-01', out: `2025-0${days === 30 ? '5-31' : '6-01'}` }]), 'US-CA-TANNER-30')
  expect(thirty(30)).toMatchObject({ count: 30, state: 'near' })
  expect(thirty(31)).toMatchObject({ count: 31, state: 'reached' })
})

test('Korea: it has to come back after the second repair, the third of a lesser fault; other sales have no limit', () => {
  const sold = { facts: { 'sale.lemonClause': true } }
  const korean = (count: number, severeSafety: boolean, over: Partial<Case> = {}) =>
    worldwide('KR', repairs(count, { severeSafety }), { ...sold, ...over })
  const back = { fault: { symptomCode: 'noise' } }
  const severe = (count: number, over = {}) => limit(korean(count, true, over), 'KR-LEMON-SEVERE').state
  expect([severe(1), severe(2), severe(1, back), severe(2, back)]).toEqual(['far', 'near', 'near', 'reached'])
  const general = (count: number, over = {}) => limit(korean(count, false, over), 'KR-LEMON-GENERAL').state
  expect([general(2), general(3), general(2, back), general(3, back)]).toEqual(['far', 'near', 'near', 'reached'])
  expect(limit(korean(2, true, back), 'KR-LEMON-SEVERE/2')).toMatchObject({ unit: 'day', count: 2, state: 'far' })
  const ids = watchLimits(standardLibrary, korean(2, true, { facts: { 'sale.lemonClause': false } })).map(
    (one) => one.ruleId,
  )
  expect(ids).not.toContain('KR-LEMON-SEVERE')
  expect(limit(korean(2, true, { ...back, facts: {} }), 'KR-LEMON-SEVERE')).toMatchObject({
    state: 'undetermined',
    missing: ['sale.lemonClause'],
  })
})

test('Chinese phone: exchange after two repairs when it fails again; a loan phone after seven days', () => {
  const phone = (history: Repair[], over: Partial<Case> = {}) =>
    car(history, { productClass: 'mobile-phone', at: '2025-09-01', asset: consumer, ...over })
  const twice = 'CN-MOB01-1Y-REPAIR'
  expect(limit(phone(repairs(1)), twice)).toMatchObject({ count: 1, state: 'far', until: '2026-03-02' })
  expect(limit(phone(repairs(2)), twice)).toMatchObject({ count: 2, state: 'near', needsNextFault: true })
  const fails = { fault: { usable: false }, facts: { 'defect.inMobileFaultTable': true } }
  expect(limit(phone(repairs(2), fails), twice).state).toBe('reached')
  const loan = (days: number) =>
    limit(phone([{ in: '2025-08-10' }], { at: `2025-08-${10 + days}` }), 'CN-MOB01-LOANER').state
  expect([loan(6), loan(7), loan(8)]).toEqual(['far', 'near', 'reached'])
})

test('before the first repair no limit is near', () => {
  const library = eitherWay(count('repairs.count', 'gte', 1))
  expect(limit(car([], { jurisdiction: 'KR', at: '2025-09-01' }), 'TEST-LEMON', library).state).toBe('far')
})
