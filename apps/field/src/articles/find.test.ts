import { expect, test } from 'vitest'
import type { Article } from '../data/store.ts'
import { findArticles, readAll } from './find.ts'

const article = (number: string, title: object, text: object = {}): Article =>
  ({
    ...{ id: number, number, title, summary: null, steps: [{ text, caution: null, fileId: null }] },
    ...{ symptomCodes: ['E1'], causeCodes: [], components: [] },
  }) as unknown as Article

const all = readAll([
  article('KB-2026-000001', { 'zh-CN': '更换压缩机' }, { 'zh-CN': '先断电，再拆下外壳' }),
  article(
    'KB-2026-000002',
    { en: 'Fan is noisy', 'zh-CN': '风扇异响' },
    { en: 'Open the cover. Mind the compressor.' },
  ),
  article('KB-2026-000012', { en: 'Kühlmittel' }, { 'zh-CN': '压缩之后检查机组' }),
])
const numbers = (typed: string) => findArticles(all, typed).map((one) => one.number.slice(-2))

test('found by number, whole or its end, with or without its strokes', () => {
  expect(numbers('kb2026000012')).toEqual(['12'])
  expect(numbers('000002')).toEqual(['02'])
})

test('found by Chinese of either script, by part of a word, and pair by pair; the title counts most', () => {
  expect(numbers('壓縮機')).toEqual(['01'])
  expect(numbers('压缩')).toEqual(['01', '12'])
  expect(numbers('拆下外殼')).toEqual(['01'])
  expect(numbers('压缩机更换')).toEqual(['01'])
  expect(numbers('更换压缩')).toEqual(['01'])
  expect(numbers('机组检查')).toEqual(['12'])
  expect(numbers('更换风扇')).toEqual([])
  expect(numbers('检查机组')).toEqual(['12'])
})

test('found by words without regard to case, accents and width, all of them; script and code may stand together', () => {
  expect(numbers('NOISY fan')).toEqual(['02'])
  expect(numbers('kuhlmittel')).toEqual(['12'])
  expect(numbers('Ｅ１压缩机')).toEqual(['01'])
  expect(numbers('fan compressor')).toEqual(['02'])
  expect(numbers('fan pump')).toEqual([])
})
