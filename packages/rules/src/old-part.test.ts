import fc from 'fast-check'
import { expect, test } from 'vitest'
import { oldPartDueOn, oldPartId, oldPartLabel, oldPieces } from './old-part.ts'

test('the pieces of a line have ids and labels of their own, always the same', () => {
  const line = '01943d3a-7d36-7c1b-9a52-6f1f8d2a04b7'
  expect(oldPartId(line, 0)).toBe(line)
  expect(oldPartId(line, 1)).toBe('01943d3a-7d36-7c1b-9a52-6f1f8d2a04b6')
  expect(oldPartLabel(line)).toBe('OP-KF3Y6-JM15Q')
  fc.assert(
    fc.property(fc.uuid(), fc.uniqueArray(fc.integer({ min: 0, max: 999 }), { maxLength: 20 }), (id, pieces) => {
      const labels = pieces.map((piece) => oldPartLabel(oldPartId(id, piece)))
      expect(new Set(labels).size).toBe(pieces.length)
      for (const label of labels) expect(label).toMatch(/^OP-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
    }),
  )
})

test('days are counted on the calendar; a piece begun is a piece', () => {
  expect(oldPartDueOn('2026-02-27', 3)).toBe('2026-03-02')
  expect(['1', '2', '1.5', '0.25'].map(oldPieces)).toEqual([1, 2, 2, 1])
})
