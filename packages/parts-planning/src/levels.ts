import { type Counts, HAIR, meanOf, quantileOf, shortages } from './counts.ts'

/** What stock of each height promises one part: share of its units filled at once, at 0, 1, 2 … */
export interface Promises {
  /** expected units a month */
  mean: number
  /** fill[s] for order-up-to level s */
  fill: Float64Array
}

/**
 * Fill by order-up-to level, monthly review. The new shortage of the last month of the protection time is what stays unfilled:
 * fill(S) = 1 − (X_after(S) − X_before(S)) / μ.
 * @param before demand over the lead time @param after demand over lead time and review period @param mean units of one month
 */
export function promisesOf(before: Counts, after: Counts, mean: number): Promises {
  const shortBefore = shortages(before)
  const shortAfter = shortages(after)
  const fill = shortAfter.map((short, s) => (mean <= 1e-12 ? 1 : 1 - Math.max(0, short - shortBefore[s]!) / mean))
  return { mean, fill }
}

/** Smallest level whose promised fill reaches the target (item rule). The last level where none does. */
export function levelForFill({ fill }: Promises, target: number): number {
  for (let s = 0; s < fill.length; s++) if (fill[s]! >= target - HAIR) return s
  return fill.length - 1
}

/**
 * Levels with one fill for every part such that all parts **together** are promised `target`. Whole units promise each part more than
 * was asked; the common threshold is lowered by exactly what that adds up to. A single part gets `levelForFill`.
 */
export function levelsTogether(parts: readonly Promises[], target: number): number[] {
  const asked = parts.reduce((sum, { mean }) => sum + mean, 0)
  const promised = (threshold: number) =>
    parts.reduce((sum, part) => sum + part.mean * part.fill[levelForFill(part, threshold)]!, 0)
  let low = 0
  let high = target
  for (let step = 0; step < 30 && high - low > 1e-7; step++) {
    const middle = (low + high) / 2
    if (promised(middle) >= (target - HAIR) * asked) high = middle
    else low = middle
  }
  return parts.map((part) => levelForFill(part, high))
}

/** Level for a critical ratio: smallest S with P(demand over lead time and review ≤ S) ≥ ratio. @param ratio 0 … 1 */
export const levelForRatio = (protection: Counts, ratio: number): number => quantileOf(protection, ratio)

/**
 * Level by the price of a shortage: one more unit is worth having while its chance of being needed times that price exceeds its own
 * price (both over the same time). One price of a shortage for the whole house keeps the most units filled for the money.
 * @param shortage price of one unit missing, > 0 @param unit price of one unit on the shelf, > 0
 */
export const levelForPrice = (protection: Counts, shortage: number, unit: number): number =>
  quantileOf(protection, shortage / (shortage + unit))

/** Demand over a lead time that varies, plus `review` months: Σ P(l) · D(l + review). @param chances of each lead time in months, ≥ 0 */
export function protectionDemand(
  demand: (months: number) => Counts,
  leadTimes: readonly { months: number; chance: number }[],
  review: number,
): Counts {
  const total = leadTimes.reduce((sum, { chance }) => sum + chance, 0)
  const mixed = new Float64Array(demand(1).length)
  for (const { months, chance } of leadTimes) {
    const span = months + review
    // A part that is there at once has no demand before it.
    const counts = span > 0 ? demand(span) : null
    if (!counts) mixed[0] = mixed[0]! + chance / total
    else for (let k = 0; k < mixed.length; k++) mixed[k] = mixed[k]! + (chance / total) * counts[k]!
  }
  return mixed
}

/** The fill a level promises when the lead time varies. */
export function promisesWith(
  demand: (months: number) => Counts,
  leadTimes: readonly { months: number; chance: number }[],
  review = 1,
): Promises {
  const mean = meanOf(demand(review))
  return promisesOf(protectionDemand(demand, leadTimes, 0), protectionDemand(demand, leadTimes, review), mean)
}
