import en from '@aftercare/words/locales/en/entitlement.json' with { type: 'json' }
import i18next from 'i18next'
import { expect, test } from 'vitest'
import type { Case, Repair } from './case.ts'
import { aCar, aCase, consumer } from './cases.fixture.ts'
import { sayStep, type Translate } from './say.ts'
import { decide } from './standard.ts'

const words = i18next.createInstance()
await words.init({ resources: { en: { entitlement: en } }, lng: 'en', interpolation: { escapeValue: false } })
const t = words.getFixedT('en', 'entitlement') as unknown as Translate

const cny = (yuan: string) => ({ minor: `${yuan}00`, currency: 'CNY' })
const sumOf = (facts: Case, ruleId: string, remedy = 'refund') =>
  decide(facts).remedies.find((one) => one.ruleId === ruleId && one.remedy === remedy)?.sum
const told = (facts: Case, ruleId: string) =>
  decide(facts)
    .considered.find((one) => one.ruleId === ruleId)
    ?.steps.filter((one) => one.code.startsWith('sum.'))
    .map((one) => sayStep(one, t))

const fifth = Array.from(
  { length: 5 },
  (_, index): Repair => ({
    in: `2025-04-${String(2 * index + 1).padStart(2, '0')}`,
    out: `2025-04-${String(2 * index + 2).padStart(2, '0')}`,
    symptomCode: 'noise',
    severeSafety: false,
  }),
)
const car = (km: number, over: Partial<Case['asset']> = {}) => {
  const facts = aCar(km, {
    at: '2025-06-01',
    fault: { cause: 'quality', symptomCode: 'noise' },
    history: { repairs: fifth },
  })
  return { ...facts, asset: { ...facts.asset, price: cny('200000'), ...over } }
}
const count = 'CN-AUTO43-24-4-COUNT'

test('a car: price × km ÷ 1000 × n, at most the coefficient of the law', () => {
  expect(sumOf(car(12_000), count)).toEqual({
    price: '20000000',
    deduction: '1200000',
    payable: '18800000',
    currency: 'CNY',
  })
  expect(sumOf(car(12_000), count, 'replace')).toEqual({ price: '20000000', deduction: '1200000', currency: 'CNY' })
  expect(sumOf(car(12_000, { useCoefficient: 0.003 }), count)?.deduction).toBe('720000')
  expect(sumOf(car(12_000, { useCoefficient: 0.008 }), count)?.deduction).toBe('1200000')
  expect(told(car(12_000), count)).toEqual([
    'Use: 200000.00 CNY × 12000 ÷ 1000 km × 0.5 % = 12000.00 CNY (Order 43 Art. 27)',
    'For an exchange the buyer pays 12000.00 CNY',
    'Paid beside it: registration costs, fitted extras less wear, fees for related services',
    'Refund: 200000.00 CNY − 12000.00 CNY = 188000.00 CNY',
  ])
})

test('only Article 24 takes use off, and a missing price or reading is asked for', () => {
  const engine = { cause: 'quality', assembly: 'engine', needsReplacement: true } as const
  const early = aCar(500, { at: '2025-03-05', fault: engine })
  const priced = { ...early, asset: { ...early.asset, price: cny('200000') } }
  expect(sumOf(priced, 'CN-AUTO43-7D')).toMatchObject({ deduction: '0', payable: '20000000' })
  expect(told(car(12_000, { price: undefined }), count)?.[0]).toBe('The sum needs: price paid')
})

const fan = (over: Partial<Case> = {}) =>
  aCase({
    productClass: 'fan',
    at: '2025-06-09',
    asset: { ...consumer, price: cny('1000') },
    fault: { cause: 'quality', usable: false },
    history: {
      repairs: [
        { in: '2025-04-01', out: '2025-04-06' },
        { in: '2025-05-06', out: '2025-05-11' },
      ],
    },
    ...over,
  })

test('general goods: price × rate × days without the days in repair, nothing without stock', () => {
  // 2025-03-01 to 2025-06-09 are 100 days, 10 of them in repair: 1000 × 0.05 % × 90 = 45.
  const declined = fan({ facts: { 'stock.sameModel': true } })
  expect(sumOf(declined, 'CN-GEN95-NO-STOCK')).toEqual({
    price: '100000',
    deduction: '4500',
    payable: '95500',
    currency: 'CNY',
  })
  expect(sumOf(fan({ facts: { 'stock.sameModel': false } }), 'CN-GEN95-NO-STOCK')?.deduction).toBe('0')
  expect(sumOf(fan(), 'CN-GEN95-NO-STOCK')).toBeUndefined()
  expect(told(fan(), 'CN-GEN95-NO-STOCK')).toEqual(['The sum needs: same model in stock'])
  // A row of the catalogue without a rate gives no sum.
  expect(sumOf({ ...declined, productClass: 'clock' }, 'CN-GEN95-NO-STOCK')).toBeUndefined()
})

test('fraud: three times the price, at least 500 yuan', () => {
  const cheated = (yuan: string) =>
    aCase({ productClass: 'toy', asset: { ...consumer, price: cny(yuan) }, facts: { 'trader.fraud': true } })
  expect(sumOf(cheated('200'), 'CN-CPL-55-FRAUD', 'damages')?.payable).toBe('60000')
  expect(sumOf(cheated('166'), 'CN-CPL-55-FRAUD', 'damages')?.payable).toBe('50000')
})

test('half a fen goes to the even one', () => {
  expect(sumOf(car(49_000, { price: { minor: '100', currency: 'CNY' }, useCoefficient: 0.005 }), count)).toMatchObject({
    deduction: '24',
    payable: '76',
  })
})
