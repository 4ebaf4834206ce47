import { expect, test } from 'vitest'
import { changesBetween } from './changed.ts'
import type { Content } from './marks.tsx'

const step = (en: string, caution: string | null = null, fileId: string | null = null) => ({
  ...{ text: { en }, caution: caution ? { en: caution } : null, fileId },
})
const content = (...steps: Content['steps']): Content => ({
  ...{
    kind: 'repair',
    isControlled: false,
    families: [],
    models: [],
    symptomCodes: [],
    causeCodes: [],
    components: [],
  },
  ...{ title: { en: 'Drain' }, summary: null, steps },
})

test('a step put in between changes nothing of the others', () => {
  const before = content(step('a'), step('b'), step('c'))
  const after = content(step('a'), step('new'), step('b'), step('c'))
  expect(changesBetween(before, after)).toEqual([{ what: 'step', number: 2, language: 'en', from: null, to: 'new' }])
})

test('a step that was rewritten is one step; its caution, its picture and every language are said by themselves', () => {
  const before = { ...content(step('a'), step('b', 'hot', '1')), title: { en: 'Drain' } }
  const after = { ...content(step('a'), step('B', null, '2')), title: { en: 'Drain', 'zh-CN': '排水' } }
  expect(changesBetween(before, after)).toEqual([
    { what: 'title', language: 'zh-CN', from: null, to: '排水' },
    { what: 'caution', number: 2, language: 'en', from: 'hot', to: null },
    { what: 'step', number: 2, language: 'en', from: 'b', to: 'B' },
    { what: 'step', number: 2, language: null, from: '1', to: '2' },
  ])
  expect(changesBetween(before, before)).toEqual([])
})

test('a step taken out is the one that is gone', () => {
  expect(changesBetween(content(step('a'), step('b'), step('c')), content(step('a'), step('c')))).toEqual([
    { what: 'step', number: 2, language: 'en', from: 'b', to: null },
  ])
})
