import { demandOf, leafCurve, owedByTop, type Place, type TierModel } from './tiers.ts'

/** How spares of one part are split between a depot and its outlets, and what stays owed to customers then. */
export interface Split {
  /** spares in all */
  units: number
  depot: number
  outlets: number[]
  /** expected units owed at the outlets */
  owed: number
}

/**
 * Best split of 0, 1, … `most` spares between a depot and its outlets (two tiers; the depot itself has no customers here). For every
 * depot stock the outlets' curves are convex, so unit after unit goes where it takes most off; then the best depot stock wins.
 */
export function bestSplits(depot: Place, most: number, model: TierModel = 'exact'): Split[] {
  const outlets = depot.below ?? []
  const rate = demandOf(depot)
  const best: (Split | undefined)[] = []
  for (let s0 = 0; s0 <= most; s0++) {
    const owed = owedByTop(depot, s0)
    const curves = outlets.map((one) =>
      leafCurve(one, rate > 0 ? (demandOf(one) * (1 - (one.localShare ?? 0))) / rate : 0, owed, model),
    )
    const stocks = outlets.map(() => 0)
    for (let units = s0; units <= most; units++) {
      if (units > s0) {
        const to = whereMost(curves, stocks)
        if (to < 0) break
        stocks[to] = stocks[to]! + 1
      }
      const left = curves.reduce((sum, curve, j) => sum + (curve[stocks[j]!] ?? 0), 0)
      if (left < (best[units]?.owed ?? Number.POSITIVE_INFINITY) - 1e-12)
        best[units] = { units, depot: s0, outlets: [...stocks], owed: left }
    }
  }
  return best.filter((one) => one !== undefined)
}

function whereMost(curves: readonly Float64Array[], stocks: readonly number[]): number {
  let to = -1
  let most = -1
  curves.forEach((curve, j) => {
    const gain = (curve[stocks[j]!] ?? 0) - (curve[stocks[j]! + 1] ?? 0)
    if (gain > most + 1e-15) {
      most = gain
      to = j
    }
  })
  return to
}

/** One way to stock a part: what it costs and what stays owed. */
export interface Choice {
  money: number
  owed: number
}

/** The choices on the lower convex hull, cheapest first: every step buys less per money than the one before. */
export function lowerHull<One extends Choice>(choices: readonly One[]): One[] {
  const hull: One[] = []
  for (const one of [...choices].sort((a, b) => a.money - b.money || a.owed - b.owed)) {
    const last = hull.at(-1)
    if (last && one.owed >= last.owed - 1e-12) continue
    while (hull.length > 1 && slope(hull.at(-2)!, hull.at(-1)!) <= slope(hull.at(-1)!, one)) hull.pop()
    hull.push(one)
  }
  return hull
}

/** What is owed less per money. */
const slope = (from: Choice, to: Choice) => (from.owed - to.owed) / (to.money - from.money)

/** What was chosen for each part, in the order given, what it costs together and what stays owed. */
export interface Allocation<One extends Choice> {
  chosen: One[]
  money: number
  owed: number
}

/**
 * Spends a budget over several parts: every part begins at its cheapest choice, then along the hulls the largest slope first. A step
 * that no longer fits ends its part; smaller steps of other parts may still fit.
 * @throws RangeError when even the cheapest choices exceed the budget
 */
export function allocate<One extends Choice>(parts: readonly (readonly One[])[], budget: number): Allocation<One> {
  const hulls = parts.map(lowerHull)
  const at = hulls.map(() => 0)
  let money = hulls.reduce((sum, hull) => sum + hull[0]!.money, 0)
  if (money > budget) throw new RangeError(`the cheapest choices cost ${money}, more than the budget of ${budget}`)
  const steps = hulls
    .flatMap((hull, i) => hull.slice(1).map((to, n) => ({ i, n: n + 1, gain: slope(hull[n]!, to) })))
    .sort((a, b) => b.gain - a.gain || a.i - b.i || a.n - b.n)
  for (const { i, n } of steps) {
    if (at[i] !== n - 1) continue
    const cost = hulls[i]![n]!.money - hulls[i]![n - 1]!.money
    if (money + cost > budget) continue
    at[i] = n
    money += cost
  }
  const chosen = hulls.map((hull, i) => hull[at[i]!]!)
  return { chosen, money, owed: chosen.reduce((sum, one) => sum + one.owed, 0) }
}
