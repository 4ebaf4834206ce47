import { expect, test } from 'vitest'
import type { AssetFacts, Case, Repair } from './case.ts'
import { consumer } from './cases.fixture.ts'
import { askedFor, due, endOf, inPlace, repairsOf, rightOf, stayOf, verdict } from './law.fixture.ts'
import { decide } from './standard.ts'

const quality = { fault: { cause: 'quality' } } as const
const used: AssetFacts = { ...consumer, condition: 'used' }

test.each<[place: string, ruleId: string, last: string, first: string]>([
  ['DE', 'DE-438', '2027-03-01', '2027-03-02'],
  ['DE', 'DE-439-COSTS', '2027-03-01', '2027-03-02'],
  ['DE', 'DE-477', '2026-03-01', '2026-03-02'],
  ['FR', 'FR-L217', '2027-03-01', '2027-03-02'],
  ['FR', 'FR-L217-7', '2027-03-01', '2027-03-02'],
  ['ES', 'ES-120', '2028-03-01', '2028-03-02'],
  ['ES', 'ES-121', '2027-03-01', '2027-03-02'],
  ['IT', 'IT-LIAB', '2027-03-01', '2027-03-02'],
  ['PT', 'PT-LIAB', '2028-03-01', '2028-03-02'],
  ['PT', 'PT-LIAB-PROOF', '2027-03-01', '2027-03-02'],
  ['SE', 'SE-LIAB', '2028-03-01', '2028-03-02'],
  ['SE', 'SE-LIAB-PROOF', '2027-03-01', '2027-03-02'],
  ['BE', 'BE-LIAB', '2027-03-01', '2027-03-02'],
  ['PL', 'PL-LIAB', '2027-03-01', '2027-03-02'],
  ['NL', 'NL-LIAB-PROOF', '2026-03-01', '2026-03-02'],
  ['IE', 'IE-LIAB', '2031-03-01', '2031-03-02'],
  ['IE', 'IE-LIAB-PROOF', '2026-03-01', '2026-03-02'],
  ['NO', 'NO-LIAB-2Y', '2027-03-01', '2027-03-02'],
  ['NO', 'NO-LIAB-PROOF', '2027-03-01', '2027-03-02'],
  ['GB', 'GB-CRA-REPAIR', '2031-03-01', '2031-03-02'],
  ['GB', 'GB-CRA-6M', '2025-09-01', '2025-09-02'],
  ['GB-SCT', 'GB-CRA-REPAIR-SCT', '2030-03-01', '2030-03-02'],
  ['TR', 'TR-6502', '2027-03-01', '2027-03-02'],
  ['RU', 'RU-ZPP-18-15', '2025-03-16', '2025-03-17'],
])('%s: %s holds on %s and no longer on %s', (place, ruleId, last, first) => {
  const facts = { ...quality, facts: { 'defect.substantial': false, 'repair.termBroken': false } }
  expect(verdict(inPlace(place)(last, facts), ruleId)).toBe('met')
  expect(verdict(inPlace(place)(first, facts), ruleId)).toBe('not_met')
})

test.each<[place: string, ruleId: string, last: string, first: string]>([
  ['DE', 'DE-438', '2026-03-01', '2026-03-02'],
  ['ES', 'ES-120', '2027-03-01', '2027-03-02'],
  ['IT', 'IT-LIAB', '2026-03-01', '2026-03-02'],
  ['NL', 'NL-LIAB', '2026-03-01', '2026-03-02'],
  ['DK', 'EU-771-LIAB', '2026-03-01', '2026-03-02'],
  ['GB', 'GB-CRA-REPAIR', '2025-09-01', '2025-09-02'],
])('%s: %s needs no proof until %s, then the cause is asked for', (place, ruleId, last, first) => {
  expect(verdict(inPlace(place)(last, { fault: {} }), ruleId)).toBe('met')
  expect(askedFor(inPlace(place)(first, { fault: {} }), ruleId)).toEqual(['fault.cause'])
  expect(verdict(inPlace(place)(last, { fault: { cause: 'wear' } }), ruleId)).toBe('not_met')
})

const sold = (saleDate: string, repairs: Repair[], over: Partial<Case> = {}) => ({
  asset: { ...consumer, saleDate, deliveryDate: saleDate },
  history: { repairs },
  ...quality,
  ...over,
})
const owed = (dates: [from: string, to: string][], under: Repair['under'] = 'statute'): Repair[] =>
  dates.map(([from, to]) => ({ in: from, out: to, symptomCode: 'leak', under }))

test.each<[place: string, ruleId: string, saleDate: string, under: Repair['under'], end: string]>([
  ['DE', 'DE-438', '2026-07-31', 'statute', '2029-07-31'],
  ['DE', 'DE-438', '2026-07-30', 'statute', '2028-07-30'],
  ['DE', 'DE-438', '2026-07-31', 'warranty', '2028-07-31'],
  ['AT', 'EU-771-LIAB', '2026-07-31', 'statute', '2029-07-31'],
  ['AT', 'EU-771-LIAB', '2026-07-30', 'statute', '2028-07-30'],
  // Six months for each repair, in Portugal for four at most.
  ['FR', 'FR-L217', '2026-07-31', 'statute', '2031-01-31'],
  ['PT', 'PT-LIAB', '2026-07-31', 'statute', '2031-07-31'],
])(
  '%s: sold under %s on %s and repaired five times under %s, the term ends %s',
  (place, ruleId, saleDate, under, end) => {
    const repairs = owed(
      [1, 2, 3, 4, 5].map((month) => [`2027-0${month}-01`, `2027-0${month}-05`]),
      under,
    )
    expect(endOf(inPlace(place)('2027-09-01', sold(saleDate, repairs)), ruleId)).toBe(end)
  },
)

test('Germany: claims for a defect inside the term lapse four months after it showed, two after the return', () => {
  const german = inPlace('DE')
  const fault = { cause: 'quality', at: '2027-02-20' } as const
  expect(verdict(german('2027-06-20', { fault }), 'DE-438')).toBe('met')
  expect(verdict(german('2027-06-21', { fault }), 'DE-438')).toBe('not_met')
  const history = { repairs: owed([['2027-05-01', '2027-05-10']], 'warranty') }
  expect(verdict(german('2027-07-10', { fault, history }), 'DE-438')).toBe('met')
  expect(verdict(german('2027-07-11', { fault, history }), 'DE-438')).toBe('not_met')
})

test('Italy: the action is open two months longer than the defect', () => {
  const fault = { cause: 'quality', at: '2027-02-20' } as const
  expect(verdict(inPlace('IT')('2027-04-20', { fault }), 'IT-LIAB')).toBe('met')
  expect(verdict(inPlace('IT')('2027-04-21', { fault }), 'IT-LIAB')).toBe('not_met')
})

test('Germany: the legal term binds businesses only as far as their contract left it alone', () => {
  const business = inPlace('DE')('2025-06-01', { ...quality, asset: { ...consumer, buyerKind: 'business' } })
  expect(decide(business).outcome).toBe('undetermined')
  expect(askedFor(business, 'DE-438-BUSINESS')).toEqual(['sale.termsStandard'])
  expect(decide({ ...business, facts: { 'sale.termsStandard': true } }).outcome).toBe('covered')
  expect(decide({ ...business, facts: { 'sale.termsStandard': false } }).outcome).toBe('not_covered')
})

test('first cure, then money: only when the defect came back or the seller failed, and not for trifles', () => {
  const fault = { cause: 'quality', symptomCode: 'stall', minor: false } as const
  const repaired = { history: { repairs: repairsOf(1) } }
  const german = inPlace('DE')
  const cure = ['repair consumer', 'replace consumer']
  expect(due(german('2025-06-01', { fault }), 'DE-438')).toEqual(cure)
  expect(due(german('2025-06-01', { fault, ...repaired }), 'DE-438')).toEqual([
    ...cure,
    'price_reduction consumer',
    'terminate consumer',
  ])
  expect(due(german('2025-06-01', { fault: { ...fault, minor: true }, ...repaired }), 'DE-438')).toEqual([
    ...cure,
    'price_reduction consumer',
  ])
  const refused = german('2025-06-01', { fault, facts: { 'remedy.failed': true } })
  expect(due(refused, 'DE-438')).toContain('terminate consumer')
})

test('France: thirty days to cure, and an imposed exchange begins two new years', () => {
  const french = inPlace('FR')
  const late = (days: number) =>
    french('2025-06-01', {
      ...quality,
      history: { repairs: stayOf(days) },
      fault: { cause: 'quality', symptomCode: 'other' },
    })
  expect(due(late(30), 'FR-L217')).toEqual(['repair consumer', 'replace consumer'])
  expect(due(late(31), 'FR-L217')).toContain('refund consumer')
  const exchanged = (imposed: boolean) =>
    endOf(
      french('2026-06-01', { ...quality, history: { repairs: [], exchanges: [{ at: '2026-05-01', imposed }] } }),
      'FR-L217',
    )
  expect(exchanged(true)).toBe('2028-05-01')
  expect(exchanged(false)).toBe('2027-03-01')
})

test('France: seven days in repair are added to the maker’s warranty, six are not', () => {
  const warranty = [{ id: 'w', covers: 'part', months: 12, startsFrom: 'sale' }] as const
  const ends = (days: number) =>
    endOf(inPlace('FR')('2025-06-01', { warranty: [...warranty], history: { repairs: stayOf(days) } }), 'warranty:w')
  expect(ends(6)).toBe('2026-03-01')
  expect(ends(7)).toBe('2026-03-08')
})

test('France: a hidden defect is claimed within two years of finding it, whatever the age', () => {
  const found = { discovery: '2029-05-05' }
  const claim = (at: string, hidden?: boolean) =>
    inPlace('FR')(at, { fault: {}, dates: found, ...(hidden !== undefined && { facts: { 'defect.hidden': hidden } }) })
  expect(verdict(claim('2031-05-05', true), 'FR-1641')).toBe('met')
  expect(verdict(claim('2031-05-06', true), 'FR-1641')).toBe('not_met')
  expect(verdict(claim('2030-01-01', false), 'FR-1641')).toBe('not_met')
  expect(askedFor(claim('2030-01-01'), 'FR-1641')).toEqual(['defect.hidden'])
})

test('Spain: days in repair do not count, and the same defect has a year more after its repair', () => {
  const history = { repairs: owed([['2027-12-01', '2027-12-11']]) }
  expect(endOf(inPlace('ES')('2028-01-01', { ...quality, history }), 'ES-120')).toBe('2028-03-11')
  const back = (symptomCode: string, at: string) =>
    verdict(inPlace('ES')(at, { fault: { cause: 'quality', symptomCode }, history }), 'ES-120')
  expect(back('leak', '2028-12-11')).toBe('met')
  expect(back('leak', '2028-12-12')).toBe('not_met')
  expect(back('noise', '2028-12-11')).toBe('not_met')
})

test('Spain: parts for ten years after production ends, spoken of once the day is known', () => {
  const at = (day: string, productionEnd?: string) =>
    inPlace('ES')(day, { ...quality, ...(productionEnd && { dates: { productionEnd } }) })
  expect(verdict(at('2035-01-15', '2025-01-15'), 'ES-PARTS')).toBe('met')
  expect(verdict(at('2035-01-16', '2025-01-15'), 'ES-PARTS')).toBe('not_met')
  expect(verdict(at('2026-01-15'), 'ES-PARTS')).toBeUndefined()
})

test('second-hand goods: at least a year, and whether the parties shortened the term is asked', () => {
  const german = (at: string, facts?: Case['facts']) =>
    inPlace('DE')(at, { ...quality, asset: used, ...(facts && { facts }) })
  expect(verdict(german('2026-03-01', { 'sale.termShortened': true }), 'EU-771-USED')).toBe('met')
  expect(verdict(german('2026-03-02', { 'sale.termShortened': true }), 'EU-771-USED')).toBe('not_met')
  expect(decide(german('2026-03-02', { 'sale.termShortened': true })).outcome).toBe('not_covered')
  expect(askedFor(german('2026-03-02'), 'DE-438')).toEqual(['sale.termShortened'])
  expect(verdict(inPlace('ES')('2026-03-01', { ...quality, asset: used }), 'ES-USED')).toBe('met')
  expect(verdict(inPlace('DE')('2025-06-01', quality), 'EU-771-USED')).toBe('not_met')
  const french = (at: string) => verdict(inPlace('FR')(at, { fault: {}, asset: used }), 'FR-L217-7-USED')
  expect([french('2026-03-01'), french('2026-03-02')]).toEqual(['met', 'not_met'])
})

test('goods with a digital service: two years, then as long as the service was sold for', () => {
  const tv = (at: string) =>
    inPlace('DE', 'tv')(at, { fault: {}, asset: { ...consumer, digitalSupplyUntil: '2030-02-28' } })
  expect(verdict(tv('2027-03-01'), 'EU-771-DIGITAL-ELEMENTS')).toBe('met')
  expect(verdict(tv('2027-03-02'), 'EU-771-DIGITAL-ELEMENTS')).toBe('not_met')
  expect(verdict(tv('2030-02-28'), 'EU-771-DIGITAL-SUPPLY')).toBe('met')
  expect(verdict(tv('2030-03-01'), 'EU-771-DIGITAL-SUPPLY')).toBe('not_met')
  expect(verdict(inPlace('DE', 'tv')('2027-03-02', { fault: {} }), 'EU-771-DIGITAL-SUPPLY')).toBe('not_met')
})

test('a member state without a pack has the EU floor, and after it nobody says no', () => {
  expect(decide(inPlace('DK')('2027-03-01', quality)).outcome).toBe('covered')
  const later = inPlace('DK')('2027-03-02', quality)
  expect(decide(later).outcome).toBe('undetermined')
  expect(askedFor(later, 'EU-771-LIAB')).toEqual(['law.national'])
  expect(rightOf(inPlace('DE')('2027-03-02', quality), 'EU-771-LIAB')).toBeUndefined()
})

test('the Netherlands set no term: two years are sure, then what may be expected is asked', () => {
  expect(verdict(inPlace('NL')('2027-03-01', quality), 'NL-LIAB')).toBe('met')
  expect(askedFor(inPlace('NL')('2027-03-02', quality), 'NL-LIAB')).toEqual(['unit.withinReasonableLife'])
})

test('Norway: five years for what is meant to last, which somebody has to say', () => {
  const norwegian = (at: string, lasts?: boolean) =>
    inPlace('NO')(at, { ...quality, ...(lasts !== undefined && { facts: { 'goods.meantToLast': lasts } }) })
  expect(decide(norwegian('2027-03-01')).outcome).toBe('covered')
  expect(askedFor(norwegian('2027-03-02'), 'NO-LIAB')).toEqual(['goods.meantToLast'])
  expect(verdict(norwegian('2030-03-01', true), 'NO-LIAB')).toBe('met')
  expect(verdict(norwegian('2030-03-02', true), 'NO-LIAB')).toBe('not_met')
  expect(decide(norwegian('2027-03-02', false)).outcome).toBe('not_covered')
})

test('EU-wide duties are weighed in every state once their event is known', () => {
  const german = inPlace('DE')
  const ids = (facts: Case) => decide(facts).considered.map((one) => one.ruleId)
  expect(ids(german('2025-06-01', quality))).not.toContain('EU-R2R-FORM')
  const form = (at: string) => verdict(german(at, { ...quality, dates: { formIssue: '2025-05-01' } }), 'EU-R2R-FORM')
  expect([form('2025-05-31'), form('2025-06-01')]).toEqual(['met', 'not_met'])
  const bought = (saleChannel: AssetFacts['saleChannel'], at: string) =>
    verdict(german(at, { ...quality, asset: { ...consumer, saleChannel } }), 'EU-CRD-14D')
  expect([bought('online', '2025-03-15'), bought('online', '2025-03-16')]).toEqual(['met', 'not_met'])
  expect([bought('shop', '2025-03-15'), bought('off_premises', '2025-03-15')]).toEqual(['not_met', 'met'])
  const accepted = sold('2026-07-31', [], { dates: { acceptance: '2026-10-01' } })
  expect(verdict(german('2026-10-02', accepted), 'EU-771-INFO')).toBe('met')
  const before = sold('2026-07-30', [], { dates: { acceptance: '2026-10-01' } })
  expect(verdict(german('2026-10-02', before), 'EU-771-INFO')).toBe('not_met')
  const picked = sold('2026-07-31', [], { facts: { 'remedy.option': 'replace_product' } })
  expect(verdict(german('2026-10-02', picked), 'EU-771-REFURB')).toBe('met')
  const notice = (at: string) =>
    verdict(inPlace('DK')(at, { ...quality, dates: { discovery: '2025-05-01' } }), 'EU-771-NOTIFY')
  expect([notice('2025-07-01'), notice('2025-07-02')]).toEqual(['met', 'undetermined'])
})

test('the maker’s duty to repair begins on 2026-07-31, for products of the list, after the legal term', () => {
  const over = (at: string, facts?: Case['facts'], productClass = 'washing-machine') =>
    verdict(inPlace('DE', productClass)(at, { ...quality, ...(facts && { facts }) }), 'EU-R2R-MANUFACTURER')
  const expired = { 'liabilityPeriod.expired': true }
  expect(over('2026-07-30', expired)).toBe('not_met')
  expect(over('2026-07-31', expired)).toBe('met')
  expect(over('2027-03-01')).toBe('not_met')
  expect(over('2027-03-02')).toBeUndefined()
  expect(over('2031-03-02')).toBe('met')
  expect(over('2031-03-02', expired, 'microwave')).toBeUndefined()
})

test('the United Kingdom: thirty days to reject, which stand still in repair and leave seven after it', () => {
  const british = (at: string, repairs: Repair[] = []) =>
    verdict(inPlace('GB')(at, { ...quality, history: { repairs } }), 'GB-CRA-30D')
  expect([british('2025-03-31'), british('2025-04-01')]).toEqual(['met', 'not_met'])
  const ten = owed([['2025-03-10', '2025-03-20']])
  expect([british('2025-04-10', ten), british('2025-04-11', ten)]).toEqual(['met', 'not_met'])
  const late = owed([['2025-03-31', '2025-04-05']])
  expect([british('2025-04-12', late), british('2025-04-13', late)]).toEqual(['met', 'not_met'])
  expect(verdict(inPlace('GB')('2025-05-01', { ...quality, dates: { request: '2025-03-31' } }), 'GB-CRA-30D')).toBe(
    'met',
  )
  const installed = (at: string) =>
    verdict(inPlace('GB')(at, { ...quality, asset: { ...consumer, installationDate: '2025-03-10' } }), 'GB-CRA-30D')
  expect([installed('2025-04-09'), installed('2025-04-10')]).toEqual(['met', 'not_met'])
  expect(rightOf(inPlace('GB-SCT')('2025-06-01', quality), 'GB-CRA-REPAIR')).toBeUndefined()
  expect(verdict(inPlace('GB-SCT')('2025-03-31', quality), 'GB-CRA-30D')).toBe('met')
})

test('Russia: two years for a proven defect; the time of a warranty in repair does not count', () => {
  const russian = inPlace('RU')
  expect(askedFor(russian('2025-06-01', { fault: {} }), 'RU-ZPP-19')).toEqual(['fault.cause'])
  expect([
    verdict(russian('2027-03-01', quality), 'RU-ZPP-19'),
    verdict(russian('2027-03-02', quality), 'RU-ZPP-19'),
  ]).toEqual(['met', 'not_met'])
  const warranty: Case['warranty'] = [{ id: 'w', covers: 'part', months: 12, startsFrom: 'sale' }]
  expect(endOf(russian('2025-06-01', { warranty, history: { repairs: stayOf(10) } }), 'warranty:w')).toBe('2026-03-11')
  const asked = (at: string) => verdict(russian(at, { ...quality, dates: { request: '2025-04-01' } }), 'RU-ZPP-20')
  expect([asked('2025-05-16'), asked('2025-05-17')]).toEqual(['met', 'not_met'])
  const out = (days: number) =>
    verdict(
      russian('2025-09-01', {
        ...quality,
        history: { repairs: stayOf(days) },
        facts: { 'defect.substantial': false, 'repair.termBroken': false },
      }),
      'RU-ZPP-18-15',
    )
  expect([out(30), out(31)]).toEqual(['not_met', 'met'])
})
