import { atMost, MOST_UNITS, quantileOf } from './counts.ts'
import { proposeLastBuy, proposeReturn } from './ending.ts'
import { protectionDemand } from './levels.ts'
import type { Ground, NetworkLine, NetworkPart } from './network.ts'
import type { Leveled } from './network-levels.ts'
import { expectedLead, orderNow, positionOf } from './proposal.ts'

/** Months the outlook looks ahead, and months of history shown beside it. */
const OUTLOOK = 6
const LOOK_BACK = 24
/** Share of its price a unit is worth where nobody waits for it: somebody may ask some day. */
const WORTH_IN_RESERVE = 0.3

export interface Handled {
  line: NetworkLine
  leveled: Leveled
  /** units it asks of the place above, given or not */
  asks: number
}

/** Orders of a part from the bottom up; every place is pushed onto `into` after those below it. Returns the line of the top. */
export function orderInTree(ground: Ground, part: NetworkPart, top: Leveled, into: Handled[]): Handled {
  const children = top.below.map((one) => orderInTree(ground, part, one, into))
  const isTop = top.place.above === null || !ground.place.has(top.place.above)
  const asked = children.reduce((sum, { asks }) => sum + asks, 0)
  const position = positionOf(top.stock) - asked
  const own = isTop ? bought(ground, part, top, position) : orderNow({}, top.level, top.mean, position)
  const needs = position < top.level
  const returned = children.reduce((sum, child) => sum + giveBack(ground, part, child, needs), 0)
  share(children, top)
  const order = returned > 0 && isTop ? bought(ground, part, top, position + returned).order : own.order
  const line = lineOf(ground, part, top, { position: positionOf(top.stock), orderAt: own.orderAt })
  const handled: Handled = { line, leveled: top, asks: isTop ? 0 : order }
  if (isTop && part.lastBuyMonths) lastBuy(ground, part, top, line)
  else if (order > 0) Object.assign(line, isTop ? { kind: 'buy', quantity: order } : { kind: 'wait', short: order })
  into.push(handled)
  return handled
}

/**
 * What is bought now. A supplier's minimum above what is needed is taken when nothing would be left, or when it brings no more than the
 * level; waiting until so many are needed would leave slow parts empty for ever.
 */
function bought({ terms }: Ground, { pack = 1, minimum = 0, price }: NetworkPart, top: Leveled, position: number) {
  const costs = {
    pack,
    ...(terms.orderCost !== undefined && { orderCost: terms.orderCost }),
    ...(terms.holdingShare !== undefined && { holding: (price * terms.holdingShare) / 12 }),
  }
  const { orderAt, order } = orderNow(costs, top.level, top.mean, position)
  if (order === 0 || order >= minimum) return { orderAt, order }
  const least = Math.ceil(minimum / pack) * pack
  const waitsUntil = Math.min(orderAt, Math.max(0, top.level - least))
  return { orderAt: waitsUntil, order: position <= waitsUntil ? least : 0 }
}

/** What the place above has free goes where running out is likeliest; the rest waits for its next delivery. */
function share(children: readonly Handled[], above: Leveled): void {
  let left = Math.max(0, Math.floor(above.stock.free - above.stock.backorders))
  for (const { line, asks } of [...children].sort((a, b) => b.line.risk - a.line.risk)) {
    const given = Math.min(asks, left)
    if (given === 0) continue
    left -= given
    const ends = { from: above.place.id, to: line.place }
    Object.assign(line, { kind: 'transfer', quantity: given, short: asks - given, ...ends })
  }
}

/** Units that go back to the place above; 0 where the freight eats what they are worth. */
function giveBack(ground: Ground, part: NetworkPart, { line, leveled, asks }: Handled, isNeeded: boolean): number {
  const { place, stock, level } = leveled
  if (asks > 0 || place.above === null) return 0
  const { units, gain, runsOut } = proposeReturn({
    onHand: Math.floor(stock.free),
    ...{ level, demand: widely(leveled, ground.terms.returnAfter), price: part.price, freight: ground.terms.freight },
    worth: isNeeded ? 1 : WORTH_IN_RESERVE,
  })
  if (units === 0) return 0
  Object.assign(line, { kind: 'return', quantity: units, from: place.id, to: place.above, gain, runsOut })
  return units
}

/** One order for the rest of the time, against all that lies anywhere. */
function lastBuy(ground: Ground, part: NetworkPart, top: Leveled, line: NetworkLine): void {
  const months = part.lastBuyMonths!
  const most = Math.max(MOST_UNITS, Math.ceil(4 * top.mean * months))
  const all = (one: Leveled): number => positionOf(one.stock) + one.below.reduce((sum, child) => sum + all(child), 0)
  const { level, order } = proposeLastBuy({
    ...{ demand: top.demand(months, most), position: all(top), price: part.price, shortage: ground.terms.shortage },
  })
  const pack = part.pack ?? 1
  const units = Math.ceil(order / pack) * pack
  Object.assign(line, { rule: 'last_buy', level })
  if (units > 0) Object.assign(line, { kind: 'last_buy', quantity: units })
}

function lineOf(
  ground: Ground,
  part: NetworkPart,
  top: Leveled,
  { position, orderAt }: { position: number; orderAt: number },
): NetworkLine {
  const { place, row, leadTimes, level, rule, mean, spread, exposure, before, at, after } = top
  const until = protectionDemand((months) => widely(top, months), leadTimes, ground.terms.review)
  return {
    ...{ part: part.id, place: place.id, kind: 'enough', from: null, to: null, quantity: 0, short: 0 },
    ...{ level, orderAt, position, rule, mean, spread, exposure, leadTimes, before, at, after },
    risk: position < 0 ? 1 : Math.max(0, 1 - atMost(until, Math.floor(position))),
    protection: expectedLead({ leadTimes }) + ground.terms.review,
    ...{ gain: null, runsOut: null, history: historyOf(ground, row), fan: fanOf(top) },
  }
}

function historyOf({ panel }: Ground, row: number | null): number[] {
  if (row === null) return []
  const end = (row + 1) * panel.months
  return [...panel.demand.subarray(Math.max(row * panel.months, end - LOOK_BACK), end)]
}

function fanOf(top: Leveled) {
  return Array.from({ length: OUTLOOK }, (_, n) => {
    const counts = widely(top, n + 1)
    return { low: quantileOf(counts, 0.1), middle: quantileOf(counts, 0.5), high: quantileOf(counts, 0.9) }
  })
}

/** Told apart far enough for a part that is asked for by the hundred. All spans of one part are told apart equally far. */
function widely({ demand, mean }: Leveled, months: number) {
  return demand(months, Math.max(MOST_UNITS, Math.ceil(6 * mean * 12)))
}
