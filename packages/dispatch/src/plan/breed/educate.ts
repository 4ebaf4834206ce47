import { type LateRoutes, price } from './late-routes.ts'
import { exchange, exchangeEnds, shift, swap, turn } from './moves.ts'

/** Ways and times so long that their sums do not fit would have it go round for ever; others need about ten. */
const MOST_PASSES = 100

/** What a local search needs beside the routes. */
export interface Teacher {
  routes: LateRoutes
  random: () => number
  order: Int32Array
  /** `changes` when the moves of a node were last tried */
  triedAt: Int32Array
}

export const teacherOf = (routes: LateRoutes, random: () => number): Teacher => ({
  routes,
  random,
  order: Int32Array.from({ length: routes.field.nodes - 1 }, (_, i) => i + 1),
  triedAt: new Int32Array(routes.field.nodes),
})

/** Makes moves that save something with the penalties as they are until there are none. */
export function educate(teacher: Teacher): void {
  const { routes, random, order, triedAt } = teacher
  routes.changes = 0
  routes.changedAt.fill(0)
  triedAt.fill(-1)
  for (let r = 0; r < routes.field.vehicles; r++) price(routes, r)
  shuffle(order, random)
  for (let again = true, pass = 0; again && pass < MOST_PASSES; pass++) {
    again = false
    for (let k = 0; k < order.length; k++) {
      const u = order[k]!
      const since = triedAt[u]!
      triedAt[u] = routes.changes
      if (tryNear(teacher, u, since)) again = true
      if (pass > 0 && tryUnused(routes, u)) again = true
    }
    if (pass === 0) again = true
  }
}

/** The neighbours of a node one after the other, as far as its route or theirs has changed. */
function tryNear({ routes, random }: Teacher, u: number, since: number): boolean {
  const { field, routeOf, slotOf, changedAt } = routes
  const { near, count } = field
  const first = Math.floor(random() * count)
  let found = false
  for (let k = 0; k < count; k++) {
    const v = near[u * count + ((k + first) % count)]!
    if (changedAt[routeOf[u]!]! <= since && changedAt[routeOf[v]!]! <= since) continue
    if (tryBehind(routes, u, routeOf[v]!, slotOf[v]!)) found = true
    else if (slotOf[v] === 1 && tryBehind(routes, u, routeOf[v]!, 0)) found = true
  }
  return found
}

/** All moves by which a node may come behind slot j of route s, or take its place. */
function tryBehind(routes: LateRoutes, u: number, s: number, j: number): boolean {
  const r = routes.routeOf[u]!
  const i = routes.slotOf[u]!
  const isLast = i === routes.length[r]!
  if (r === s) {
    if (shift(routes, r, i, 1, j, false)) return true
    if (!isLast && (shift(routes, r, i, 2, j, false) || shift(routes, r, i, 2, j, true))) return true
    if (j > 0 && swap(routes, r, i, j)) return true
    return i + 1 < j && turn(routes, r, i + 1, j)
  }
  if (exchange(routes, r, i - 1, 1, s, j, 0, false)) return true
  if (!isLast && exchange(routes, r, i - 1, 2, s, j, 0, false)) return true
  if (!isLast && exchange(routes, r, i - 1, 2, s, j, 0, true)) return true
  if (j > 0) {
    if (exchange(routes, r, i - 1, 1, s, j - 1, 1, false)) return true
    if (!isLast && exchange(routes, r, i - 1, 2, s, j - 1, 1, false)) return true
    if (!isLast && j < routes.length[s]! && exchange(routes, r, i - 1, 2, s, j - 1, 2, false)) return true
    if (exchangeEnds(routes, r, i - 1, s, j - 1)) return true
  }
  return exchangeEnds(routes, r, i, s, j)
}

/** A node, or all that follows it, into a route of its own. */
function tryUnused(routes: LateRoutes, u: number): boolean {
  const empty = routes.length.indexOf(0)
  if (empty < 0) return false
  const r = routes.routeOf[u]!
  const i = routes.slotOf[u]!
  return exchange(routes, r, i - 1, 1, empty, 0, 0, false) || exchangeEnds(routes, r, i, empty, 0)
}

export function shuffle(order: Int32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const one = order[i]!
    order[i] = order[j]!
    order[j] = one
  }
}
