import { expect, test } from 'vitest'
import { instalmentsOf } from './instalments.ts'

const plan = {
  billing: 'periodic' as const,
  billingMonths: 3,
  signedOn: '2026-01-20',
  startsOn: '2026-01-31',
  endsOn: '2027-01-30',
  totalMinor: 100_003n,
  currency: 'CNY',
}

test('equal parts, to the fen, without a gap and without a day twice', () => {
  const parts = instalmentsOf(plan)
  expect(parts.map((one) => one.minor)).toEqual([25001n, 25001n, 25001n, 25000n])
  expect(parts.map((one) => one.fromOn)).toEqual(['2026-01-31', '2026-04-30', '2026-07-31', '2026-10-31'])
  expect(parts.map((one) => one.toOn)).toEqual(['2026-04-29', '2026-07-30', '2026-10-30', '2027-01-30'])
  expect(parts[0]!.dueOn).toBe('2026-01-31')
})

test('once is due when it is signed; per visit is not planned', () => {
  expect(instalmentsOf({ ...plan, billing: 'once' })).toMatchObject([{ dueOn: '2026-01-20', minor: 100_003n }])
  expect(instalmentsOf({ ...plan, billing: 'per_visit' })).toEqual([])
})
