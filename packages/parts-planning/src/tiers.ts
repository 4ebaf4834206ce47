import { type Counts, meanOf, negativeBinomial, plus, poisson, shortages, varianceOf } from './counts.ts'

/**
 * How the backorders of a place above reach the places below (parts-planning.md, section 6).
 * `metric` is Sherbrooke's first model; it promises too few backorders and is here for comparison only.
 */
export type TierModel = 'exact' | 'vari-metric' | 'metric'

/** A place that keeps stock one for one (s − 1, s), with the places it supplies. Rates and times in one unit of time. */
export interface Place {
  /** demand of its own customers, Poisson, ≥ 0 */
  rate: number
  /** order-up-to level, whole, ≥ 0 */
  stock: number
  /** time from ordering at the place above (at the top: from the supplier) to arrival, when that place has it; ≥ 0 */
  orderTime: number
  /** share of the demand repaired or bought locally, 0 … 1; the rest is ordered above */
  localShare?: number
  /** mean time of local repair */
  localTime?: number
  below?: readonly Place[]
}

/** What a place promises in the long run. */
export interface PlacePromise {
  /** demand that passes through it, a unit of time */
  rate: number
  /** expected units it owes, and their variance */
  backorders: number
  variance: number
  /** share of its demand served at once */
  fill: number
  /** mean wait of one demand; 0 without demand */
  wait: number
  below: PlacePromise[]
}

/** Long-run figures of a tree of places: two tiers, three, or any. @throws never; times and rates must be ≥ 0 */
export function promiseOfTiers(top: Place, model: TierModel = 'exact'): PlacePromise {
  const rate = demandOf(top)
  return promiseOf(top, poisson(pipeOf(top, rate), mostOf(top, rate)), model)
}

/** Expected units owed to customers in the whole tree: those of places with customers of their own. */
export function owedToCustomers(place: Place, promise: PlacePromise): number {
  const own = promise.rate > 0 ? (place.rate / promise.rate) * promise.backorders : 0
  return (place.below ?? []).reduce((sum, one, j) => sum + owedToCustomers(one, promise.below[j]!), own)
}

/** All demand that arrives at a place: its customers' and the orders of the places below. */
export function demandOf(place: Place): number {
  return (place.below ?? []).reduce((sum, one) => sum + ordersOf(one), place.rate)
}

const ordersOf = (place: Place) => demandOf(place) * (1 - (place.localShare ?? 0))

/** Units on the way to a place or in local repair, were the place above never short. */
function pipeOf(place: Place, rate: number): number {
  const local = place.localShare ?? 0
  return rate * local * (place.localTime ?? 0) + rate * (1 - local) * place.orderTime
}

/** Far enough into the tail of everything that can be on order in the tree. */
function mostOf(top: Place, rate: number): number {
  const deepest = (place: Place): number =>
    pipeOf(place, demandOf(place)) + Math.max(0, ...(place.below ?? []).map(deepest))
  const mean = deepest(top) + pipeOf(top, rate)
  return Math.ceil(mean + 12 * Math.sqrt(mean) + 40)
}

function promiseOf(place: Place, onOrder: Counts, model: TierModel): PlacePromise {
  const rate = demandOf(place)
  const owed = backordersOf(onOrder, place.stock)
  const backorders = meanOf(owed)
  const variance = varianceOf(owed)
  let ready = 0
  for (let k = 0; k < place.stock && k < onOrder.length; k++) ready += onOrder[k]!
  const below = (place.below ?? []).map((one) => {
    const share = rate > 0 ? ordersOf(one) / rate : 0
    return promiseOf(one, onOrderBelow(pipeOf(one, demandOf(one)), share, owed, model), model)
  })
  return { rate, backorders, variance, fill: ready, wait: rate > 0 ? backorders / rate : 0, below }
}

/** Distribution of (units on order − stock)⁺. */
function backordersOf(onOrder: Counts, stock: number): Counts {
  const owed = new Float64Array(onOrder.length)
  for (let k = 0; k < onOrder.length; k++) {
    const left = Math.max(0, k - stock)
    owed[left] = owed[left]! + onOrder[k]!
  }
  return owed
}

/** Units on order at a place below: its own pipe and its share of what the place above owes. */
function onOrderBelow(pipe: number, share: number, owed: Counts, model: TierModel): Counts {
  const most = owed.length - 1
  if (model === 'exact') return plus(poisson(pipe, most), thinned(owed, share))
  const mean = pipe + share * meanOf(owed)
  if (model === 'metric' || mean === 0) return poisson(mean, most)
  const variance = pipe + share * (1 - share) * meanOf(owed) + share * share * varianceOf(owed)
  return negativeBinomial(mean, variance / mean - 1, most)
}

/** Each of B units belongs to this place with chance `share` (first come, first served): Binomial(B, share). */
function thinned(owed: Counts, share: number): Counts {
  const own = new Float64Array(owed.length)
  // Binomial(n, share) from Binomial(n − 1, share), one row at a time.
  let row = new Float64Array(owed.length)
  row[0] = 1
  for (let n = 0; n < owed.length; n++) {
    if (n > 0) {
      const next = new Float64Array(owed.length)
      for (let k = 0; k <= n; k++) next[k] = row[k]! * (1 - share) + (k > 0 ? row[k - 1]! * share : 0)
      row = next
    }
    for (let k = 0; k <= n; k++) own[k] = own[k]! + owed[n]! * row[k]!
  }
  return own
}

/** E[(units on order − s)⁺] of a leaf for s = 0, 1, … when the place above owes `owed`; convex in s. */
export function leafCurve(leaf: Place, share: number, owed: Counts, model: TierModel): Float64Array {
  return shortages(onOrderBelow(pipeOf(leaf, demandOf(leaf)), share, owed, model))
}

/** What the top of a tree owes at a given stock. */
export function owedByTop(top: Place, stock: number): Counts {
  const rate = demandOf(top)
  return backordersOf(poisson(pipeOf(top, rate), mostOf(top, rate)), stock)
}
