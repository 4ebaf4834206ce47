/**
 * A distribution of whole numbers of units: probability of 0, 1, 2 … in a Float64Array; the last entry holds everything from there on.
 * All functions are pure; none changes what it is given.
 */
export type Counts = Float64Array

/** Largest number of units told apart; what lies beyond counts as this (parts-planning.md, section 2). */
export const MOST_UNITS = 255

/** Guards comparisons of probabilities against the last bits of floating point. */
export const HAIR = 1e-9

/** All probability on zero units. */
export function nothing(most = MOST_UNITS): Counts {
  const counts = new Float64Array(most + 1)
  counts[0] = 1
  return counts
}

/** Poisson distribution. @param mean expected units, ≥ 0 */
export function poisson(mean: number, most = MOST_UNITS): Counts {
  const counts = new Float64Array(most + 1)
  addNegativeBinomial(counts, 1, mean, 0)
  return counts
}

/** Negative binomial by its moments. @param mean expected units, ≥ 0 @param spread variance / mean − 1; 0 or less is Poisson */
export function negativeBinomial(mean: number, spread: number, most = MOST_UNITS): Counts {
  const counts = new Float64Array(most + 1)
  addNegativeBinomial(counts, 1, mean, spread)
  return counts
}

/**
 * Adds `weight` of a negative binomial to a mixture in the making (the one function here that writes into its argument).
 * What lies beyond the last entry goes onto it.
 */
export function addNegativeBinomial(into: Counts, weight: number, mean: number, spread: number): void {
  const last = into.length - 1
  if (mean <= 0) {
    into[0] = into[0]! + weight
    return
  }
  const narrow = spread <= 1e-6
  const shape = narrow ? Number.POSITIVE_INFINITY : mean / spread
  const ratio = narrow ? 0 : spread / (1 + spread)
  let log = narrow ? -mean : -shape * Math.log1p(spread)
  // Far above zero the first probabilities are too small for a number: walk in logarithms until they are not.
  let k = 0
  while (log < -690 && k < last) {
    log += narrow ? Math.log(mean / (k + 1)) : Math.log(((shape + k) / (k + 1)) * ratio)
    k++
  }
  if (k === last) {
    into[last] = into[last]! + weight
    return
  }
  let probability = weight * Math.exp(log)
  let left = weight
  for (; k < last; k++) {
    into[k] = into[k]! + probability
    left -= probability
    probability *= narrow ? mean / (k + 1) : ((shape + k) / (k + 1)) * ratio
    if (probability < 1e-15 * weight && k > mean) break
  }
  if (left > 0) into[last] = into[last]! + left * (k === last ? 1 : 0)
}

/** Expected units. */
export function meanOf(counts: Counts): number {
  let sum = 0
  for (let k = 1; k < counts.length; k++) sum += k * counts[k]!
  return sum
}

/** Variance of the units. */
export function varianceOf(counts: Counts): number {
  const mean = meanOf(counts)
  let sum = 0
  for (let k = 0; k < counts.length; k++) sum += (k - mean) ** 2 * counts[k]!
  return sum
}

/** Smallest number of units q with P(demand ≤ q) ≥ share. */
export function quantileOf(counts: Counts, share: number): number {
  let sum = 0
  for (let k = 0; k < counts.length; k++) {
    sum += counts[k]!
    if (sum >= share - HAIR) return k
  }
  return counts.length - 1
}

/** P(demand ≤ units). */
export function atMost(counts: Counts, units: number): number {
  let sum = 0
  for (let k = 0; k <= units && k < counts.length; k++) sum += counts[k]!
  return Math.min(1, sum)
}

/** E[(demand − s)⁺] for every stock s from 0 to the last entry. */
export function shortages(counts: Counts): Float64Array {
  const short = new Float64Array(counts.length)
  let beyond = 0
  for (let k = counts.length - 1; k > 0; k--) {
    beyond += counts[k]!
    short[k - 1] = short[k]! + beyond
  }
  return short
}

/** Distribution of the sum of two independent demands. */
export function plus(a: Counts, b: Counts): Counts {
  const most = a.length - 1
  const sum = new Float64Array(a.length)
  for (let i = 0; i < a.length; i++) {
    const pa = a[i]!
    if (pa === 0) continue
    for (let j = 0; j < b.length; j++) {
      const at = Math.min(i + j, most)
      sum[at] = sum[at]! + pa * b[j]!
    }
  }
  return sum
}
