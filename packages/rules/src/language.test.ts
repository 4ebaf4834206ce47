import { expect, test } from 'vitest'
import { pickLanguage } from './language.ts'

test.each([
  [['zh-HK'], 'zh-TW'],
  [['zh-MO'], 'zh-TW'],
  [['zh-Hant'], 'zh-TW'],
  [['zh-Hant-SG'], 'zh-TW'],
  [['zh_TW'], 'zh-TW'],
  [['zh'], 'zh-CN'],
  [['zh-Hans-SG'], 'zh-CN'],
  [['zh-Hans-HK'], 'zh-CN'],
  [['ZH-cn'], 'zh-CN'],
  [['de-DE', 'zh-TW', 'en'], 'zh-TW'],
  [['en-GB', 'zh'], 'en'],
  [['de', 'fr'], 'en'],
  [['*', ''], 'en'],
  [[], 'en'],
] as const)('%j → %s', (tags, language) => {
  expect(pickLanguage(tags)).toBe(language)
})
