import { atMost, type Counts, MOST_UNITS, meanOf, quantileOf, varianceOf } from './counts.ts'
import { levelForFill, levelForPrice, promisesOf, protectionDemand } from './levels.ts'

/** What is known of a part at a place when its replenishment is proposed. Times in months, money in minor units of one currency. */
export interface Situation {
  /** distribution of the demand over so many months, told apart up to `most` units */
  demand: (months: number, most?: number) => Counts
  /** months of exposure behind it */
  exposure: number
  /** lead times with their chances (they need not sum to 1) */
  leadTimes: readonly { months: number; chance: number }[]
  /** months between two reviews */
  review: number
  /** price of one unit, > 0 */
  price: number
  /** price of one unit missing when it is asked for, > 0 */
  shortage: number
  /** fill that must be promised whatever it costs: critical and safety parts */
  fillFloor?: number
  /** months a unit may lie */
  shelfLife?: number
  /** units per pack, ≥ 1 */
  pack?: number
  /** fewest units of an order */
  minimum?: number
  /** cost of one order line, and of holding one unit a month; with both an order waits until it is worth its line */
  orderCost?: number
  holding?: number
  stock: Position
}

/** Where the units are. */
export interface Position {
  onHand: number
  /** reserved for known requests; these are planned apart */
  reserved: number
  onOrder: number
  inTransit: number
  backorders: number
  /** units of predecessors that may be used instead, up to which nothing new is needed */
  predecessors?: number
}

/** What a level promises and costs, one line of the sum. */
export interface Line {
  level: number
  fill: number
  /** chance that the demand until the next order arrives stays within the level */
  within: number
  /** money of the level */
  money: number
}

/** A proposal with everything it follows from. */
export interface Proposal {
  level: number
  /** at or below this position an order is placed */
  orderAt: number
  position: number
  /** units to order now, in whole packs */
  order: number
  /** money of the order */
  money: number
  sum: {
    mean: number
    spread: number
    exposure: number
    /** expected months from order to the arrival of the next one */
    protection: number
    /** what decided the level */
    rule: 'price' | 'fill_floor' | 'shelf_life'
    shortage: number
    before: Line | null
    at: Line
    after: Line
  }
}

/**
 * Proposes level and order of one part at one place: by the price of a shortage, raised to the fill floor, capped by the shelf life.
 * @throws RangeError for prices, packs or times that are not positive, or a floor of 1 and more
 */
export function propose(given: Situation): Proposal {
  check(given)
  const most = mostUnits(given)
  const ofMonths = (months: number) => given.demand(months, most)
  const after = protectionDemand(ofMonths, given.leadTimes, given.review)
  const before = protectionDemand(ofMonths, given.leadTimes, 0)
  const month = given.demand(1, most)
  const promises = promisesOf(before, after, meanOf(after) - meanOf(before))
  const { level, rule } = levelOf(given, after, (target) => levelForFill(promises, target), ofMonths)
  const line = (s: number): Line => ({
    level: s,
    fill: promises.fill[Math.min(s, promises.fill.length - 1)]!,
    within: atMost(after, s),
    money: s * given.price,
  })
  const position = positionOf(given.stock)
  const { orderAt, order } = orderNow(given, level, meanOf(month), position)
  const protection = expectedLead(given) + given.review
  const mean = meanOf(month)
  return {
    level,
    orderAt,
    position,
    order,
    money: order * given.price,
    sum: {
      mean,
      spread: mean > 0 ? varianceOf(month) / mean - 1 : 0,
      exposure: given.exposure,
      protection,
      rule,
      shortage: given.shortage,
      before: level > 0 ? line(level - 1) : null,
      at: line(level),
      after: line(level + 1),
    },
  }
}

/** On hand (free) + on order + in transit − backorders + what predecessors can serve. */
export const positionOf = (stock: Position): number =>
  stock.onHand - stock.reserved + stock.onOrder + stock.inTransit - stock.backorders + (stock.predecessors ?? 0)

function levelOf(
  given: Situation,
  protection: Counts,
  forFill: (target: number) => number,
  ofMonths: (months: number) => Counts,
): { level: number; rule: Proposal['sum']['rule'] } {
  let level = levelForPrice(protection, given.shortage, given.price)
  let rule: Proposal['sum']['rule'] = 'price'
  if (given.fillFloor !== undefined && forFill(given.fillFloor) > level) {
    level = forFill(given.fillFloor)
    rule = 'fill_floor'
  }
  if (given.shelfLife !== undefined) {
    // What is ordered now arrives after the lead time: all of it is used up with 90 % before it spoils.
    const usedUp = quantileOf(ofMonths(given.shelfLife), 0.1)
    if (usedUp < level) return { level: usedUp, rule: 'shelf_life' }
  }
  return { level, rule }
}

/** What is ordered now to come up to a level, and the position at or below which anything is. @param mean units of one month */
export function orderNow(
  given: Pick<Situation, 'pack' | 'minimum' | 'orderCost' | 'holding'>,
  level: number,
  mean: number,
  position: number,
): { orderAt: number; order: number } {
  const orderAt = reorderPoint(given, level, mean)
  return { orderAt, order: orderUnits(given, level, orderAt, position) }
}

type Ordering = Parameters<typeof orderNow>[0]

/** With a cost per order line the order waits until Q units are due: s = S − Q (parts-planning.md, section 5). */
function reorderPoint({ orderCost, holding, pack }: Ordering, level: number, mean: number): number {
  if (!orderCost || !holding) return level - 1
  const worth = Math.round(Math.sqrt((2 * orderCost * mean) / holding))
  return level - Math.max(1, pack ?? 1, worth)
}

function orderUnits({ pack = 1, minimum = 0 }: Ordering, level: number, orderAt: number, position: number): number {
  if (position > orderAt) return 0
  const units = Math.ceil((level - position) / pack) * pack
  return units >= minimum ? units : 0
}

/** Mean of the lead times, in months. */
export const expectedLead = ({ leadTimes }: Pick<Situation, 'leadTimes'>): number => {
  const total = leadTimes.reduce((sum, { chance }) => sum + chance, 0)
  return leadTimes.reduce((sum, { months, chance }) => sum + (chance / total) * months, 0)
}

/** Wide enough for parts that are asked for by the hundred; small parts keep the usual support. */
function mostUnits(given: Situation): number {
  const longest = Math.max(given.shelfLife ?? 0, ...given.leadTimes.map(({ months }) => months + given.review))
  const rough = given.demand(longest)
  const beyond = rough[rough.length - 1]!
  if (beyond < 1e-4) return MOST_UNITS
  const wide = given.demand(longest, 32 * (MOST_UNITS + 1) - 1)
  return Math.max(MOST_UNITS, 2 * quantileOf(wide, 0.9999))
}

function check(given: Situation): void {
  const positive = { price: given.price, shortage: given.shortage, review: given.review, pack: given.pack ?? 1 }
  for (const [name, value] of Object.entries(positive))
    if (!(value > 0)) throw new RangeError(`${name} must be above zero, not ${value}`)
  if (given.leadTimes.length === 0 || given.leadTimes.some(({ months, chance }) => !(months >= 0) || !(chance >= 0)))
    throw new RangeError('leadTimes needs at least one lead time, none of them negative')
  if (!given.leadTimes.some(({ chance }) => chance > 0)) throw new RangeError('leadTimes needs a chance above zero')
  if (given.fillFloor !== undefined && !(given.fillFloor >= 0 && given.fillFloor < 1))
    throw new RangeError(`fillFloor must lie in 0 … 1, not ${given.fillFloor}`)
}
