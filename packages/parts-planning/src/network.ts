import { type Forecast, forecastPanel } from './forecast.ts'
import { levelsInTree } from './network-levels.ts'
import { type Handled, orderInTree } from './network-orders.ts'
import type { Panel } from './panel.ts'
import type { Line, Position, Proposal } from './proposal.ts'

/** Several places that supply each other, many parts. Times in months, money in minor units of one currency. */
export interface Network {
  /** monthly demand of one part at one place per row; `parts` are the keys of `rowKey` */
  panel: Panel
  places: readonly NetworkPlace[]
  parts: readonly NetworkPart[]
  /** stock by `rowKey`; nothing lies where there is none */
  stock: ReadonlyMap<string, Stock>
  terms: Terms
}

export interface NetworkPlace {
  id: string
  /** the place that supplies it; null: it is bought for */
  above: string | null
  /** months from asking the place above to arrival, when that has it */
  transfer: number
}

export interface NetworkPart {
  id: string
  /** of one unit, > 0 */
  price: number
  leadTimes: readonly { months: number; chance: number }[]
  pack?: number
  minimum?: number
  fillFloor?: number
  shelfLife?: number
  /** it can be bought one last time and must serve so many months */
  lastBuyMonths?: number
}

export interface Stock extends Position {
  /** units on hand that nobody has been promised: they may be given away */
  free: number
}

export interface Terms {
  /** price of one unit missing when it is asked for */
  shortage: number
  /** months between two reviews, > 0 */
  review: number
  orderCost?: number
  /** share of its price that holding a unit costs a year */
  holdingShare?: number
  /** what is not needed within so many months goes back to the place above */
  returnAfter: number
  /** of one return */
  freight: number
}

/** What is planned for a part at a place. */
export interface NetworkLine {
  part: string
  place: string
  kind: 'buy' | 'last_buy' | 'transfer' | 'return' | 'wait' | 'enough'
  from: string | null
  to: string | null
  /** units to order, move or send back now */
  quantity: number
  /** units it needs beyond what the place above can give now */
  short: number
  level: number
  orderAt: number
  position: number
  /** chance to run out before the next order arrives, with what is there and coming */
  risk: number
  rule: Proposal['sum']['rule'] | 'tiers' | 'last_buy'
  /** units a month, and variance / mean − 1 */
  mean: number
  spread: number
  exposure: number
  protection: number
  leadTimes: readonly { months: number; chance: number }[]
  before: Line | null
  at: Line
  after: Line
  /** of a return: what it gains, and the chance that what stays does not suffice */
  gain: number | null
  runsOut: number | null
  /** monthly demand, the last month last; and what 1, 2 … months together may bring */
  history: number[]
  fan: { low: number; middle: number; high: number }[]
}

export const rowKey = (part: string, place: string): string => `${part} ${place}`

/** Who supplies whom, and what is known of every row. */
export interface Ground extends Network {
  forecast: Forecast
  row: ReadonlyMap<string, number>
  below: ReadonlyMap<string, readonly NetworkPlace[]>
  place: ReadonlyMap<string, NetworkPlace>
}

/**
 * Plans every part over all its places. Where customers ask, the level follows the predictive distribution over the lead time that the
 * place above really gives (at once with its fill, else after its wait); places above are stocked by the exact theory of tiers. Orders
 * go from the bottom up: what a place asks for is missing above. @throws RangeError for places that supply each other in a circle
 */
export function planNetwork(network: Network, say: (share: number) => void = () => {}): NetworkLine[] {
  const ground = groundOf(network, say)
  const lines: NetworkLine[] = []
  const roots = network.places.filter((place) => place.above === null || !ground.place.has(place.above))
  network.parts.forEach((part, n) => {
    const handled: Handled[] = []
    for (const root of roots) {
      const levels = levelsInTree(ground, part, root, part.leadTimes)
      if (levels) orderInTree(ground, part, levels, handled)
    }
    lines.push(...handled.map(({ line }) => line))
    if (n % 20 === 0) say(0.5 + (0.5 * n) / network.parts.length)
  })
  return lines
}

export function groundOf(network: Network, say: (share: number) => void): Ground {
  const place = new Map(network.places.map((one) => [one.id, one]))
  for (const { id } of network.places) refuseCircle(place, id)
  const below = new Map<string, NetworkPlace[]>()
  for (const one of network.places) {
    if (one.above === null || !place.has(one.above)) continue
    below.set(one.above, [...(below.get(one.above) ?? []), one])
  }
  const forecast = forecastPanel(network.panel, (share) => say(share / 2))
  const row = new Map(network.panel.parts.map((key, i) => [key, i]))
  return { ...network, forecast, row, below, place }
}

function refuseCircle(place: ReadonlyMap<string, NetworkPlace>, start: string): void {
  const seen = new Set([start])
  for (let at = place.get(start)?.above; at; at = place.get(at)?.above) {
    if (seen.has(at)) throw new RangeError(`places supply each other in a circle: ${[...seen, at].join(' → ')}`)
    seen.add(at)
  }
}
