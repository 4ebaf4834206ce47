import { expect, test } from 'vitest'
import { type ChecklistItem, itemState, openItems } from './checklist.ts'

const label = { en: 'x' }
const items: ChecklistItem[] = [
  { key: 'card', label, type: 'tick', group: 'etiquette', required: true },
  { key: 'volt', label, type: 'number', group: 'measurement', required: true, min: 198, max: 242 },
  { key: 'plate', label, type: 'photo', group: 'work', required: true },
  { key: 'gift', label, type: 'tick', group: 'etiquette', required: false },
]

test('only required steps without an answer, a photo or a reason are open', () => {
  expect(openItems(items, {}, new Set())).toEqual(['card', 'volt', 'plate'])
  const answers = { card: { value: true }, volt: { value: 0 } }
  expect(openItems(items, answers, new Set(['plate']))).toEqual([])
  expect(openItems(items, { ...answers, card: { value: false } }, new Set(['plate']))).toEqual(['card'])
  expect(openItems(items, { ...answers, card: { value: null, skipped: 'not wanted' } }, new Set(['plate']))).toEqual([])
})

test('a measurement outside its limits is done, and says so', () => {
  expect(itemState(items[1]!, { value: 230 }, new Set())).toBe('done')
  expect(itemState(items[1]!, { value: 250 }, new Set())).toBe('out_of_limits')
  expect(itemState(items[1]!, { value: 198 }, new Set())).toBe('done')
})
