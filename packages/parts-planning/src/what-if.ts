import { forecastWith, type Learnt, learn } from './forecast.ts'
import { levelForPrice } from './levels.ts'
import { type Panel, panelUntil } from './panel.ts'
import { simulatePart, stockAt } from './simulate.ts'

/** Months that count, and months before them that only fill shelves and pipes. */
const COUNTED = 12
const WARM_UP = 12
/** Months of history before the first simulated one. */
const LEAST_HISTORY = 12
/** What was learnt serves so many months; learning anew every month changes the answer by less than its noise. */
const LEARN_EVERY = 6
/** Prices of a shortage, as multiples of the median part's price. */
const SHORTAGES = Array.from({ length: 25 }, (_, n) => 10 ** (-1 + n / 4))

/** What a share filled at once would have cost in the last twelve months. */
export interface WhatIf {
  /** for every price of a shortage: share filled and money on the shelf */
  curve: { shortage: number; fill: number; money: number }[]
  /** the money for each asked share; null where the curve does not reach it */
  answers: { fill: number; money: number | null }[]
}

/**
 * "What would 97 % cost?", simulated on the own history: every month planned with what was known then, then lived through.
 * @param prices price of one unit of each part, > 0, in the order of the panel
 * @param leadTime whole months, ≥ 1
 * @throws RangeError for a history of fewer than 36 months
 */
export function whatWouldItCost(
  panel: Panel,
  prices: readonly number[],
  fills: readonly number[],
  leadTime = 1,
  say: (share: number) => void = () => {},
): WhatIf {
  const from = panel.months - COUNTED - WARM_UP
  if (from < LEAST_HISTORY)
    throw new RangeError(`needs ${LEAST_HISTORY + WARM_UP + COUNTED} months of history, not ${panel.months}`)
  const median = [...prices].sort((a, b) => a - b)[Math.floor(prices.length / 2)]!
  const levels = SHORTAGES.map(() => panel.parts.map(() => new Float64Array(WARM_UP + COUNTED)))
  let learnt: Learnt | null = null
  for (let t = from; t < panel.months; t++) {
    const known = panelUntil(panel, t)
    if (!learnt || (t - from) % LEARN_EVERY === 0) learnt = learn(known)
    const forecast = forecastWith(learnt, known)
    for (let i = 0; i < panel.parts.length; i++) {
      const protection = forecast.demand(i, leadTime + 1)
      SHORTAGES.forEach((multiple, n) => {
        levels[n]![i]![t - from] = levelForPrice(protection, multiple * median, prices[i]!)
      })
    }
    say((t - from + 1) / (WARM_UP + COUNTED))
  }
  const curve = SHORTAGES.map((multiple, n) => ({
    shortage: multiple * median,
    ...lived(panel, levels[n]!, prices, { leadTime, from, counted: from + WARM_UP }),
  }))
  const points = curve.map(({ fill, money }) => ({ fill, stock: money }))
  return { curve, answers: fills.map((fill) => ({ fill, money: stockAt(points, fill) })) }
}

function lived(
  panel: Panel,
  levels: readonly Float64Array[],
  prices: readonly number[],
  run: { leadTime: number; from: number; counted: number },
): { fill: number; money: number } {
  let asked = 0
  let filled = 0
  let money = 0
  levels.forEach((own, i) => {
    const achieved = simulatePart(panel.demand.subarray(i * panel.months, (i + 1) * panel.months), own, run)
    asked += achieved.asked
    filled += achieved.filled
    money += achieved.stock * prices[i]!
  })
  return { fill: asked > 0 ? filled / asked : 1, money }
}
