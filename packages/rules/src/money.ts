import { minorDigits } from './currencies.ts'
import { RuleError } from './errors.ts'
import type { Ratio } from './ratios.ts'
import { ratio, ratioOf, roundHalfEven } from './ratios.ts'

/** An amount in minor units (fen, cents) of an ISO 4217 currency. */
export interface Money {
  readonly minor: bigint
  readonly currency: string
}

/** Money as it travels in JSON, where there is no bigint. */
export interface MoneyJson {
  minor: string
  currency: string
}

/** An amount in minor units; throws `currency_invalid`. */
export function money(minor: bigint, currency: string): Money {
  minorDigits(currency)
  return { minor, currency }
}

/** The sum; throws `currencies_differ`: two currencies never add. */
export function addMoney(a: Money, b: Money): Money {
  return { minor: a.minor + sameCurrency(a, b).minor, currency: a.currency }
}

/** The difference; throws `currencies_differ`. */
export function subtractMoney(a: Money, b: Money): Money {
  return { minor: a.minor - sameCurrency(a, b).minor, currency: a.currency }
}

/** The sum of a list, 0 of `currency` if it is empty; throws `currencies_differ`. */
export function sumMoney(amounts: readonly Money[], currency: string): Money {
  return amounts.reduce(addMoney, money(0n, currency))
}

/** -1, 0 or 1 as `a` is less than, equal to or more than `b`; throws `currencies_differ`. */
export function compareMoney(a: Money, b: Money): -1 | 0 | 1 {
  const { minor } = sameCurrency(a, b)
  return a.minor < minor ? -1 : a.minor > minor ? 1 : 0
}

/** The amount times a quantity or share, rounded once, half even; a text is read by `ratioOf` (`"1.5"` hours). */
export function multiplyMoney(amount: Money, by: Ratio | bigint | string): Money {
  const { num, den } = typeof by === 'object' ? by : typeof by === 'string' ? ratioOf(by) : ratio(by)
  return { minor: roundHalfEven({ num: amount.minor * num, den }), currency: amount.currency }
}

/**
 * Splits an amount over payers by whole-number shares so that the parts sum exactly: each gets its part rounded towards
 * zero, the units left over go one by one to the largest remainders, the first of equals first.
 * Throws `shares_invalid` if one is negative or all are 0.
 */
export function allocateMoney(amount: Money, shares: readonly bigint[]): Money[] {
  const total = shares.reduce((sum, share) => sum + share, 0n)
  if (total <= 0n || shares.some((share) => share < 0n)) throw new RuleError('shares_invalid')
  const sign = amount.minor < 0n ? -1n : 1n
  const size = amount.minor * sign
  const parts = shares.map((share) => (size * share) / total)
  const remainder = shares.map((share) => (size * share) % total)
  const left = Number(size - parts.reduce((sum, part) => sum + part, 0n))
  const order = shares.map((_, i) => i).sort((a, b) => descending(remainder[a]!, remainder[b]!) || a - b)
  for (const i of order.slice(0, left)) parts[i]! += 1n
  return parts.map((part) => ({ minor: part * sign, currency: amount.currency }))
}

/**
 * The amount in another currency at `rate` units of the target per unit of the source (major units, as rates are
 * published), rounded once, half even; throws `currency_invalid`, `ratio_invalid`.
 */
export function convertMoney(amount: Money, currency: string, rate: Ratio | string): Money {
  const { num, den } = typeof rate === 'string' ? ratioOf(rate) : rate
  const up = 10n ** BigInt(minorDigits(currency))
  const down = 10n ** BigInt(minorDigits(amount.currency))
  return { minor: roundHalfEven({ num: amount.minor * num * up, den: den * down }), currency }
}

/** Money for JSON. */
export function moneyToJson(amount: Money): MoneyJson {
  return { minor: amount.minor.toString(), currency: amount.currency }
}

/** Money from JSON; throws `money_invalid`, `currency_invalid`. */
export function moneyFromJson(json: MoneyJson): Money {
  if (!/^-?\d{1,30}$/.test(json.minor)) throw new RuleError('money_invalid', { minor: json.minor })
  return money(BigInt(json.minor), json.currency)
}

/** The amount as a plain decimal, `"1234.50"`, for files and for `Intl`; exact at any size. */
export function moneyToDecimal(amount: Money): string {
  const digits = minorDigits(amount.currency)
  const size = (amount.minor < 0n ? -amount.minor : amount.minor).toString().padStart(digits + 1, '0')
  const cut = size.length - digits
  return `${amount.minor < 0n ? '-' : ''}${size.slice(0, cut)}${digits > 0 ? `.${size.slice(cut)}` : ''}`
}

/** Money from a plain decimal; throws `money_invalid` for more decimals than the currency has: typed money is not rounded. */
export function moneyFromDecimal(text: string, currency: string): Money {
  const digits = minorDigits(currency)
  const match = /^(-?)(\d{1,30})(?:\.(\d{1,30}))?$/.exec(text)
  const decimals = match?.[3] ?? ''
  if (!match || decimals.length > digits) throw new RuleError('money_invalid', { text, currency })
  return { minor: BigInt(`${match[1]}${match[2]}${decimals.padEnd(digits, '0')}`), currency }
}

/** The amount as a person of that locale (BCP 47) writes it, always with the currency's own digits. */
export function formatMoney(amount: Money, locale: string): string {
  // As text: Intl reads it exactly, a number would lose the fen of amounts over 90 trillion.
  return moneyFormat(locale, amount.currency).format(moneyToDecimal(amount) as `${number}`)
}

// Making a format costs a thousand times what using it does; a list has hundreds of amounts in one.
const formats = new Map<string, Intl.NumberFormat>()

function moneyFormat(locale: string, currency: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`
  let format = formats.get(key)
  if (!format) {
    const digits = minorDigits(currency)
    const exactly = { minimumFractionDigits: digits, maximumFractionDigits: digits }
    format = new Intl.NumberFormat(locale, { style: 'currency', currency, ...exactly })
    formats.set(key, format)
  }
  return format
}

function sameCurrency(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RuleError('currencies_differ', { one: a.currency, other: b.currency })
  return b
}

function descending(a: bigint, b: bigint): number {
  return a > b ? -1 : a < b ? 1 : 0
}
