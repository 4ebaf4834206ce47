import { percentOf } from './figures.ts'

export type ServiceLevel = 'fail' | 'pass' | 'star3' | 'star4' | 'star5'

/** Lowest scores of the levels of GB/T 27922-2011. */
const LEVELS: [level: ServiceLevel, from: number][] = [
  ['star5', 95],
  ['star4', 90],
  ['star3', 80],
  ['pass', 70],
]
/** So many special deductions fail the whole, whatever the score. */
const TOO_MANY = 5

export function gbt27922Level(score: number, specialDeductions = 0): ServiceLevel {
  if (specialDeductions >= TOO_MANY) return 'fail'
  return LEVELS.find(([, from]) => score >= from)?.[0] ?? 'fail'
}

/** An item that was sampled loses points by the share that did not conform; a qualitative one all of them. */
export const sampledPoints = (points: number, nonconforming: number, sampled: number) =>
  sampled === 0 ? points : points * (1 - nonconforming / sampled)

export interface ServiceScore {
  /** Two decimals, as certificates print it. */
  score: number
  level: ServiceLevel
  /** The sum and its result in one line. */
  text: string
}

/**
 * Earned ÷ points in scope × 100, then special points. The standard does not say whether special points come before or after the scaling:
 * after is our setting. One bonus point counts at most. The level is read from the unrounded score.
 */
export function gbt27922Score(earned: number, inScope: number, special = 0): ServiceScore {
  const points = Math.min(special, 1)
  const exact = (percentOf(earned, inScope) ?? 0) + points
  const level = gbt27922Level(exact, Math.max(0, -special))
  const score = Math.round(exact * 100) / 100
  const sum = `${earned}/${inScope}*100${points === 0 ? '' : points > 0 ? `+${points}` : points}`
  return { score, level, text: `${sum} = ${score.toFixed(2)} → ${level}` }
}

/** The ten-per-cent rule of 5.1.2.2: certified service managers among the managers of service functions, at least one. */
export const enoughManagers = (certified: number, managers: number) => certified >= 1 && certified * 10 >= managers

/** SB/T 10401-2006, the predecessor: 70 in all and at least half of the points of each item. */
export const sbt10401Passed = (items: readonly { points: number; earned: number }[]) =>
  items.reduce((sum, one) => sum + one.earned, 0) >= 70 && items.every((one) => one.earned * 2 >= one.points)
