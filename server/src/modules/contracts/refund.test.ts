import { expect, test } from 'vitest'
import { refundOf } from './refund.ts'

const year = { id: 'a', invoiceId: 'i', fromOn: '2026-01-01', toOn: '2026-12-31', minor: 36_500n, isDraft: false }

test('by days: what is paid for after the last day goes back', () => {
  expect(refundOf('days', '2026-01-31', 'CNY', [year], { left: 0, of: 0 })).toMatchObject({
    totalMinor: '33400',
    parts: [{ left: 334, of: 365, refundMinor: '33400' }],
  })
  expect(refundOf('days', '2026-12-31', 'CNY', [year], { left: 0, of: 0 }).totalMinor).toBe('0')
  expect(refundOf('days', '2025-12-31', 'CNY', [year], { left: 0, of: 0 }).totalMinor).toBe('36500')
  expect(refundOf('days', '2025-06-01', 'CNY', [year], { left: 0, of: 0 }).totalMinor).toBe('36500')
})

test('by what is unused: the days do not matter', () => {
  const refund = refundOf('unused', '2026-12-30', 'CNY', [year, { ...year, id: 'b', minor: 101n }], { left: 3, of: 4 })
  expect(refund.parts.map((one) => one.refundMinor)).toEqual(['27375', '76'])
  expect(refund.totalMinor).toBe('27451')
  expect(refundOf('unused', '2026-06-01', 'CNY', [year], { left: 0, of: 4 }).totalMinor).toBe('0')
})

test('a draft shrinks and gives nothing back', () => {
  const refund = refundOf('days', '2026-01-31', 'CNY', [{ ...year, isDraft: true }], { left: 0, of: 0 })
  expect(refund).toMatchObject({ totalMinor: '0', parts: [{ refundMinor: '33400', how: 'withdrawn' }] })
})
