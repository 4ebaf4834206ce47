import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { minorDigits } from './currencies.ts'
import {
  addMoney,
  allocateMoney,
  compareMoney,
  convertMoney,
  formatMoney,
  money,
  moneyFromDecimal,
  moneyFromJson,
  moneyToDecimal,
  moneyToJson,
  multiplyMoney,
  subtractMoney,
  sumMoney,
} from './money.ts'
import { ratio, ratioOf, roundHalfEven } from './ratios.ts'
import { taxOf } from './tax.ts'

const cny = (minor: bigint) => money(minor, 'CNY')
const anyMinor = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n })
const anyCurrency = fc.constantFrom('CNY', 'JPY', 'KWD', 'EUR', 'CLF')

describe('adding', () => {
  test('two currencies never add', () => {
    const refused = expect.objectContaining({ code: 'currencies_differ', values: { one: 'CNY', other: 'EUR' } })
    for (const join of [addMoney, subtractMoney, compareMoney]) {
      expect(() => join(cny(1n), money(1n, 'EUR'))).toThrow(refused)
    }
    expect(() => sumMoney([money(1n, 'EUR')], 'CNY')).toThrow(refused)
    expect(sumMoney([], 'CNY')).toEqual(cny(0n))
    expect(subtractMoney(cny(5n), cny(7n))).toEqual(cny(-2n))
    expect([compareMoney(cny(1n), cny(2n)), compareMoney(cny(2n), cny(2n)), compareMoney(cny(3n), cny(2n))]).toEqual([
      -1, 0, 1,
    ])
  })
})

describe('rounding', () => {
  test.each([
    [5n, 10n, 0n],
    [15n, 10n, 2n],
    [25n, 10n, 2n],
    [-5n, 10n, 0n],
    [-15n, 10n, -2n],
    [-25n, 10n, -2n],
    [26n, 10n, 3n],
    [-26n, 10n, -3n],
    [24n, 10n, 2n],
  ])('%d/%d → %d, half to even', (num, den, whole) => {
    expect(roundHalfEven({ num, den })).toBe(whole)
  })

  test('is never further away than a half, and exact where it can be', () => {
    fc.assert(
      fc.property(anyMinor, fc.bigInt({ min: 1n, max: 10n ** 9n }), (num, den) => {
        const error = num - roundHalfEven({ num, den }) * den
        expect(2n * (error < 0n ? -error : error) <= den).toBe(true)
        expect(roundHalfEven({ num: num * den, den })).toBe(num)
      }),
    )
  })

  test('a quantity is exact, there is one rounding at the end', () => {
    expect(multiplyMoney(cny(12_345n), '1.5')).toEqual(cny(18_518n)) // 18517.5
    expect(multiplyMoney(cny(10n), '0.1')).toEqual(cny(1n))
    expect(multiplyMoney(cny(-333n), 3n)).toEqual(cny(-999n))
    expect(multiplyMoney(cny(100n), ratio(1n, 3n))).toEqual(cny(33n))
    expect(ratioOf('-0.25')).toEqual({ num: -25n, den: 100n })
    for (const text of ['', '1,5', '.5', '1e3', 'NaN', '1.']) {
      expect(() => ratioOf(text)).toThrow(expect.objectContaining({ code: 'ratio_invalid' }))
    }
    expect(() => multiplyMoney(cny(1n), { num: 1n, den: 0n })).toThrow(
      expect.objectContaining({ code: 'ratio_invalid' }),
    )
  })
})

describe('allocating', () => {
  test('the units left over go to the largest remainders, the first of equals first', () => {
    expect(allocateMoney(cny(100n), [1n, 1n, 1n]).map((m) => m.minor)).toEqual([34n, 33n, 33n])
    expect(allocateMoney(cny(-100n), [1n, 1n, 1n]).map((m) => m.minor)).toEqual([-34n, -33n, -33n])
    expect(allocateMoney(cny(10n), [0n, 1n, 5n]).map((m) => m.minor)).toEqual([0n, 2n, 8n])
    const refused = expect.objectContaining({ code: 'shares_invalid' })
    for (const shares of [[], [0n], [2n, -1n]]) expect(() => allocateMoney(cny(1n), shares)).toThrow(refused)
  })

  test('sums exactly, each within one unit of its fair part', () => {
    const shares = fc.array(fc.bigInt({ min: 0n, max: 10_000n }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(anyMinor, shares, (minor, list) => {
        const total = list.reduce((sum, share) => sum + share, 0n)
        fc.pre(total > 0n)
        const parts = allocateMoney(cny(minor), list)
        expect(sumMoney(parts, 'CNY').minor).toBe(minor)
        for (const [i, part] of parts.entries()) {
          const off = part.minor * total - minor * list[i]!
          expect(off < total && off > -total).toBe(true)
        }
      }),
    )
  })
})

describe('tax', () => {
  test('on top and inside agree', () => {
    for (const mode of ['half_up', 'half_even'] as const) {
      expect(taxOf(10_000n, 1300, false, mode)).toBe(1_300n)
      expect(taxOf(11_300n, 1300, true, mode)).toBe(1_300n)
      expect(taxOf(99n, 0, true, mode)).toBe(0n)
    }
    // 2.50 of tax: commercial rounding and banker's rounding part here.
    expect([taxOf(50n, 500, false, 'half_up'), taxOf(50n, 500, false, 'half_even')]).toEqual([3n, 2n])
    for (const rate of [-1, 1.5, Number.NaN, 100_001]) {
      expect(() => taxOf(1n, rate, true, 'half_up')).toThrow(expect.objectContaining({ code: 'tax_rate_invalid' }))
    }
  })

  test('the tax inside is within half a unit of the truth', () => {
    const mode = fc.constantFrom('half_up' as const, 'half_even' as const)
    fc.assert(
      fc.property(anyMinor, fc.integer({ min: 0, max: 10_000 }), mode, (minor, rate, how) => {
        const off = taxOf(minor, rate, true, how) * BigInt(10_000 + rate) - minor * BigInt(rate)
        expect(2n * (off < 0n ? -off : off) <= BigInt(10_000 + rate)).toBe(true)
      }),
    )
  })
})

describe('currencies, files and screens', () => {
  test('minor digits come from the table', () => {
    expect(['JPY', 'CNY', 'TWD', 'KWD', 'CLF'].map(minorDigits)).toEqual([0, 2, 2, 3, 4])
    for (const currency of ['cny', 'RMB1', '', '¥']) {
      expect(() => money(1n, currency)).toThrow(expect.objectContaining({ code: 'currency_invalid' }))
    }
  })

  test('conversion knows the digits of both sides', () => {
    expect(convertMoney(money(1_000n, 'JPY'), 'CNY', '0.0471')).toEqual(cny(4_710n))
    expect(convertMoney(cny(4_710n), 'JPY', '21.2314')).toEqual(money(1_000n, 'JPY'))
    expect(convertMoney(money(1_500n, 'KWD'), 'USD', '3.25')).toEqual(money(488n, 'USD')) // 487.5 to even
  })

  test('decimal and JSON forms lose nothing', () => {
    expect(moneyToDecimal(cny(-5n))).toBe('-0.05')
    expect(moneyToDecimal(money(5n, 'JPY'))).toBe('5')
    expect(moneyFromDecimal('12.5', 'KWD')).toEqual(money(12_500n, 'KWD'))
    expect(moneyToJson(cny(12_345n))).toEqual({ minor: '12345', currency: 'CNY' })
    fc.assert(
      fc.property(anyMinor, anyCurrency, (minor, currency) => {
        const amount = money(minor, currency)
        expect(moneyFromDecimal(moneyToDecimal(amount), currency)).toEqual(amount)
        expect(moneyFromJson(JSON.parse(JSON.stringify(moneyToJson(amount))))).toEqual(amount)
      }),
    )
    const refused = expect.objectContaining({ code: 'money_invalid' })
    expect(() => moneyFromDecimal('1.005', 'CNY')).toThrow(refused)
    expect(() => moneyFromDecimal('1.5', 'JPY')).toThrow(refused)
    expect(() => moneyFromJson({ minor: '1.5', currency: 'CNY' })).toThrow(refused)
  })

  test('amounts beyond a float are printed to the last digit', () => {
    expect(formatMoney(cny(12_345_678_901_234_567_891n), 'zh-CN')).toBe('¥123,456,789,012,345,678.91')
    expect(formatMoney(money(1_234_567n, 'EUR'), 'de-DE')).toBe('12.345,67\u00a0€')
    expect(formatMoney(money(1_234n, 'JPY'), 'en')).toBe('¥1,234')
    expect(formatMoney(money(-1_234n, 'KWD'), 'en')).toBe('-KWD\u00a01.234')
    expect(formatMoney(money(100n, 'TWD'), 'zh-TW')).toBe('$1.00')
  })
})
