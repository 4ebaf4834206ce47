import { simplifiedOnly } from '@aftercare/words/check'
import { fullWidth } from '@aftercare/words/punctuation'
import { expect, test } from 'vitest'
import type { Pack } from './pack.ts'
import { standardPacks } from './standard.ts'

const noted = (standardPacks as Pack[]).flatMap(({ rules }) => rules.filter(({ note }) => note !== undefined))

test('every note of a shipped rule can be read in three languages, each in its own script and marks', () => {
  expect(noted.length).toBeGreaterThan(100)
  const refused = simplifiedOnly()
  for (const { id, note } of noted) {
    const said = note as Record<string, string>
    expect(Object.keys(said), id).toEqual(['en', 'zh-CN', 'zh-TW'])
    for (const language of ['zh-CN', 'zh-TW']) {
      expect(said[language], id).toMatch(/[\u4e00-\u9fff]/)
      expect(said[language], id).toBe(fullWidth(said[language]!))
    }
    expect([...said['zh-TW']!].filter((one) => refused.has(one)).join(''), id).toBe('')
    expect(said.en, id).not.toMatch(/[\u3000-\u303f\uff00-\uffef]/)
  }
})
