import { type Counts, quantileOf, shortages } from './counts.ts'
import { levelForPrice } from './levels.ts'

/** A part that can be bought one last time. Money in minor units of one currency. */
export interface LastBuy {
  /** demand of all the time it must still be served, told apart widely enough */
  demand: Counts
  /** on hand and on order, of the part and of those it can be replaced by */
  position: number
  price: number
  /** price of one unit missing: repair by other means, exchange of the product, penalty */
  shortage: number
  /** what one unit left over costs beside its price (keeping, scrapping), ≥ 0 */
  leftover?: number
}

/** How many to buy the last time, and what one fewer or more would change. */
export interface LastBuyProposal {
  level: number
  order: number
  money: number
  /** at level − 1, level, level + 1: chance of running out, expected units short, expected units left over */
  lines: { level: number; runsOut: number; short: number; left: number }[]
}

/** One purchase for the rest of the time: a unit is worth buying while its chance of being needed × shortage exceeds what it costs in vain. */
export function proposeLastBuy({ demand, position, price, shortage, leftover = 0 }: LastBuy): LastBuyProposal {
  if (!(price > 0) || !(shortage > 0)) throw new RangeError('price and shortage must be above zero')
  // Buying costs the price for certain: needed with chance p it saves the shortage, else it also costs the keeping.
  const level = shortage <= price ? 0 : levelForPrice(demand, shortage - price, price + leftover)
  const short = shortages(demand)
  const mean = short[0]!
  const order = Math.max(0, level - position)
  const line = (s: number) => {
    const missing = short[Math.min(s, short.length - 1)]!
    let within = 0
    for (let k = 0; k <= s && k < demand.length; k++) within += demand[k]!
    return { level: s, runsOut: Math.max(0, 1 - within), short: missing, left: s - mean + missing }
  }
  return { level, order, money: order * price, lines: [level - 1, level, level + 1].filter((s) => s >= 0).map(line) }
}

/** Stock of a part at a place, and what it could be worth elsewhere. */
export interface Surplus {
  /** free units on hand */
  onHand: number
  /** order-up-to level of the place */
  level: number
  /** demand of the time after which a unit not used goes back */
  demand: Counts
  price: number
  /** cost of sending units back, once */
  freight: number
  /** share of its price that a unit is worth where it goes: 1 where it is needed, scrap value where not */
  worth: number
}

/** Units to send back, or none where the freight eats what they are worth. */
export interface ReturnProposal {
  units: number
  /** what is gained by sending them: worth there less freight */
  gain: number
  /** units that stay, and the chance that they do not suffice for that time */
  stays: number
  runsOut: number
}

/** What lies above the level and above what is needed with 90 % goes back to the depot, if that pays its freight. */
export function proposeReturn({ onHand, level, demand, price, freight, worth }: Surplus): ReturnProposal {
  const stays = Math.max(level, quantileOf(demand, 0.9))
  const units = Math.max(0, Math.floor(onHand - stays))
  const gain = units * price * worth - freight
  const sent = units > 0 && gain > 0 ? units : 0
  const left = onHand - sent
  let within = 0
  for (let k = 0; k <= left && k < demand.length; k++) within += demand[k]!
  return { units: sent, gain: sent > 0 ? gain : 0, stays: left, runsOut: Math.max(0, 1 - within) }
}
