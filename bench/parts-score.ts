import {
  FILL_TARGETS,
  LEAD_TIMES,
  type Panel,
  type PlanTable,
  panelUntil,
  planTable,
  QUANTILES,
  simulatePart,
  stockAt,
} from '../packages/parts-planning/src/index.ts'
import type { Method } from './parts-peers.ts'

/** First simulated month, first counted month and end of the comparison (parts-planning.md, section 2). */
export const MONTHS = { from: 27, counted: 39, until: 51 }

/** What was filled and what lay on the shelf, by part, for every target of one rule and lead time. */
interface Curve {
  filled: Float64Array[]
  stock: Float64Array[]
}

export interface Score {
  /** item L1, item L2, ratio L1, ratio L2 */
  curves: Record<'item L1' | 'item L2' | 'ratio L1' | 'ratio L2', Curve>
  asked: Float64Array
  /** mean wQL for 1, 2 and 3 months */
  wql: number[]
  biasPercent: number
  /** processor seconds of one plan */
  seconds: number
}

/** Plans every month with what was known then, and lives through it. */
export function score(panel: Panel, method: Method, rule: 'each' | 'together', say: (text: string) => void): Score {
  const before = process.cpuUsage()
  const plans: PlanTable[] = []
  for (let t = MONTHS.from; t < MONTHS.until; t++) {
    say(`month ${t - MONTHS.from + 1} of ${MONTHS.until - MONTHS.from}`)
    plans.push(planTable(method(panelUntil(panel, t)), rule))
  }
  const { user, system } = process.cpuUsage(before)
  const curve = (levels: (plan: PlanTable) => number[][], leadTime: number) => lived(panel, plans.map(levels), leadTime)
  return {
    curves: {
      'item L1': curve((plan) => plan.item[0]!, LEAD_TIMES[0]!),
      'item L2': curve((plan) => plan.item[1]!, LEAD_TIMES[1]!),
      'ratio L1': curve((plan) => plan.ratio[0]!, LEAD_TIMES[0]!),
      'ratio L2': curve((plan) => plan.ratio[1]!, LEAD_TIMES[1]!),
    },
    asked: Float64Array.from(panel.parts, (_, i) => unitsOf(panel, i, MONTHS.counted, MONTHS.until)),
    wql: [1, 2, 3].map((months) => meanLoss(panel, plans, months)),
    biasPercent: bias(panel, plans),
    seconds: (user + system) / 1e6 / plans.length,
  }
}

function unitsOf(panel: Panel, i: number, from: number, until: number): number {
  let units = 0
  for (let t = from; t < until; t++) units += panel.demand[i * panel.months + t]!
  return units
}

/** @param levels of each month, target and part */
function lived(panel: Panel, levels: readonly number[][][], leadTime: number): Curve {
  const run = { leadTime, from: MONTHS.from, counted: MONTHS.counted }
  const targets = levels[0]!.length
  const curve: Curve = { filled: [], stock: [] }
  for (let k = 0; k < targets; k++) {
    const each = panel.parts.map((_, i) =>
      simulatePart(
        panel.demand.subarray(i * panel.months, (i + 1) * panel.months),
        levels.map((month) => month[k]![i]!),
        run,
      ),
    )
    curve.filled.push(Float64Array.from(each, ({ filled }) => filled))
    curve.stock.push(Float64Array.from(each, ({ stock }) => stock))
  }
  return curve
}

/** Mean over the shares of 2 Σ ρ / Σ y, demand of so many months together. */
function meanLoss(panel: Panel, plans: readonly PlanTable[], months: number): number {
  let asked = 0
  const loss = QUANTILES.map(() => 0)
  for (let t = MONTHS.counted; t <= MONTHS.until - months; t++)
    panel.parts.forEach((_, i) => {
      const y = unitsOf(panel, i, t, t + months)
      asked += y
      QUANTILES.forEach((share, k) => {
        const q = plans[t - MONTHS.from]!.quantile[months - 1]![k]![i]!
        loss[k] = loss[k]! + (y >= q ? share * (y - q) : (1 - share) * (q - y))
      })
    })
  return (2 * loss.reduce((sum, one) => sum + one, 0)) / asked / QUANTILES.length
}

function bias(panel: Panel, plans: readonly PlanTable[]): number {
  let expected = 0
  let asked = 0
  for (let t = MONTHS.counted; t < MONTHS.until; t++)
    panel.parts.forEach((_, i) => {
      expected += plans[t - MONTHS.from]!.mean[i]!
      asked += panel.demand[i * panel.months + t]!
    })
  return 100 * (expected / asked - 1)
}

/** Units on the shelf for 95 % filled at once. @param times how often each part counts, for the bootstrap */
export function stockAt95({ curves, asked }: Score, curve: keyof Score['curves'], times?: Uint16Array): number {
  const sum = (values: Float64Array) => values.reduce((total, one, i) => total + one * (times?.[i] ?? 1), 0)
  const { filled, stock } = curves[curve]
  const all = sum(asked)
  const points = filled.map((own, k) => ({ fill: sum(own) / all, stock: sum(stock[k]!) }))
  return stockAt(points, 0.95) ?? Number.NaN
}

/** Share filled at the item target of 95 %. */
export function filledAt95({ curves, asked }: Score, curve: 'item L1' | 'item L2'): number {
  const all = asked.reduce((sum, one) => sum + one, 0)
  return curves[curve].filled[FILL_TARGETS.indexOf(0.95)]!.reduce((sum, one) => sum + one, 0) / all
}
