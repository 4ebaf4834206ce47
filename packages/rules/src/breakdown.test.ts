import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { breakDown } from './breakdown.ts'

const line = fc.record({
  quantity: fc
    .integer({ min: 1, max: 9_999_999 })
    .map((n) => `${Math.floor(n / 1000)}.${String(n % 1000).padStart(3, '0')}`),
  unitMinor: fc.bigInt({ min: 0n, max: 10_000_000n }),
  payer: fc.constantFrom('statute', 'manufacturer', 'contract', 'goodwill'),
  customerSharePct: fc.integer({ min: 0, max: 10_000 }).map((n) => n / 100),
})
const rule = fc.record({ taxBp: fc.integer({ min: 0, max: 3000 }), taxIncluded: fc.boolean() })
const sum = (all: bigint[]) => all.reduce((a, b) => a + b, 0n)

describe('breakDown', () => {
  test('adds up to the unit, whatever the lines, shares and tax', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), rule, (lines, tax) => {
        const made = breakDown(lines, tax, 'CNY')
        expect(made.full.net + made.full.tax).toBe(made.full.total)
        expect(made.customer.net + made.customer.tax).toBe(made.customer.total)
        expect(sum(made.payers.map((one) => one.minor))).toBe(made.full.total)
        expect(sum(made.lines.map((one) => one.full))).toBe(tax.taxIncluded ? made.full.total : made.full.net)
        for (const one of made.lines) expect(one.customer >= 0n && one.customer <= one.full).toBe(true)
        for (const one of made.payers) expect(one.minor >= 0n).toBe(true)
      }),
    )
  })

  test('a warranty repair with travel paid by the customer', () => {
    const made = breakDown(
      [
        { quantity: '1', unitMinor: 45_000n, payer: 'manufacturer', customerSharePct: 0 },
        { quantity: '1.5', unitMinor: 8_000n, payer: 'manufacturer', customerSharePct: 0 },
        { quantity: '1', unitMinor: 5_000n, payer: 'customer', customerSharePct: 100 },
      ],
      { taxBp: 1300, taxIncluded: true },
      'CNY',
    )
    expect(made.full.total).toBe(62_000n)
    expect(made.customer).toEqual({ net: 4_425n, tax: 575n, total: 5_000n })
    expect(made.payers).toEqual([
      { payer: 'manufacturer', minor: 57_000n },
      { payer: 'customer', minor: 5_000n },
    ])
  })

  test('refuses a share that is none', () => {
    const wrong = { quantity: '1', unitMinor: 1n, payer: 'customer', customerSharePct: 101 }
    expect(() => breakDown([wrong], { taxBp: 0, taxIncluded: true }, 'EUR')).toThrow('share_invalid')
  })
})
