import type { Clock } from './clock.ts'
import { type Orders, ordersOf, recreate } from './recreate.ts'
import { keep, type Rows, undo } from './rows.ts'
import { ruin } from './ruin.ts'
import type { Search } from './search.ts'
import { costOf, type Snapshot, snapshotOf, take } from './snapshot.ts'
import { isBetter, scoreOf, setWeights } from './worth.ts'

/** First and last temperature in mean legs. */
const HOT = 6
const COLD = 0.06
/** What an absence weighs, in mean legs. */
const ABSENCE = 1000
const CLOCK_EVERY = 64

export interface Annealing {
  search: Search
  orders: Orders
  best: Snapshot
  rounds: number
}

export function annealingOn(search: Search): Annealing {
  const orders = ordersOf(search)
  setWeights(search, Number.POSITIVE_INFINITY)
  recreate(search, orders)
  keep(search.rows)
  search.cost = costOf(search.rows)
  return { search, orders, best: snapshotOf(search), rounds: 0 }
}

/** Rounds of ruin and recreate under a falling temperature until the budget is spent. */
export function anneal(annealing: Annealing, clock: Clock): void {
  const { search, orders, best } = annealing
  const { rows, random } = search
  const leg = meanLeg(search)
  setWeights(search, ABSENCE * leg)
  let temperature = HOT * leg
  const cooling = COLD / HOT
  const before: number[] = []
  for (; ; annealing.rounds++) {
    if (annealing.rounds % CLOCK_EVERY === 0) {
      const spent = clock.spent(annealing.rounds)
      if (spent >= 1) break
      temperature = HOT * leg * cooling ** spent
    }
    copy(search.absent, before)
    const old = search.cost
    ruin(search)
    recreate(search, orders)
    const now = old + changeOf(rows)
    const gap = weightOf(search, search.absent) - weightOf(search, before)
    if (now + gap < old - temperature * Math.log(random())) {
      search.cost = now
      keep(rows)
      if (isBetter(scoreOf(search), best.score)) take(search, best)
    } else {
      undo(rows)
      copy(before, search.absent)
    }
  }
}

function copy(from: number[], to: number[]): void {
  to.length = from.length
  for (let i = 0; i < from.length; i++) to[i] = from[i]!
}

function weightOf({ weight }: Search, absent: number[]): number {
  let sum = 0
  for (let i = 0; i < absent.length; i++) sum += weight[absent[i]!]!
  return sum
}

function changeOf({ touched, oldRow, rowOf, cost }: Rows): number {
  let change = 0
  for (let i = 0; i < touched.length; i++) {
    const v = touched[i]!
    change += cost[rowOf[v]!]! - cost[oldRow[v]!]!
  }
  return change
}

function meanLeg({ ground, cost, absent }: Search): number {
  return Math.max(1, cost / Math.max(1, ground.tasks - absent.length))
}
