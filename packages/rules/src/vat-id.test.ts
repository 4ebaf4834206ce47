import { expect, test } from 'vitest'
import { isEuCountry, isVatId } from './vat-id.ts'

test.each([
  ['DE136695976', true],
  ['ATU12345678', true],
  ['EL123456789', true],
  ['NL123456789B01', true],
  ['DE12345678', false],
  ['GR123456789', false],
  ['CN123456789', false],
  ['', false],
])('%s', (text, isOne) => expect(isVatId(text)).toBe(isOne))

test('Greece is one country under two letters', () => {
  expect(['GR', 'DE', 'EL', 'CH', 'GB'].map(isEuCountry)).toEqual([true, true, false, false, false])
})
