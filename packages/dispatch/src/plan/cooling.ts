/** How the temperature falls over the budget, and what a job left out weighs; all in mean legs. */
export interface Cooling {
  hot: number
  /** part of the budget after which it is cold and made warm once more; 1 = never */
  firstUntil: number
  absence: number
  /** how many times their worth penalties count for at first */
  penalties: number
}

const WARM_AGAIN = 0.5
const COLD = 0.06
const LAST_ABSENCE = 30

/**
 * A route is opened by its first job alone, which seldom is worth it: penalties count for more at first, and for what
 * they are after this part of the budget.
 */
export const PENALTIES_AT_FIRST = 10
const TRUE_PENALTIES_FROM = 0.5

/** Somebody has to be left out: jobs are traded the more freely the hotter it is. */
const SHORT: Cooling = { hot: 2, firstUntil: 1, absence: 1, penalties: PENALTIES_AT_FIRST }
/** There is room for all. */
const ROOMY: Cooling = { hot: 1, firstUntil: 0.6, absence: 6, penalties: PENALTIES_AT_FIRST }
/** A plan that is good already, or the second thread of a portfolio. */
const COOL = 0.6

/** @param isRoomy some plan known has room for all who go by priority */
export function coolingFor(isRoomy: boolean, cool: boolean): Cooling {
  const usual = isRoomy ? ROOMY : SHORT
  return cool ? { ...usual, hot: COOL, firstUntil: 1, penalties: 1 } : usual
}

/** One of many short attempts (pool.ts); `hot` is where it begins. */
export const attempt = (hot: number, isRoomy: boolean): Cooling => ({
  ...(isRoomy ? ROOMY : SHORT),
  hot,
  firstUntil: 1,
  penalties: 1,
})

export function heatAt({ hot, firstUntil }: Cooling, spent: number): number {
  if (spent < firstUntil) return hot * (COLD / hot) ** (spent / firstUntil)
  if (firstUntil === 1) return COLD
  return WARM_AGAIN * (COLD / WARM_AGAIN) ** ((spent - firstUntil) / (1 - firstUntil))
}

export const absenceAt = ({ absence }: Cooling, spent: number): number => absence * (LAST_ABSENCE / absence) ** spent

export const penaltiesAt = ({ penalties }: Cooling, spent: number): number =>
  penalties ** Math.max(0, 1 - spent / TRUE_PENALTIES_FROM)
