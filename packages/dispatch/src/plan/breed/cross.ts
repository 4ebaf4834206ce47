import { shuffle } from './educate.ts'
import { type LateRoutes, lateThrough, overload, putRoutes, refresh } from './late-routes.ts'

type Routes = readonly ArrayLike<number>[]

/**
 * Some neighbouring routes of one plan make room for as many of the other that serve most of the same stops; stops then
 * served twice leave the ones or the others, those not served come where they are cheapest (selective route exchange,
 * after Nagata, Bräysy & Dullaert 2010).
 */
export function crossRoutes(routes: LateRoutes, one: Routes, other: Routes, random: () => number): void {
  const count = 1 + Math.floor(random() * Math.max(1, Math.min(one.length, other.length) - 1))
  const leaving = someNeighbours(routes, one, count, random)
  const coming = mostAlike(other, nodesOf(routes, one, leaving), leaving.size, random)
  const comersFirst = random() < 0.5
  const stay = one.filter((_, r) => !leaving.has(r))
  const come = other.filter((_, r) => coming.has(r))
  const [first, second] = comersFirst ? [come, stay] : [stay, come]
  const served = new Uint8Array(routes.field.nodes)
  const child = [...first, ...second].map((stops) => {
    const rest = Array.from(stops).filter((i) => served[i] === 0)
    for (const i of rest) served[i] = 1
    return rest
  })
  putRoutes(
    routes,
    child.filter((stops) => stops.length > 0),
  )
  insertAll(routes, served, random)
}

/** All stops one after the other in any order, each where it is cheapest. */
export function newcomer(routes: LateRoutes, random: () => number): void {
  putRoutes(routes, [])
  insertAll(routes, new Uint8Array(routes.field.nodes), random)
}

/** The route of a stop drawn by chance, and those nearest to it. */
function someNeighbours({ field }: LateRoutes, all: Routes, count: number, random: () => number): Set<number> {
  const routeOf = new Int32Array(field.nodes)
  all.forEach((stops, r) => {
    for (let k = 0; k < stops.length; k++) routeOf[stops[k]!] = r
  })
  const centre = 1 + Math.floor(random() * (field.nodes - 1))
  const chosen = new Set([routeOf[centre]!])
  for (let k = 0; k < field.count && chosen.size < count; k++)
    chosen.add(routeOf[field.near[centre * field.count + k]!]!)
  return chosen
}

function nodesOf({ field }: LateRoutes, all: Routes, chosen: Set<number>): Uint8Array {
  const isIn = new Uint8Array(field.nodes)
  for (const r of chosen) for (const i of Array.from(all[r]!)) isIn[i] = 1
  return isIn
}

/** Not always the same ones of two plans. */
const CHANCE = 0.3

function mostAlike(all: Routes, isIn: Uint8Array, count: number, random: () => number): Set<number> {
  const alike = all.map((stops, r) => {
    const shared = Array.from(stops).filter((i) => isIn[i] === 1).length
    return { r, part: shared / stops.length + CHANCE * random() }
  })
  alike.sort((a, b) => b.part - a.part)
  return new Set(alike.slice(0, count).map(({ r }) => r))
}

function insertAll(routes: LateRoutes, served: Uint8Array, random: () => number): void {
  const missing = Int32Array.from({ length: served.length - 1 }, (_, i) => i + 1).filter((i) => served[i] === 0)
  shuffle(missing, random)
  for (const i of missing) insertCheapest(routes, i)
}

function insertCheapest(routes: LateRoutes, i: number): void {
  const { field, stride, node, length } = routes
  let best = { cost: Number.POSITIVE_INFINITY, r: 0, k: 0 }
  const unused = length.indexOf(0)
  for (let r = 0; r < field.vehicles; r++) {
    if (length[r] === 0 && r !== unused) continue
    const added = overload(routes, routes.load[r]! + field.amount[i]!) - routes.penalty[r]!
    for (let k = 0; k <= length[r]!; k++) {
      const cost = added + insertionCost(routes, r * stride + k, i, best.cost - added)
      if (cost < best.cost) best = { cost, r, k }
    }
  }
  const at = best.r * stride
  node.copyWithin(at + best.k + 2, at + best.k + 1, at + length[best.r]! + 1)
  node[at + best.k + 1] = i
  length[best.r]!++
  refresh(routes, best.r)
}

/** Ways and lateness with the node behind a slot; Infinity where it is no less than the limit. */
function insertionCost(routes: LateRoutes, slot: number, i: number, limit: number): number {
  const { cost, nodes } = routes.field
  const { node } = routes
  const p = node[slot]!
  const s = node[slot + 1]!
  const ways = cost[p * nodes + i]! + cost[i * nodes + s]! - cost[p * nodes + s]!
  if (ways >= limit) return Number.POSITIVE_INFINITY
  return ways + routes.perSecond * lateThrough(routes, slot, i, 0, slot + 1)
}
