import { RuleError } from './errors.ts'
import { type Ratio, roundHalfEven } from './ratios.ts'

/** How the money of a bill is rounded: the name of the rule is stored with the bill, so that it never calculates anew by another. */
export interface Rounding {
  /** Tax is rounded line by line, or once on the sum of each rate. */
  by: 'line' | 'total'
  mode: 'half_up' | 'half_even'
  /** The amount to pay is a multiple of this many minor units: 5 where the smallest coin is 0.05. */
  step: bigint
}

/** What holds where nothing else is said. */
export const DEFAULT_ROUNDING = 'total.half_even.1'

const NAME = /^(line|total)\.(half_up|half_even)\.([1-9]\d{0,3})$/

/** The rule a name means, `total.half_up.5`; throws `rounding_invalid`. */
export function roundingOf(name: string): Rounding {
  const match = NAME.exec(name)
  if (!match) throw new RuleError('rounding_invalid', { name })
  return { by: match[1] as Rounding['by'], mode: match[2] as Rounding['mode'], step: BigInt(match[3]!) }
}

/** The nearest whole number; of two equally near the one further from zero, or the even one. */
export function roundBy(value: Ratio, mode: Rounding['mode']): bigint {
  if (mode === 'half_even') return roundHalfEven(value)
  const { num, den } = value
  const size = num < 0n ? -num : num
  const up = (2n * size + den) / (2n * den)
  return num < 0n ? -up : up
}

/** The nearest multiple of the step: what can be paid with the coins there are. */
export const roundToStep = (minor: bigint, { step, mode }: Rounding): bigint =>
  roundBy({ num: minor, den: step }, mode) * step
