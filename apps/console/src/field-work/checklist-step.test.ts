import { expect, test } from 'vitest'
import { choicesOf, itemOf, stepOf } from './checklist-step.ts'

test('a known step keeps its key and hint, a new one gets a key of its own', () => {
  const known = {
    key: 'gap',
    label: { en: 'Gap', 'zh-CN': '间隙' },
    hint: { en: 'cold' },
    type: 'number',
    group: 'measurement',
    required: true,
    unit: 'mm',
    min: 1,
    max: 2,
  } as const
  expect(itemOf(stepOf(known))).toEqual(known)
  const fresh = itemOf({ type: 'tick', group: 'work', required: false, label: { en: 'Clean', 'zh-CN': '' } })
  expect(fresh).toEqual({ key: fresh.key, type: 'tick', group: 'work', required: false, label: { en: 'Clean' } })
  expect(fresh.key).toMatch(/^[a-z][a-z0-9_]{0,39}$/)
})

test('what belongs to another type of step does not come along', () => {
  const tick = itemOf({ type: 'tick', group: 'work', required: true, label: { en: 'x' }, unit: 'mm', min: 3 })
  expect(tick).not.toHaveProperty('unit')
  expect(tick).not.toHaveProperty('min')
})

test('choices are typed one on a line, in up to three languages', () => {
  expect(choicesOf('Good | 良好 | 良好\n\nBad|差\n')).toEqual([
    { value: 'c1', label: { en: 'Good', 'zh-CN': '良好', 'zh-TW': '良好' } },
    { value: 'c2', label: { en: 'Bad', 'zh-CN': '差' } },
  ])
})
