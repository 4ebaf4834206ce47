import { MOST_UNITS, quantileOf } from './counts.ts'
import type { Forecast } from './forecast.ts'
import { levelForFill, levelForRatio, levelsTogether, promisesOf } from './levels.ts'

/** Targets, ratios and shares of the public comparison (parts-planning.md, section 2). */
export const FILL_TARGETS = [
  0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.875, 0.9, 0.925, 0.95, 0.97, 0.98, 0.99, 0.995, 0.998, 0.999,
]
export const CRITICAL_RATIOS = [
  0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.825, 0.85, 0.875, 0.9, 0.92, 0.94, 0.95, 0.96, 0.97, 0.975, 0.98, 0.985,
  0.99, 0.9925, 0.995, 0.9975, 0.999, 0.9995,
]
export const QUANTILES = [0.5, 0.8, 0.9, 0.95, 0.99]
export const LEAD_TIMES = [1, 2]

/** Levels and quantiles of every part, as arrays in the order of the lists above. */
export interface PlanTable {
  parts: readonly string[]
  mean: number[]
  /** [lead time][target][part] */
  item: number[][][]
  /** [lead time][ratio][part] */
  ratio: number[][][]
  /** [months − 1][share][part] */
  quantile: number[][][]
}

/**
 * What `aftercare parts plan` writes: levels for every target, ratio and lead time, quantiles of 1 to 3 months, the mean.
 * @param rule `each`: every part reaches the item target by itself; `together`: all parts together do, with one threshold for each (ADR 13)
 */
export function planTable(
  { parts, demand, mean }: Pick<Forecast, 'parts' | 'demand' | 'mean'>,
  rule: 'each' | 'together' = 'together',
): PlanTable {
  const each = parts.map((_, i) => [1, 2, 3].map((months) => demand(i, months, MOST_UNITS)))
  const means = parts.map((_, i) => mean(i))
  const promises = LEAD_TIMES.map((lead) => each.map((own, i) => promisesOf(own[lead - 1]!, own[lead]!, means[i]!)))
  return {
    parts,
    mean: means,
    item: promises.map((own) =>
      FILL_TARGETS.map((target) =>
        rule === 'together' ? levelsTogether(own, target) : own.map((one) => levelForFill(one, target)),
      ),
    ),
    ratio: LEAD_TIMES.map((lead) =>
      CRITICAL_RATIOS.map((ratio) => each.map((own) => levelForRatio(own[lead]!, ratio))),
    ),
    quantile: [0, 1, 2].map((m) => QUANTILES.map((share) => each.map((own) => quantileOf(own[m]!, share)))),
  }
}

/** Header and rows of the plan as text cells. */
export function* planRows(plan: PlanTable): Generator<string[]> {
  const columns = [
    ...plan.item.flatMap((lead, l) =>
      lead.map((cells, k) => ({ name: `S_item_L${LEAD_TIMES[l]}_${FILL_TARGETS[k]}`, cells })),
    ),
    ...plan.ratio.flatMap((lead, l) =>
      lead.map((cells, k) => ({ name: `S_ratio_L${LEAD_TIMES[l]}_${CRITICAL_RATIOS[k]}`, cells })),
    ),
    ...plan.quantile.flatMap((months, m) => months.map((cells, k) => ({ name: `q${m + 1}_${QUANTILES[k]}`, cells }))),
    { name: 'mean', cells: plan.mean.map((mean) => Number(mean.toFixed(6))) },
  ]
  yield ['part', ...columns.map(({ name }) => name)]
  for (const [i, part] of plan.parts.entries()) yield [part, ...columns.map(({ cells }) => String(cells[i]))]
}
