import { expect, test } from 'vitest'
import { minorOf } from './minor.ts'

test.each([
  ['12.5', 'CNY', '1250'],
  ['0.07', 'EUR', '7'],
  ['1234', 'JPY', '1234'],
  ['99999999999999.99', 'CNY', '9999999999999999'],
])('%s %s is %s', (typed, currency, minor) => {
  expect(minorOf(typed, currency)).toBe(minor)
})
