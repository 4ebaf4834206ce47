import { allocate, bestSplits, type Choice } from './allocation.ts'
import { groundOf, type Network, type NetworkPart, type NetworkPlace, rowKey } from './network.ts'
import { expectedLead } from './proposal.ts'
import { type Place, promiseOfTiers } from './tiers.ts'

/** Above so many units in the pipe the simpler form is exact enough, and far quicker. */
const LARGE_PIPE = 30
/** No part gets more units than this on top of its pipe. */
const MOST_ABOVE = 25

/** What a budget buys: units and money by part and place, and what is filled at once then. */
export interface Spent {
  /** money that lies in stock when the levels are full */
  money: number
  /** share of the demand filled at once */
  fill: number
  /** units owed to customers on average */
  owed: number
  levels: { part: string; place: string; units: number; money: number }[]
}

/** One way to stock a part under one place of the top. */
interface Stocked extends Choice {
  units: number
  depot: number
  outlets: number[]
}
interface Tree {
  part: NetworkPart
  top: NetworkPlace
  depot: (stock: number) => Place
  /** the place of each outlet; the top itself where its own customers are served over the counter */
  places: string[]
  choices: Stocked[]
}

/**
 * "With so much money in stock, where does it go?" Every part's best splits between a place and those below it, their convex hulls, and
 * the budget spent where it takes most off what is owed (parts-planning.md, section 6). One answer for each budget.
 */
export function spendBudgets(network: Network, budgets: readonly number[], say: (share: number) => void = () => {}) {
  const trees = treesOf(network, say)
  return budgets.map((budget): Spent => {
    const { chosen, money, owed } = allocate(
      trees.map((one) => one.choices),
      budget,
    )
    const levels = trees.flatMap((tree, i) => levelsOf(tree, chosen[i]!))
    return { money, owed, fill: fillOf(trees, chosen), levels: levels.sort((a, b) => b.money - a.money) }
  })
}

function treesOf(network: Network, say: (share: number) => void): Tree[] {
  const ground = groundOf(network, say)
  const tops = network.places.filter((one) => one.above === null || !ground.place.has(one.above))
  return network.parts.flatMap((part, n) => {
    if (n % 20 === 0) say(0.5 + (0.5 * n) / network.parts.length)
    return tops.flatMap((top) => {
      const asked = askedUnder(ground, part, top, 0)
      return asked.length > 0 ? [treeOf(part, top, asked, expectedLead(part) + network.terms.review)] : []
    })
  })
}

interface Asked {
  place: string
  rate: number
  time: number
}

/** Where a part is asked for under a place, and how long it takes from there; tiers between count by their way. */
function askedUnder(
  ground: ReturnType<typeof groundOf>,
  part: NetworkPart,
  place: NetworkPlace,
  time: number,
): Asked[] {
  const row = ground.row.get(rowKey(part.id, place.id))
  const rate = row === undefined ? 0 : ground.forecast.mean(row)
  const below = (ground.below.get(place.id) ?? []).flatMap((one) => askedUnder(ground, part, one, time + one.transfer))
  return rate > 0 ? [{ place: place.id, rate, time }, ...below] : below
}

function treeOf(part: NetworkPart, top: NetworkPlace, asked: readonly Asked[], lead: number): Tree {
  const below = asked.map(({ rate, time }): Place => ({ rate, stock: 0, orderTime: time }))
  const depot = (stock: number): Place => ({ rate: 0, stock, orderTime: lead, below })
  const pipe = asked.reduce((sum, { rate, time }) => sum + rate * (lead + time), 0)
  const most = Math.min(Math.ceil(pipe + 4 * Math.sqrt(pipe)) + asked.length + 2, Math.ceil(pipe) + MOST_ABOVE)
  const splits = bestSplits(depot(0), most, pipe > LARGE_PIPE ? 'vari-metric' : 'exact')
  const choices = splits.map((one): Stocked => ({ ...one, money: one.units * part.price }))
  return { part, top, depot, places: asked.map((one) => one.place), choices }
}

function levelsOf({ part, top, places }: Tree, { depot, outlets }: Stocked): Spent['levels'] {
  const units = new Map([[top.id, depot]])
  outlets.forEach((stock, j) => {
    units.set(places[j]!, (units.get(places[j]!) ?? 0) + stock)
  })
  return [...units].flatMap(([place, stock]) =>
    stock > 0 ? [{ part: part.id, place, units: stock, money: stock * part.price }] : [],
  )
}

function fillOf(trees: readonly Tree[], chosen: readonly Stocked[]): number {
  let asked = 0
  let filled = 0
  trees.forEach(({ depot }, i) => {
    const { depot: stock, outlets } = chosen[i]!
    const place = depot(stock)
    const below = (place.below ?? []).map((one, j) => ({ ...one, stock: outlets[j]! }))
    for (const one of promiseOfTiers({ ...place, below }, 'vari-metric').below) {
      asked += one.rate
      filled += one.rate * one.fill
    }
  })
  return asked > 0 ? filled / asked : 1
}
