import { RuleError } from './errors.ts'
import { type Rounding, roundBy } from './rounding.ts'

/** The tax on a price, or inside one that includes it; the rate in basis points (1300 = 13 %). Throws `tax_rate_invalid`. */
export function taxOf(minor: bigint, bp: number, included: boolean, mode: Rounding['mode']): bigint {
  if (!Number.isInteger(bp) || bp < 0 || bp > 100_000) throw new RuleError('tax_rate_invalid', { rate: bp })
  const points = BigInt(bp)
  return roundBy({ num: minor * points, den: included ? 10_000n + points : 10_000n }, mode)
}
