import { expect, test } from 'vitest'
import type { Case, Repair } from './case.ts'
import { aCase, consumer } from './cases.fixture.ts'
import { decide } from './standard.ts'

const resultOf = (facts: Case, ruleId: string) => decide(facts).considered.find((one) => one.ruleId === ruleId)
const german = (at: string, over: Partial<Case> = {}) =>
  aCase({ jurisdiction: 'DE', productClass: 'washing-machine', at, ...over })

test('Germany: the seller has to prove for a year, then the cause has to be known', () => {
  expect(resultOf(german('2026-03-01', { fault: {} }), 'DE-439-CURE')?.result).toBe('met')
  const later = resultOf(german('2026-03-02', { fault: {} }), 'DE-439-CURE')
  expect(later).toMatchObject({ result: 'undetermined', missing: ['fault.cause'] })
  expect(resultOf(german('2027-03-01'), 'DE-439-CURE')?.result).toBe('met')
  expect(resultOf(german('2027-03-02'), 'DE-439-CURE')?.result).toBe('not_met')
  expect(resultOf(german('2026-03-01', { fault: { cause: 'wear' } }), 'DE-439-CURE')?.result).toBe('not_met')
})

test.each<[string, Repair['under'], number]>([
  ['2026-07-31', 'statute', 36],
  ['2026-07-30', 'statute', 24],
  ['2026-07-31', 'warranty', 24],
])('Germany: sold on %s and repaired under %s, the term has %i months', (saleDate, under, months) => {
  const repairs: Repair[] = [1, 2].map((month) => ({
    in: `2027-0${month}-01`,
    out: `2027-0${month}-05`,
    ...(under && { under }),
  }))
  const facts = german('2027-03-01', {
    asset: { ...consumer, saleDate, deliveryDate: '2026-08-01' },
    history: { repairs },
  })
  expect(decide(facts).coverage.find((bar) => bar.ruleId === 'DE-439-CURE')?.end).toBe(
    months === 36 ? '2029-08-01' : '2028-08-01',
  )
})

test('Germany: the legal term binds businesses only as far as their contract left it alone', () => {
  const business = german('2025-06-01', { asset: { ...consumer, buyerKind: 'business' } })
  expect(decide(business).outcome).toBe('undetermined')
  expect(resultOf(business, 'DE-438-BUSINESS')?.missing).toEqual(['sale.termsStandard'])
  expect(decide({ ...business, facts: { 'sale.termsStandard': true } }).outcome).toBe('covered')
  expect(decide({ ...business, facts: { 'sale.termsStandard': false } }).outcome).toBe('not_covered')
})

test('a defect that came back opens the way to money', () => {
  const back = german('2025-06-01', {
    fault: { cause: 'quality', symptomCode: 'leak', minor: false },
    history: { repairs: [{ in: '2025-04-01', out: '2025-04-02', symptomCode: 'leak' }] },
  })
  const due = decide(back).remedies.filter((one) => one.due)
  expect(due.map((one) => one.remedy)).toEqual(['repair', 'replace', 'price_reduction', 'refund'])
})

test('a member state without a pack has the EU floor, and after it nobody says no', () => {
  expect(decide(aCase({ jurisdiction: 'ES' })).outcome).toBe('covered')
  const later = decide(aCase({ jurisdiction: 'ES', at: '2027-09-01' }))
  expect(later.outcome).toBe('undetermined')
  expect(later.considered.find((one) => one.ruleId === 'EU-771-LIAB')?.missing).toEqual(['law.national'])
})

test('the United States have no federal term, and a place without packs is not a place without law', () => {
  const american = decide(aCase({ jurisdiction: 'US' }))
  expect(american.outcome).toBe('not_covered')
  expect(american.considered[0]).toMatchObject({
    ruleId: 'US-MMWA-IMPLIED',
    result: 'undetermined',
    missing: ['law.state'],
  })
  const unknown = decide(aCase({ jurisdiction: 'KE' }))
  expect(unknown.outcome).toBe('undetermined')
  expect(unknown.considered[0]?.missing).toEqual(['law.pack'])
})
