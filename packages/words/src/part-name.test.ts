import { type Pack, standardPacks } from '@aftercare/entitlement'
import { expect, test } from 'vitest'
import { hasWords, partNames, words } from './server.ts'

test.each([
  ['en', 'brake_pad', 'Brake pads'],
  ['zh-CN', 'filter', '滤芯'],
  ['zh-TW', 'engine.tyre', '引擎 · 輪胎'],
  ['en', 'engine.Left bracket 3', 'Engine · Left bracket 3'],
  ['en', 'constructor', 'constructor'],
])('in %s, %s is called %s', (language, code, name) => expect(partNames(words(language))(code)).toBe(name))

test('every component that a shipped pack speaks of has a name, and one for sentences', () => {
  const named = (standardPacks as Pack[]).flatMap(({ rules, catalogue = [] }) => [
    ...rules.flatMap(({ components = [], excludedComponents = [] }) => [...components, ...excludedComponents]),
    ...catalogue.flatMap(({ mainParts }) => mainParts),
  ])
  expect(named.length).toBeGreaterThan(40)
  const without = [...new Set(named)].filter(
    (code) => !hasWords(`assets:part.${code}`) || !hasWords(`entitlement:code.${code}`),
  )
  expect(without).toEqual([])
})
