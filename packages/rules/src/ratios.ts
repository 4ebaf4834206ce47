import { RuleError } from './errors.ts'

/** An exact fraction, `den` > 0: quantities, rates and shares never pass through a float. */
export interface Ratio {
  num: bigint
  den: bigint
}

/** An exact fraction from whole numbers; throws `ratio_invalid` unless `den` > 0. */
export function ratio(num: bigint, den = 1n): Ratio {
  if (den <= 0n) throw new RuleError('ratio_invalid', { num: String(num), den: String(den) })
  return { num, den }
}

/** The exact fraction a decimal text means, `"1.25"`, as quantities and exchange rates travel; throws `ratio_invalid`. */
export function ratioOf(text: string): Ratio {
  const match = /^(-?)(\d{1,30})(?:\.(\d{1,30}))?$/.exec(text)
  if (!match) throw new RuleError('ratio_invalid', { text })
  const decimals = match[3] ?? ''
  return { num: BigInt(`${match[1]}${match[2]}${decimals}`), den: 10n ** BigInt(decimals.length) }
}

/**
 * The one rounding place for money: half even (banker's rounding), the nearest whole number of num/den and the even
 * one of two equally near. Throws `ratio_invalid` unless `den` > 0.
 */
export function roundHalfEven({ num, den }: Ratio): bigint {
  if (den <= 0n) throw new RuleError('ratio_invalid', { num: String(num), den: String(den) })
  const whole = num / den
  const twice = 2n * (num - whole * den)
  const size = twice < 0n ? -twice : twice
  const away = size > den || (size === den && whole % 2n !== 0n)
  return away ? whole + (num < 0n ? -1n : 1n) : whole
}
