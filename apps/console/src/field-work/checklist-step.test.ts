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

test('a choice that counts as failed is marked, and one that is moved keeps its value: conditions hang on it', () => {
  const known = choicesOf('Good\n! Worn | 磨损')
  expect(known[1]).toEqual({ value: 'c2', label: { en: 'Worn', 'zh-CN': '磨损' }, fails: true })
  expect(choicesOf('Torn\n！Worn | 磨损', known).map((one) => one.value)).toEqual(['c3', 'c2'])
  const step = { key: 'belt', label: { en: 'Belt' }, type: 'choice', group: 'work', required: true } as const
  expect(itemOf(stepOf({ ...step, choices: known }))).toEqual({ ...step, choices: known })
})

test('hint, proof and conditions come back as they were typed; what belongs to another kind of condition goes', () => {
  const step = { type: 'tick', group: 'work', required: true, label: { en: 'Phases' }, key: 'phases' } as const
  const item = itemOf({
    ...step,
    ...{ unit: 'A', max: 10, proof: [{ kind: 'measurement', count: 3 }, {}], hint: { en: 'Clamp meter', 'zh-CN': '' } },
    when: [{ on: 'measurement', step: 'volt', above: 200, values: ['yes'], models: ['X'] }],
  })
  expect(item).toEqual({
    ...step,
    ...{ unit: 'A', max: 10, proof: [{ kind: 'measurement', count: 3 }], hint: { en: 'Clamp meter' } },
    when: [{ on: 'measurement', step: 'volt', above: 200 }],
  })
  expect(itemOf(stepOf(item))).toEqual(item)
})
