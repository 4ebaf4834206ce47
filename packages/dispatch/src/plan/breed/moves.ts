import { type LateRoutes, lateAlong, lateThrough, overload, write } from './late-routes.ts'

// Moves between routes and within one, made where that is cheaper with all penalties. The ways are looked at first, as if
// no penalty were left: hardly any other move goes further.

const ENOUGH = -1e-3

let one = new Int32Array(64)
let other = new Int32Array(64)

function makeRoom(stride: number): void {
  if (one.length >= stride) return
  one = new Int32Array(stride)
  other = new Int32Array(stride)
}

/**
 * Up to two stops behind slot i of route r (`a` of them) and behind slot j of another route s (`b`) change places, the
 * former turned round or not.
 */
export function exchange(
  routes: LateRoutes,
  r: number,
  i: number,
  a: number,
  s: number,
  j: number,
  b: number,
  turned: boolean,
): boolean {
  const { field, stride, node, load, penalty } = routes
  const { nodes, cost, amount } = field
  const x = r * stride + i
  const y = s * stride + j
  const afterX = x + a + 1
  const afterY = y + b + 1
  const x0 = a > 0 ? node[turned ? x + a : x + 1]! : 0
  const x1 = a > 1 ? node[turned ? x + 1 : x + 2]! : 0
  const y0 = b > 0 ? node[y + 1]! : 0
  const y1 = b > 1 ? node[y + 2]! : 0
  const gain =
    join(cost, nodes, node[x]!, y0, y1, node[afterX]!) +
    join(cost, nodes, node[y]!, x0, x1, node[afterY]!) -
    join(cost, nodes, node[x]!, turned ? x1 : x0, turned ? x0 : x1, node[afterX]!) -
    join(cost, nodes, node[y]!, y0, y1, node[afterY]!)
  let change = gain - penalty[r]! - penalty[s]!
  if (change >= ENOUGH) return false
  const moved = amount[y0]! + amount[y1]! - amount[x0]! - amount[x1]!
  change += overload(routes, load[r]! + moved) + overload(routes, load[s]! - moved)
  if (change >= ENOUGH) return false
  change += routes.perSecond * lateThrough(routes, x, y0, y1, afterX)
  if (change >= ENOUGH) return false
  change += routes.perSecond * lateThrough(routes, y, x0, x1, afterY)
  if (change >= ENOUGH) return false
  makeRoom(stride)
  const long = splice(routes, one, r, i, i + a + 1, y0, y1)
  const short = splice(routes, other, s, j, j + b + 1, x0, x1)
  writeBoth(routes, r, long, s, short)
  return true
}

/** Cost of the ways from p over a and b (0: none) to s. */
function join(cost: Int32Array, nodes: number, p: number, a: number, b: number, s: number): number {
  if (a === 0) return cost[p * nodes + s]!
  if (b === 0) return cost[p * nodes + a]! + cost[a * nodes + s]!
  return cost[p * nodes + a]! + cost[a * nodes + b]! + cost[b * nodes + s]!
}

/** Into `stops`: route r up to slot i, the nodes a and b (0: none), the route from slot k on. */
function splice(
  { stride, node, length }: LateRoutes,
  stops: Int32Array,
  r: number,
  i: number,
  k: number,
  a: number,
  b: number,
): number {
  const at = r * stride
  let count = 0
  for (let slot = 1; slot <= i; slot++) stops[count++] = node[at + slot]!
  if (a > 0) stops[count++] = a
  if (b > 0) stops[count++] = b
  for (let slot = k; slot <= length[r]!; slot++) stops[count++] = node[at + slot]!
  return count
}

function writeBoth(routes: LateRoutes, r: number, long: number, s: number, short: number): void {
  routes.changes++
  write(routes, r, one, long)
  write(routes, s, other, short)
}

/** What follows slot i of route r comes behind slot j of another route s, and the other way round. */
export function exchangeEnds(routes: LateRoutes, r: number, i: number, s: number, j: number): boolean {
  const { field, stride, node, load, length, carried, penalty, perSecond } = routes
  const { nodes, cost } = field
  const x = r * stride + i
  const y = s * stride + j
  let change = cost[node[x]! * nodes + node[y + 1]!]! + cost[node[y]! * nodes + node[x + 1]!]!
  change -= cost[node[x]! * nodes + node[x + 1]!]! + cost[node[y]! * nodes + node[y + 1]!]!
  change -= penalty[r]! + penalty[s]!
  if (change >= ENOUGH) return false
  const moved = carried[x]! - carried[y]!
  change += overload(routes, load[s]! + moved) + overload(routes, load[r]! - moved)
  if (change >= ENOUGH) return false
  change += perSecond * lateThrough(routes, x, 0, 0, y + 1)
  if (change >= ENOUGH) return false
  change += perSecond * lateThrough(routes, y, 0, 0, x + 1)
  if (change >= ENOUGH) return false
  makeRoom(stride)
  let long = 0
  let short = 0
  for (let k = 1; k <= i; k++) one[long++] = node[r * stride + k]!
  for (let k = j + 1; k <= length[s]!; k++) one[long++] = node[s * stride + k]!
  for (let k = 1; k <= j; k++) other[short++] = node[s * stride + k]!
  for (let k = i + 1; k <= length[r]!; k++) other[short++] = node[r * stride + k]!
  writeBoth(routes, r, long, s, short)
  return true
}

/** `count` stops from slot i of a route on go behind slot j of it, turned round or not. */
export function shift(routes: LateRoutes, r: number, i: number, count: number, j: number, turned: boolean): boolean {
  if (j >= i - 1 && j < i + count) return false
  const { field, stride, node, length } = routes
  const { nodes, cost } = field
  const at = r * stride
  const last = i + count - 1
  const a = node[turned ? at + last : at + i]!
  const z = node[turned ? at + i : at + last]!
  let change =
    cost[node[at + i - 1]! * nodes + node[at + last + 1]!]! - cost[node[at + j]! * nodes + node[at + j + 1]!]!
  change -= cost[node[at + i - 1]! * nodes + node[at + i]!]! + cost[node[at + last]! * nodes + node[at + last + 1]!]!
  change += cost[node[at + j]! * nodes + a]! + cost[z * nodes + node[at + j + 1]!]!
  if (turned && count > 1) change += cost[a * nodes + z]! - cost[z * nodes + a]!
  if (change - routes.penalty[r]! >= ENOUGH) return false
  makeRoom(stride)
  let long = 0
  for (let k = 0; k <= length[r]!; k++) {
    if (k > 0 && (k < i || k > last)) one[long++] = node[at + k]!
    if (k === j) for (let m = 0; m < count; m++) one[long++] = node[at + (turned ? last - m : i + m)]!
  }
  return writeIfBetter(routes, r, change, long)
}

/** Two stops of a route, not next to one another, change places. */
export function swap(routes: LateRoutes, r: number, i: number, j: number): boolean {
  if (Math.abs(i - j) < 2) return false
  const { field, stride, node, length } = routes
  const { nodes, cost } = field
  const at = r * stride
  const u = node[at + i]!
  const w = node[at + j]!
  const change =
    inPlaceOf(cost, nodes, node[at + i - 1]!, u, w, node[at + i + 1]!) +
    inPlaceOf(cost, nodes, node[at + j - 1]!, w, u, node[at + j + 1]!)
  if (change - routes.penalty[r]! >= ENOUGH) return false
  makeRoom(stride)
  for (let k = 1; k <= length[r]!; k++) one[k - 1] = node[at + k]!
  one[i - 1] = w
  one[j - 1] = u
  return writeIfBetter(routes, r, change, length[r]!)
}

/** What a node in the place of another changes between p and s. */
function inPlaceOf(cost: Int32Array, nodes: number, p: number, old: number, by: number, s: number): number {
  return cost[p * nodes + by]! + cost[by * nodes + s]! - cost[p * nodes + old]! - cost[old * nodes + s]!
}

/** Slots i to j of a route are turned round. */
export function turn(routes: LateRoutes, r: number, i: number, j: number): boolean {
  const { field, stride, node, length } = routes
  const { nodes, cost } = field
  const at = r * stride
  let change = cost[node[at + i - 1]! * nodes + node[at + j]!]! + cost[node[at + i]! * nodes + node[at + j + 1]!]!
  change -= cost[node[at + i - 1]! * nodes + node[at + i]!]! + cost[node[at + j]! * nodes + node[at + j + 1]!]!
  for (let k = at + i; k < at + j; k++)
    change += cost[node[k + 1]! * nodes + node[k]!]! - cost[node[k]! * nodes + node[k + 1]!]!
  if (change - routes.penalty[r]! >= ENOUGH) return false
  makeRoom(stride)
  for (let k = 1; k <= length[r]!; k++) one[k - 1] = node[at + (k >= i && k <= j ? i + j - k : k)]!
  return writeIfBetter(routes, r, change, length[r]!)
}

function writeIfBetter(routes: LateRoutes, r: number, change: number, count: number): boolean {
  const { perSecond, stride, late, length } = routes
  const before = late[r * stride + length[r]! + 1]!
  if (change + perSecond * (lateAlong(routes, one, count) - before) >= ENOUGH) return false
  routes.changes++
  write(routes, r, one, count)
  return true
}
