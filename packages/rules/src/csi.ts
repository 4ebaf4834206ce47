import { RuleError } from './errors.ts'

/** The lowest and highest answer of a question, whole numbers. */
export interface Scale {
  min: number
  max: number
}

/** Both answers to one question; null = not answered. */
export interface AnswerPair {
  expected: number | null
  perceived: number | null
}

export type CsiBand = 'dissatisfied' | 'satisfied' | 'very_satisfied'

/** CSI of `n` pairs: the exact ratio `perceived`/`expected` (sums), the same in percent, its band; null without a pair. */
export interface Csi {
  perceived: number
  expected: number
  percent: number | null
  band: CsiBand | null
  n: number
  missing: number
}

/**
 * Customer satisfaction index: perceived ÷ expected × 100 %, over the sums of the pairs where both are answered.
 * Under 100 dissatisfied, exactly 100 satisfied, over 100 very satisfied (the band is decided on the whole numbers).
 * Guards of metrics.json: expected > 0, one scale for both; throws `scale_invalid`, `answer_invalid`.
 */
export function csi(answers: readonly AnswerPair[], scale: Scale): Csi {
  if (scale.min < 0) throw new RuleError('scale_invalid', { ...scale })
  const pairs = answeredPairs(answers, scale)
  const perceived = pairs.reduce((sum, pair) => sum + pair.perceived, 0)
  const expected = pairs.reduce((sum, pair) => sum + pair.expected, 0)
  const counts = { perceived, expected, n: pairs.length, missing: answers.length - pairs.length }
  if (expected === 0) return { ...counts, percent: null, band: null }
  const band = perceived < expected ? 'dissatisfied' : perceived === expected ? 'satisfied' : 'very_satisfied'
  return { ...counts, percent: (perceived * 100) / expected, band }
}

/** The five dimensions of SERVQUAL, in the order of the questionnaire. */
export const SERVQUAL_DIMENSIONS = ['tangibles', 'reliability', 'responsiveness', 'assurance', 'empathy'] as const
export type ServqualDimension = (typeof SERVQUAL_DIMENSIONS)[number]

/** Weights in percent. Source: Zeithaml et al. 1990, point allocation (metrics.json). */
export const SERVQUAL_WEIGHTS: Readonly<Record<ServqualDimension, number>> = {
  tangibles: 11,
  reliability: 32,
  responsiveness: 22,
  assurance: 19,
  empathy: 16,
}

/** Gap of a dimension: mean of perceived − expected over its `n` answered items, null without any. */
export interface DimensionGap {
  gap: number | null
  n: number
  missing: number
}

/** `gap` is the weighted sum over the answered dimensions (weights scaled up if some are not: then `complete` is false). */
export interface Servqual {
  gap: number | null
  complete: boolean
  dimensions: Record<ServqualDimension, DimensionGap>
}

/**
 * SERVQUAL gaps: Σ weight × mean(perceived − expected); negative = served worse than expected.
 * Throws `weights_invalid` unless the weights are not negative and sum to 100, `scale_invalid`, `answer_invalid`.
 */
export function servqual(
  answers: readonly (AnswerPair & { dimension: ServqualDimension })[],
  scale: Scale = { min: 1, max: 7 },
  weights = SERVQUAL_WEIGHTS,
): Servqual {
  const total = SERVQUAL_DIMENSIONS.reduce((sum, d) => sum + weights[d], 0)
  if (Math.abs(total - 100) > 1e-9 || SERVQUAL_DIMENSIONS.some((d) => !(weights[d] >= 0))) {
    throw new RuleError('weights_invalid', { total })
  }
  const dimensions = {} as Record<ServqualDimension, DimensionGap>
  let sum = 0
  let weight = 0
  for (const dimension of SERVQUAL_DIMENSIONS) {
    const asked = answers.filter((answer) => answer.dimension === dimension)
    const pairs = answeredPairs(asked, scale)
    const n = pairs.length
    const gap = n === 0 ? null : pairs.reduce((total, p) => total + p.perceived - p.expected, 0) / n
    dimensions[dimension] = { gap, n, missing: asked.length - n }
    if (gap === null) continue
    sum += weights[dimension] * gap
    weight += weights[dimension]
  }
  const complete = SERVQUAL_DIMENSIONS.every((d) => dimensions[d].n > 0)
  return { gap: weight === 0 ? null : sum / weight, complete, dimensions }
}

/** Net promoter score of `n` answers, -100 to 100, null without any. */
export interface Nps {
  score: number | null
  promoters: number
  passives: number
  detractors: number
  n: number
  missing: number
}

/** NPS: share of 9–10 less share of 0–6, in points; null answers are counted as missing; throws `answer_invalid`. */
export function nps(answers: readonly (number | null)[]): Nps {
  const given = answers.filter((answer) => answer !== null)
  for (const answer of given) mustFit(answer, { min: 0, max: 10 })
  const n = given.length
  const promoters = given.filter((answer) => answer >= 9).length
  const detractors = given.filter((answer) => answer <= 6).length
  const score = n === 0 ? null : ((promoters - detractors) * 100) / n
  return { score, promoters, passives: n - promoters - detractors, detractors, n, missing: answers.length - n }
}

function answeredPairs(answers: readonly AnswerPair[], scale: Scale): { expected: number; perceived: number }[] {
  if (!Number.isInteger(scale.min) || !Number.isInteger(scale.max) || scale.min >= scale.max) {
    throw new RuleError('scale_invalid', { ...scale })
  }
  const pairs: { expected: number; perceived: number }[] = []
  for (const { expected, perceived } of answers) {
    if (expected !== null) mustFit(expected, scale)
    if (perceived !== null) mustFit(perceived, scale)
    if (expected !== null && perceived !== null) pairs.push({ expected, perceived })
  }
  return pairs
}

function mustFit(answer: number, { min, max }: Scale): void {
  if (!Number.isInteger(answer) || answer < min || answer > max)
    throw new RuleError('answer_invalid', { answer, min, max })
}
