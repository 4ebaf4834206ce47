import fc from 'fast-check'
import { expect, test } from 'vitest'
import { depositCode, depositId, depositPart, leavesDeposit } from './deposit.ts'

test('the deposit of a line has an id of its own, always the same', () => {
  expect(depositId('01943d3a-7d36-7c1b-9a52-6f1f8d2a04b7')).toBe('01943d3a-7d36-8c1b-9a52-6f1f8d2a04b7')
  fc.assert(fc.property(fc.uuid({ version: [7, 8] }), (id) => depositId(id) !== id && depositId(depositId(id)) === id))
})

test('its code names the part', () => {
  expect(depositPart(depositCode('CAP-35'))).toBe('CAP-35')
  expect([depositPart('CAP-35'), depositPart(null)]).toEqual([null, null])
})

test('only of a part the customer pays something of', () => {
  const part = { kind: 'part', code: 'CAP-35', unitMinor: '4550', customerSharePct: 50 }
  expect(leavesDeposit(part)).toBe(true)
  for (const other of [{ kind: 'labour' }, { code: null }, { unitMinor: '0' }, { customerSharePct: 0 }])
    expect(leavesDeposit({ ...part, ...other })).toBe(false)
})
