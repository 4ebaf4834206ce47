import type { Panel } from './panel.ts'

/** What a policy would have achieved; units, over all counted months. */
export interface Achieved {
  /** units asked for */
  asked: number
  /** of these at once from the shelf; a backorder filled later does not count */
  filled: number
  /** mean over the months of (on hand after receipt + on hand at the end) / 2, goods in transit not counted */
  stock: number
  /** mean units owed at the end of a month */
  owed: number
  /** order lines */
  orders: number
  /** months with demand, and those of them filled completely */
  demandMonths: number
  completeMonths: number
  /** units on hand at the end where nobody asked in any counted month */
  dead: number
}

export interface PolicyRun {
  /** whole months from order to shelf, ≥ 1 */
  leadTime: number
  /** first month that is run, with the shelf filled to the level */
  from: number
  /** first month that counts */
  counted: number
}

/**
 * Monthly review, order up to the level, backorders. In a month: receive what was ordered `leadTime` months ago (backorders first),
 * order up to the level (never less than nothing), serve the demand.
 * @param levels level of the month `run.from + k` at index k; as many as months are run
 */
export function simulatePart(demand: ArrayLike<number>, levels: ArrayLike<number>, run: PolicyRun): Achieved {
  const { leadTime, from, counted } = run
  const coming = new Float64Array(leadTime)
  const seen: Achieved = {
    asked: 0,
    filled: 0,
    stock: 0,
    owed: 0,
    orders: 0,
    demandMonths: 0,
    completeMonths: 0,
    dead: 0,
  }
  let hand = levels[0] ?? 0
  let owed = 0
  let ordered = 0
  for (let k = 0; k < levels.length; k++) {
    const received = coming[k % leadTime]!
    ordered -= received
    const settled = Math.min(received, owed)
    owed -= settled
    hand += received - settled
    const order = Math.max(0, levels[k]! - (hand - owed + ordered))
    coming[k % leadTime] = order
    ordered += order
    const before = hand
    const asked = demand[from + k]!
    const filled = Math.min(hand, asked)
    hand -= filled
    owed += asked - filled
    if (from + k < counted) continue
    seen.asked += asked
    seen.filled += filled
    seen.stock += (before + hand) / 2
    seen.owed += owed
    seen.orders += order > 0 ? 1 : 0
    seen.demandMonths += asked > 0 ? 1 : 0
    seen.completeMonths += asked > 0 && filled === asked ? 1 : 0
  }
  const months = from + levels.length - counted
  return { ...seen, stock: seen.stock / months, owed: seen.owed / months, dead: seen.asked === 0 ? hand : 0 }
}

/** The same for every part of a panel, added up. @param levels of part i and the k-th month run */
export function simulatePanel(panel: Panel, levels: (i: number, k: number) => number, run: PolicyRun, until: number) {
  const total: Achieved = {
    asked: 0,
    filled: 0,
    stock: 0,
    owed: 0,
    orders: 0,
    demandMonths: 0,
    completeMonths: 0,
    dead: 0,
  }
  for (let i = 0; i < panel.parts.length; i++) {
    const own = panel.demand.subarray(i * panel.months, (i + 1) * panel.months)
    const one = simulatePart(
      own,
      Array.from({ length: until - run.from }, (_, k) => levels(i, k)),
      run,
    )
    for (const key of Object.keys(total) as (keyof Achieved)[]) total[key] += one[key]
  }
  return total
}

/** One point of a trade-off curve: share filled at once and what had to lie on the shelf (units or money) for it. */
export interface TradeOff {
  fill: number
  stock: number
}

/** Stock for a given fill, linear between the two neighbouring points; null where the curve does not reach it. */
export function stockAt(points: readonly TradeOff[], fill: number): number | null {
  const sorted = [...points].sort((a, b) => a.fill - b.fill)
  const above = sorted.findIndex((point) => point.fill >= fill)
  const high = sorted[above]
  if (!high) return null
  const low = sorted[above - 1]
  if (!low || high.fill === low.fill) return high.stock
  return low.stock + ((high.stock - low.stock) * (fill - low.fill)) / (high.fill - low.fill)
}
