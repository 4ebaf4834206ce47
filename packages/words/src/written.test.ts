import { expect, test } from 'vitest'
import { writtenIn } from './written.ts'

test('a text is read in the own language, else in the nearest it was written in, and says which', () => {
  const all = { en: 'Drain', 'zh-CN': '排水', 'zh-TW': '排水管' }
  expect(writtenIn(all, 'zh-TW')).toEqual({ text: '排水管', language: 'zh-TW' })
  expect(writtenIn({ en: 'Drain', 'zh-CN': '排水' }, 'zh-TW')).toEqual({ text: '排水', language: 'zh-CN' })
  expect(writtenIn({ 'zh-TW': '排水管' }, 'en')).toEqual({ text: '排水管', language: 'zh-TW' })
  expect(writtenIn({ en: '' }, 'en')).toBeNull()
  expect(writtenIn(null, 'en')).toBeNull()
})
