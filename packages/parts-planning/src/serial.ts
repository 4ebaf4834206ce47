/** One stage of a chain in which every unit passes through all stages. */
export interface Stage {
  /** what a unit here and further down costs more to keep than one stage up, a period */
  echelonHolding: number
  /** whole or broken periods from the stage above */
  leadTime: number
}

/** Echelon order-up-to level of each stage, customers' end first, and the expected cost of a period. */
export interface SerialPlan {
  levels: number[]
  cost: number
}

/** Points of a standard deviation of one period; finer changes the cost by less than 10⁻⁴. */
const FINENESS = 40

/**
 * Optimal echelon levels of a serial chain (HQ → depot → station) with normal demand and backorders (Clark, Scarf 1960; Chen, Zheng
 * 1994). @param stages customers' end first @param shortage cost of one unit owed, a period
 */
export function serialLevels(
  stages: readonly Stage[],
  shortage: number,
  demand: { mean: number; sd: number },
): SerialPlan {
  const step = demand.sd / FINENESS
  const time = stages.reduce((sum, { leadTime }) => sum + leadTime, 0)
  const reach = 8 * demand.sd * Math.sqrt(time)
  const low = -reach - demand.mean * time
  const size = Math.ceil((2 * reach + 2 * demand.mean * time) / step)
  const at = (n: number) => low + n * step
  const penalty = shortage + stages.reduce((sum, { echelonHolding }) => sum + echelonHolding, 0)
  // What a stage is charged for leaving the one below short; below the grid it goes on as a straight line.
  let induced = Float64Array.from({ length: size }, (_, n) => penalty * Math.max(0, -at(n)))
  const levels: number[] = []
  let cost = 0
  for (const { echelonHolding, leadTime } of stages) {
    const inside = induced.map((value, n) => value + echelonHolding * at(n))
    const expected = expectation(inside, step, leadTime * demand.mean, Math.sqrt(leadTime) * demand.sd)
    let best = 0
    for (let n = 0; n < size; n++) if (expected[n]! < expected[best]!) best = n
    levels.push(at(best))
    cost = expected[best]!
    induced = expected.map((value, n) => (n < best ? value : expected[best]!))
  }
  return { levels, cost }
}

/** E[f(y − D)] on the grid, D normal with these moments. */
function expectation(values: Float64Array, step: number, mean: number, sd: number): Float64Array {
  const half = Math.ceil((6 * sd) / step)
  const chances = Float64Array.from({ length: 2 * half + 1 }, (_, k) =>
    Math.exp(-0.5 * (((k - half) * step) / sd) ** 2),
  )
  const total = chances.reduce((sum, one) => sum + one, 0)
  const shift = mean / step
  const slope = values[1]! - values[0]!
  const valueAt = (place: number) => {
    if (place < 0) return values[0]! + slope * place
    const n = Math.min(values.length - 2, Math.floor(place))
    return values[n]! + (values[n + 1]! - values[n]!) * (place - n)
  }
  return values.map((_, n) => {
    let sum = 0
    for (let k = 0; k < chances.length; k++) sum += chances[k]! * valueAt(n - shift - (k - half))
    return sum / total
  })
}
