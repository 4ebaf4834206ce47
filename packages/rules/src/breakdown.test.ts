import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { breakDown, taxSums } from './breakdown.ts'
import { minorDigits } from './currencies.ts'
import { convertMoney } from './money.ts'
import { roundingOf, roundToStep } from './rounding.ts'

const line = fc.record({
  quantity: fc
    .integer({ min: 1, max: 9_999_999 })
    .map((n) => `${Math.floor(n / 1000)}.${String(n % 1000).padStart(3, '0')}`),
  unitMinor: fc.bigInt({ min: 0n, max: 10_000_000n }),
  payer: fc.constantFrom('statute', 'manufacturer', 'contract', 'goodwill'),
  customerSharePct: fc.integer({ min: 0, max: 10_000 }).map((n) => n / 100),
  taxBp: fc.constantFrom(null, 0, 700, 1900),
  taxCategory: fc.constantFrom('standard', 'reduced', 'zero'),
})
const rounding = fc
  .tuple(fc.constantFrom('line', 'total'), fc.constantFrom('half_up', 'half_even'), fc.constantFrom(1, 5, 10, 100))
  .map((parts) => parts.join('.'))
const rule = fc.record({
  taxBp: fc.integer({ min: 0, max: 3000 }),
  taxIncluded: fc.boolean(),
  reverseCharge: fc.boolean(),
  rounding,
})
const sum = (all: bigint[]) => all.reduce((a, b) => a + b, 0n)

describe('breakDown', () => {
  test('adds up to the unit, whatever the lines, shares, rates and rounding', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), rule, (lines, tax) => {
        const made = breakDown(lines, tax, 'CNY')
        const { customer, full } = made
        expect(full.net + full.tax).toBe(full.total)
        expect(customer.net + customer.tax + customer.rounding).toBe(customer.payable)
        expect(customer.net + customer.tax).toBe(customer.total)
        expect(sum(customer.taxes.map((one) => one.net))).toBe(customer.net)
        expect(sum(customer.taxes.map((one) => one.tax))).toBe(customer.tax)
        expect(customer.payable % roundingOf(tax.rounding).step).toBe(0n)
        expect(sum(made.payers.map((one) => one.minor))).toBe(full.total)
        if (!tax.reverseCharge)
          expect(sum(made.lines.map((one) => one.full))).toBe(tax.taxIncluded ? full.total : full.net)
        else expect(full.tax).toBe(0n)
        for (const one of made.lines) expect(one.customer >= 0n && one.customer <= one.full).toBe(true)
        for (const one of made.payers) expect(one.minor >= 0n).toBe(true)
      }),
    )
  })

  test('more is never less, so that credits may be differences: in net, tax and what is to be paid', () => {
    const amount = fc.record({
      minor: fc.bigInt({ min: 0n, max: 10_000_000n }),
      taxBp: fc.constantFrom(0, 700, 1900),
      taxCategory: fc.constant('standard'),
    })
    const pair = fc.tuple(amount, fc.bigInt({ min: 0n, max: 100n }))
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 12 }), rule, (pairs, how) => {
        const all = taxSums(
          pairs.map(([one]) => one),
          how,
        )
        const less = taxSums(
          pairs.map(([one, percent]) => ({ ...one, minor: (one.minor * percent) / 100n })),
          how,
        )
        expect(less.net <= all.net && less.tax <= all.tax && less.payable <= all.payable).toBe(true)
      }),
    )
  })

  test('tax by line and on the sum part, by as much as the rule says', () => {
    const lines = [1, 2, 3].map(() => ({
      quantity: '1',
      unitMinor: 50n,
      payer: 'customer',
      customerSharePct: 100,
      taxBp: 500,
    }))
    const with_ = (name: string) =>
      breakDown(lines, { taxBp: 0, taxIncluded: false, rounding: name }, 'EUR').customer.tax
    expect([with_('line.half_up.1'), with_('line.half_even.1'), with_('total.half_up.1')]).toEqual([9n, 6n, 8n])
    const swiss = breakDown(lines.slice(0, 1), { taxBp: 0, taxIncluded: false, rounding: 'total.half_up.5' }, 'CHF')
    expect(swiss.customer).toMatchObject({ total: 53n, rounding: 2n, payable: 55n })
  })

  test('reverse charge takes the tax out of a price that has it, and charges none', () => {
    const one = { quantity: '1', unitMinor: 11_900n, payer: 'customer', customerSharePct: 100 }
    const made = breakDown([one], { taxBp: 1900, taxIncluded: true, reverseCharge: true }, 'EUR')
    expect(made.customer).toMatchObject({ net: 10_000n, tax: 0n, payable: 10_000n })
  })

  test('currencies of 0, 2 and 3 decimals count in their own unit', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('JPY', 'CNY', 'KWD'),
        fc.array(line, { minLength: 1, maxLength: 8 }),
        (currency, lines) => {
          const made = breakDown(lines, { taxBp: 1000, taxIncluded: false }, currency)
          expect(made.customer.payable).toBe(made.customer.net + made.customer.tax)
          const same = convertMoney({ minor: made.customer.payable, currency }, currency, '1')
          expect(same.minor).toBe(made.customer.payable)
        },
      ),
    )
    expect(['JPY', 'CNY', 'KWD'].map(minorDigits)).toEqual([0, 2, 3])
    expect(roundToStep(1_237n, roundingOf('total.half_up.5'))).toBe(1_235n)
    expect(() => roundingOf('total.up.5')).toThrow('rounding_invalid')
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
    expect(made.customer).toMatchObject({ net: 4_425n, tax: 575n, total: 5_000n })
    expect(made.payers).toEqual([
      { payer: 'manufacturer', minor: 57_000n },
      { payer: 'customer', minor: 5_000n },
    ])
  })

  test('an allowance in money pays line by line to its last unit; the line in which it runs out is split', () => {
    const covered = (unitMinor: bigint, ruleId: string) => ({
      quantity: '1',
      unitMinor,
      payer: 'contract',
      customerSharePct: 0,
      why: { ruleId },
    })
    const lines = [covered(15_000n, 'contract:a'), covered(11_000n, 'contract:a'), covered(700n, 'contract:b')]
    const with_ = (minor: string) =>
      breakDown(lines, { taxBp: 1300, taxIncluded: true, limits: [{ ruleId: 'contract:a', minor }] }, 'CNY')
    expect(with_('20000').lines.map((one) => one.customer)).toEqual([0n, 6_000n, 0n])
    expect(with_('20000').payers).toEqual([
      { payer: 'contract', minor: 20_700n },
      { payer: 'customer', minor: 6_000n },
    ])
    expect(with_('0').lines.map((one) => one.customer)).toEqual([15_000n, 11_000n, 0n])
    expect(with_('26000').lines.map((one) => one.customer)).toEqual([0n, 0n, 0n])
  })

  test('with limits too every sum adds up, and no payer pays more than its limit', () => {
    const limit = fc.bigInt({ min: 0n, max: 5_000_000n })
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), rule, limit, (lines, tax, most) => {
        const all = lines.map((one) => ({ ...one, ...(one.payer === 'contract' && { why: { ruleId: 'contract:a' } }) }))
        const limits = [{ ruleId: 'contract:a', minor: String(most) }]
        const [made, free] = [breakDown(all, { ...tax, limits }, 'CNY'), breakDown(all, tax, 'CNY')]
        const paid = sum(made.lines.map((one, i) => (all[i]!.payer === 'contract' ? one.full - one.customer : 0n)))
        expect(paid <= most).toBe(true)
        for (const [i, one] of made.lines.entries()) {
          expect(one.customer >= free.lines[i]!.customer && one.customer <= one.full).toBe(true)
          if (all[i]!.payer !== 'contract') expect(one).toEqual(free.lines[i])
        }
        expect(sum(made.payers.map((one) => one.minor))).toBe(made.full.total)
        expect(made.customer.net + made.customer.tax + made.customer.rounding).toBe(made.customer.payable)
      }),
    )
  })

  test('refuses a share that is none', () => {
    const wrong = { quantity: '1', unitMinor: 1n, payer: 'customer', customerSharePct: 101 }
    expect(() => breakDown([wrong], { taxBp: 0, taxIncluded: true }, 'EUR')).toThrow('share_invalid')
  })
})
