import { expect, test } from 'vitest'
import { slotKey, slotOf, wishes } from './draft.ts'

test('wishes begin tomorrow where the company is', () => {
  const now = new Date('2026-11-23T17:00:00Z') // already the 24th in Shanghai
  expect(wishes(now, 'Asia/Shanghai')[0]).toEqual({ date: '2026-11-25', part: 'morning' })
  expect(wishes(now, 'America/New_York')[0]).toEqual({ date: '2026-11-24', part: 'morning' })
  expect(wishes(now, 'UTC', 2)).toHaveLength(6)
})

test('a slot survives being a key', () => {
  const slot = { date: '2026-11-25', part: 'evening' as const }
  expect(slotOf(slotKey(slot))).toEqual(slot)
})
