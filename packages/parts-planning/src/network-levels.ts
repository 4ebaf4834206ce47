import { bestSplits } from './allocation.ts'
import { type Counts, negativeBinomial } from './counts.ts'
import type { Ground, NetworkPart, NetworkPlace, Stock } from './network.ts'
import { rowKey } from './network.ts'
import { expectedLead, type Line, type Proposal, propose } from './proposal.ts'
import { type Place, promiseOfTiers } from './tiers.ts'

/** Above so many units in the pipe the best stock of a place above lies at the pipe itself, and the search is not worth its time. */
const LARGE_PIPE = 40
const NOTHING_THERE: Stock = { onHand: 0, reserved: 0, onOrder: 0, inTransit: 0, backorders: 0, free: 0 }

/** The level of a part at a place, with what it follows from, and those of the places below. */
export interface Leveled {
  place: NetworkPlace
  /** units a month that pass through: its own customers' and those of the places below */
  mean: number
  spread: number
  exposure: number
  row: number | null
  leadTimes: NetworkPart['leadTimes']
  level: number
  rule: Proposal['sum']['rule'] | 'tiers'
  before: Line | null
  at: Line
  after: Line
  stock: Stock
  below: Leveled[]
  /** demand that passes through it over so many months */
  demand: (months: number, most?: number) => Counts
}

/** Levels of a part at a place and all below it; null where nothing is known of the part. */
export function levelsInTree(
  ground: Ground,
  part: NetworkPart,
  place: NetworkPlace,
  leadTimes: NetworkPart['leadTimes'],
): Leveled | null {
  const known = below(ground, place).filter((one) => hasRows(ground, part, one))
  const row = ground.row.get(rowKey(part.id, place.id)) ?? null
  if (known.length === 0 && row === null) return null
  const stock = ground.stock.get(rowKey(part.id, place.id)) ?? NOTHING_THERE
  const base = { place, row, leadTimes, stock }
  if (known.length === 0) return { ...base, ...ofCustomers(ground, part, row!, leadTimes, stock), below: [] }
  const tier = ofTier(ground, part, place, known, leadTimes)
  const children = known.map((one) => levelsInTree(ground, part, one, tier.leads(one))!)
  return { ...base, ...tier.leveled, below: children }
}

const below = (ground: Ground, place: NetworkPlace) => ground.below.get(place.id) ?? []

function hasRows(ground: Ground, part: NetworkPart, place: NetworkPlace): boolean {
  return ground.row.has(rowKey(part.id, place.id)) || below(ground, place).some((one) => hasRows(ground, part, one))
}

/** A place whose customers ask: by the price of a shortage over its predictive distribution. */
function ofCustomers(
  { forecast, terms }: Ground,
  part: NetworkPart,
  row: number,
  leadTimes: NetworkPart['leadTimes'],
  stock: Stock,
) {
  const demand = (months: number, most?: number) => forecast.demand(row, months, most)
  const given = { demand, exposure: forecast.exposure(row), leadTimes, review: terms.review, stock }
  const { level, sum } = propose({ ...given, price: part.price, shortage: terms.shortage, ...limitsOf(part) })
  const { mean, spread, exposure, rule, before, at, after } = sum
  return { mean, spread, exposure, level, rule, before, at, after, demand }
}

const limitsOf = ({ fillFloor, shelfLife }: NetworkPart) => ({
  ...(fillFloor !== undefined && { fillFloor }),
  ...(shelfLife !== undefined && { shelfLife }),
})

/** A place that supplies others: how many units there take most off what is owed to customers, for the money. */
function ofTier(
  ground: Ground,
  part: NetworkPart,
  place: NetworkPlace,
  children: readonly NetworkPlace[],
  leadTimes: NetworkPart['leadTimes'],
) {
  const { forecast, row, terms } = ground
  const ownRow = row.get(rowKey(part.id, place.id))
  const own = ownRow === undefined ? 0 : forecast.mean(ownRow)
  const outlets = children.map((one) => outlet(through(ground, part, one).mean, one.transfer))
  const depot = (stock: number): Place => ({
    ...outlet(0, expectedLead({ leadTimes }) + terms.review),
    stock,
    // Its own customers are served over the counter: an outlet next door.
    below: own > 0 ? [...outlets, outlet(own, 0)] : outlets,
  })
  const level = tierLevel(ground, part, depot(0), own)
  const promise = promiseOfTiers(depot(level))
  const line = (stock: number): Line => {
    const { fill } = promiseOfTiers(depot(stock))
    return { level: stock, fill, within: fill, money: stock * part.price }
  }
  const all = through(ground, part, place)
  const leads = (one: NetworkPlace): NetworkPart['leadTimes'] =>
    promise.fill > 1 - 1e-9
      ? [{ months: one.transfer, chance: 1 }]
      : [
          { months: one.transfer, chance: promise.fill },
          { months: one.transfer + promise.wait / (1 - promise.fill), chance: 1 - promise.fill },
        ]
  const lines = { before: level > 0 ? line(level - 1) : null, at: line(level), after: line(level + 1) }
  const demand = (months: number, most?: number) => negativeBinomial(all.mean * months, all.spread, most)
  return { leads, leveled: { ...all, level, rule: 'tiers' as const, ...lines, demand } }
}

const outlet = (rate: number, orderTime: number): Place => ({ rate, stock: 0, orderTime })

function tierLevel({ terms }: Ground, part: NetworkPart, depot: Place, own: number): number {
  const rate = (depot.below ?? []).reduce((sum, one) => sum + one.rate, 0)
  const pipe = rate * depot.orderTime
  if (pipe > LARGE_PIPE) return Math.ceil(pipe)
  const all = (depot.below ?? []).reduce((sum, one) => sum + one.rate * one.orderTime, pipe)
  const most = Math.ceil(all + 4 * Math.sqrt(all)) + (depot.below ?? []).length + 4
  // On the shelf = units − in the pipe + owed: one unit more costs its price unless it is owed.
  const cost = ({ units, owed }: { units: number; owed: number }) =>
    part.price * units + (part.price + terms.shortage) * owed
  const best = bestSplits(depot, most).reduce((a, b) => (cost(b) < cost(a) ? b : a))
  return best.depot + (own > 0 ? best.outlets.at(-1)! : 0)
}

/** What passes through a place: the demand of its own row and of all below it. */
function through(
  ground: Ground,
  part: NetworkPart,
  place: NetworkPlace,
): Pick<Leveled, 'mean' | 'spread' | 'exposure'> {
  const { forecast } = ground
  let mean = 0
  let variance = 0
  let exposure = 0
  const visit = (one: NetworkPlace) => {
    const row = ground.row.get(rowKey(part.id, one.id))
    if (row !== undefined) {
      mean += forecast.mean(row)
      variance += forecast.variance(row)
      exposure = Math.max(exposure, forecast.exposure(row))
    }
    for (const child of below(ground, one)) visit(child)
  }
  visit(place)
  return { mean, spread: mean > 0 ? Math.max(0, variance / mean - 1) : 0, exposure }
}
