import { type Pack, standardPacks } from '@aftercare/entitlement'
import { expect, test } from 'vitest'
import en from '../../../../../packages/words/locales/en/packs.json' with { type: 'json' }
import zhCN from '../../../../../packages/words/locales/zh-CN/packs.json' with { type: 'json' }
import zhTW from '../../../../../packages/words/locales/zh-TW/packs.json' with { type: 'json' }
import { fieldKey } from './field-names.ts'

const packs = standardPacks as Pack[]
const words = { en, 'zh-CN': zhCN, 'zh-TW': zhTW }
const wordAt = (of: unknown, key: string) =>
  key.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], of)

test.each(['en', 'zh-CN', 'zh-TW'] as const)(
  'every field that stands in a shipped pack or rule has words in %s',
  (language) => {
    const all = words[language]
    const inPacks = packs.flatMap((pack) =>
      Object.keys(pack).filter((name) => !['$schema', 'rules', 'version'].includes(name)),
    )
    const inRules = packs.flatMap(({ rules }) => rules.flatMap((rule) => Object.keys(rule)))
    const names = [...new Set([...inPacks, ...inRules])]
    expect(names.length).toBeGreaterThan(30)
    for (const name of names) expect(wordAt(all, fieldKey(name)?.key ?? ''), name).toEqual(expect.any(String))
    const units = new Set(packs.flatMap(({ rules }) => rules.flatMap(({ term }) => Object.keys(term ?? {}))))
    for (const unit of units)
      expect(wordAt(all, fieldKey(`term.${unit}`)!.key), unit).not.toBe(wordAt(all, 'rule.term'))
  },
)

test('a path that goes deeper than the words keeps what they do not say', () => {
  expect(fieldKey('term.months.ref')).toEqual({ key: 'termField.months', rest: 'ref' })
  expect(fieldKey('title.zh-CN')).toEqual({ key: 'rule.title', rest: 'zh-CN' })
  expect(fieldKey('nothing.known')).toBeNull()
})
