import en from '@aftercare/words/locales/en/entitlement.json' with { type: 'json' }
import cn from '@aftercare/words/locales/zh-CN/entitlement.json' with { type: 'json' }
import tw from '@aftercare/words/locales/zh-TW/entitlement.json' with { type: 'json' }
import i18next from 'i18next'
import { expect, test } from 'vitest'
import type { Case } from './case.ts'
import { aCar, aCase, consumer } from './cases.fixture.ts'
import type { Pack } from './pack.ts'
import { sayClause, sayMissing, sayStep, sayTitle, type Translate } from './say.ts'
import { decide, standardPacks } from './standard.ts'

const words = i18next.createInstance()
await words.init({
  resources: { en: { entitlement: en }, 'zh-CN': { entitlement: cn }, 'zh-TW': { entitlement: tw } },
  interpolation: { escapeValue: false },
})
const speak = (language: string): Translate => words.getFixedT(language, 'entitlement') as unknown as Translate

const asset = { ...consumer, saleDate: '2024-03-01', deliveryDate: '2024-03-01' }
const warranty = [{ id: 'p', covers: 'part', months: 24, startsFrom: 'sale' }] as const
const sums = (facts: Case, language: string) =>
  decide(facts).considered.flatMap((one) => one.steps.map((told) => sayStep(told, speak(language))))

test('the sum reads as a person would write it, in each language', () => {
  const facts = aCase({ jurisdiction: 'US', at: '2026-02-27', asset, warranty: [...warranty] })
  expect(sums(facts, 'en')).toContain('2024-03-01 + 24 months = 2026-03-01; today 2026-02-27; 2 days left')
  expect(sums({ ...facts, at: '2026-02-28' }, 'en')).toContain(
    '2024-03-01 + 24 months = 2026-03-01; today 2026-02-28; 1 day left',
  )
  expect(sums(facts, 'zh-CN')).toContain('2024-03-01 + 24 个月 = 2026-03-01；今天 2026-02-27；剩余 2 天')
  expect(sums(facts, 'zh-TW')).toContain('2024-03-01 + 24 個月 = 2026-03-01；今天 2026-02-27；剩餘 2 天')
})

test('all rights, laws, steps and missing facts of many cases have words in three languages', () => {
  const repairs = [{ in: '2025-04-01', out: '2025-05-20' }]
  const places = new Set((standardPacks as Pack[]).map((pack) => pack.jurisdiction).filter((place) => place !== 'EU'))
  const cases = [...places, 'AT', 'KE'].flatMap((jurisdiction) => [
    aCase({
      jurisdiction,
      productClass: 'air-conditioner',
      warranty: [...warranty],
      history: { repairs },
      fault: { symptomCode: 'x' },
    }),
    aCar(70_000, {
      jurisdiction,
      at: '2029-01-01',
      history: { repairs },
      voided: [{ code: 'independent_maintenance', at: '2025-04-01' }],
    }),
    aCase({
      jurisdiction,
      asset: { serialKnown: false },
      warranty: [...warranty],
      history: undefined,
      fault: undefined,
    }),
  ])
  for (const language of ['en', 'zh-CN', 'zh-TW']) {
    const t = speak(language)
    for (const one of cases.flatMap((facts) => decide(facts).considered)) {
      const texts = [
        sayTitle(one, language, t),
        sayClause(one, t) ?? '',
        ...one.missing.map((fact) => sayMissing(fact, t)),
        ...one.steps.map((told) => sayStep(told, t)),
      ]
      for (const text of texts)
        expect(text).not.toMatch(/\{\{|^(rule|clause|missing|step)\.|\b(asset|fault|defect|repairs)\.[a-z]/)
    }
  }
})

test('every rule of every pack has a title and a law in words', () => {
  const t = speak('en')
  for (const rule of (standardPacks as Pack[]).flatMap((pack) => pack.rules)) {
    expect(sayTitle(rule, 'en', t)).not.toBe(rule.title)
    if (rule.clause) expect(sayClause(rule, t)).toContain(rule.clause.article)
    for (const one of [
      ...(rule.extensions ?? []).map(({ ruleId }) => ruleId),
      ...(rule.presume ?? []).map(({ by }) => by),
    ]) {
      expect(t(`by.${one}`)).not.toBe(`by.${one}`)
    }
  }
})
