import { expect, test } from 'vitest'
import { steady, withNews } from './steady.ts'

const row = (id: string, text = '') => ({ id, text })

test('contents change in place, order does not', () => {
  const merged = steady([row('a'), row('b')], [row('b', 'new'), row('a')])
  expect(merged.rows).toEqual([row('a'), row('b', 'new')])
  expect(merged.news).toBe(0)
})

test('what came is counted, what left stays and is marked', () => {
  const merged = steady([row('a'), row('b')], [row('c'), row('b')])
  expect(merged.rows.map((one) => one.id)).toEqual(['a', 'b'])
  expect([...merged.gone]).toEqual(['a'])
  expect(merged.news).toBe(1)
})

test('an empty list takes everything at once', () => {
  expect(steady([], [row('a')])).toMatchObject({ rows: [row('a')], news: 0 })
})

test('what one has added oneself stands on top; nothing else moves, and what left stays', () => {
  const rows = withNews([row('a'), row('b')], [row('b'), row('c')])
  expect(rows.map((one) => one.id)).toEqual(['c', 'a', 'b'])
})
