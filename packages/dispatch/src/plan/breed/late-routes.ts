import type { Field } from './field.ts'

/**
 * Routes that may be late and overloaded at a price. Route r lies in slots `r * stride` …: node 0, its stops, node 0.
 * Who is late begins on time all the same, the seconds put back are counted (Nagata, Bräysy & Dullaert, "A penalty-based
 * edge assembly memetic algorithm for the VRPTW", C&OR 37(4), 2010). What comes up to a slot, and what follows it, is
 * known by its seconds, those put back, and the earliest and latest moment to begin it without more of either (Vidal et
 * al., C&OR 40(1), 2013), so that two stretches are joined at once.
 */
export interface LateRoutes {
  field: Field
  stride: number
  node: Int32Array
  length: Int32Array
  /** of each node but 0 */
  routeOf: Int32Array
  slotOf: Int32Array

  // up to a slot, and from a slot on
  spent: Int32Array
  late: Int32Array
  earliest: Int32Array
  latest: Int32Array
  carried: Int32Array
  lateAfter: Int32Array
  earliestAfter: Int32Array
  latestAfter: Int32Array

  // per route
  load: Int32Array
  /** what being late and overloaded costs */
  penalty: Float64Array
  /** `changes` when it last changed */
  changedAt: Int32Array
  changes: number

  /** price of a second late, and of a piece too many */
  perSecond: number
  perPiece: number
}

export function lateRoutesOn(field: Field): LateRoutes {
  const stride = field.nodes + 1
  const perSlot = () => new Int32Array(field.vehicles * stride)
  const perRoute = () => new Int32Array(field.vehicles)
  return {
    field,
    stride,
    node: perSlot(),
    length: perRoute(),
    routeOf: new Int32Array(field.nodes),
    slotOf: new Int32Array(field.nodes),
    spent: perSlot(),
    late: perSlot(),
    earliest: perSlot(),
    latest: perSlot(),
    carried: perSlot(),
    lateAfter: perSlot(),
    earliestAfter: perSlot(),
    latestAfter: perSlot(),
    load: perRoute(),
    penalty: new Float64Array(field.vehicles),
    changedAt: perRoute(),
    changes: 0,
    perSecond: 1,
    perPiece: 1,
  }
}

/** Puts these routes in place of all there are. */
export function putRoutes(routes: LateRoutes, all: readonly ArrayLike<number>[]): void {
  for (let r = 0; r < routes.field.vehicles; r++) write(routes, r, all[r] ?? [], all[r]?.length ?? 0)
}

/** Gives a route other stops. */
export function write(routes: LateRoutes, r: number, stops: ArrayLike<number>, count: number): void {
  const at = r * routes.stride + 1
  for (let k = 0; k < count; k++) routes.node[at + k] = stops[k]!
  routes.length[r] = count
  routes.changedAt[r] = routes.changes
  refresh(routes, r)
}

/** Works out what a route says beside its order. */
export function refresh(routes: LateRoutes, r: number): void {
  const at = r * routes.stride
  const end = at + routes.length[r]! + 1
  routes.node[at] = routes.node[end] = 0
  onward(routes, r, at, end)
  back(routes, at, end)
  routes.load[r] = routes.carried[end]!
  price(routes, r)
}

export function price(routes: LateRoutes, r: number): void {
  const end = r * routes.stride + routes.length[r]! + 1
  routes.penalty[r] = routes.perSecond * routes.late[end]! + overload(routes, routes.load[r]!)
}

export const overload = ({ field, perPiece }: LateRoutes, load: number): number =>
  load > field.capacity ? (load - field.capacity) * perPiece : 0

function onward(routes: LateRoutes, r: number, at: number, end: number): void {
  const { field, node, spent, late, earliest, latest, carried, routeOf, slotOf } = routes
  const { nodes, seconds, service, from, to, amount } = field
  spent[at] = late[at] = carried[at] = 0
  earliest[at] = from[0]!
  latest[at] = to[0]!
  for (let k = at + 1; k <= end; k++) {
    const i = node[k]!
    if (i > 0) {
      routeOf[i] = r
      slotOf[i] = k - at
    }
    const way = seconds[node[k - 1]! * nodes + i]!
    const begun = spent[k - 1]! - late[k - 1]! + way
    const waits = Math.max(from[i]! - begun - latest[k - 1]!, 0)
    const more = Math.max(earliest[k - 1]! + begun - to[i]!, 0)
    spent[k] = spent[k - 1]! + way + waits + service[i]!
    late[k] = late[k - 1]! + more
    earliest[k] = Math.max(from[i]! - begun, earliest[k - 1]!) - waits
    latest[k] = Math.min(to[i]! - begun, latest[k - 1]!) + more
    carried[k] = carried[k - 1]! + amount[i]!
  }
}

function back({ field, node, lateAfter, earliestAfter, latestAfter }: LateRoutes, at: number, end: number): void {
  const { nodes, seconds, service, from, to } = field
  lateAfter[end] = 0
  earliestAfter[end] = from[0]!
  latestAfter[end] = to[0]!
  for (let k = end - 1; k >= at; k--) {
    const i = node[k]!
    const begun = service[i]! + seconds[i * nodes + node[k + 1]!]!
    const waits = Math.max(earliestAfter[k + 1]! - begun - to[i]!, 0)
    const more = Math.max(from[i]! + begun - latestAfter[k + 1]!, 0)
    lateAfter[k] = lateAfter[k + 1]! + more
    earliestAfter[k] = Math.max(earliestAfter[k + 1]! - begun, from[i]!) - waits
    latestAfter[k] = Math.min(latestAfter[k + 1]! - begun, to[i]!) + more
  }
}

/** Seconds late of a route that goes up to slot p, then to the nodes a and b (0: none), then on from slot s. */
export function lateThrough(routes: LateRoutes, p: number, a: number, b: number, s: number): number {
  const { field, node, spent, late, earliest, latest, lateAfter, latestAfter } = routes
  const { nodes, seconds, service, from, to } = field
  let at = node[p]!
  let behind = late[p]!
  let gone = spent[p]! - behind
  let early = earliest[p]!
  let last = latest[p]!
  for (let i = a; i > 0; i = i === a ? b : 0) {
    gone += seconds[at * nodes + i]!
    const waits = Math.max(from[i]! - gone - last, 0)
    const more = Math.max(early + gone - to[i]!, 0)
    early = Math.max(from[i]! - gone, early) - waits
    last = Math.min(to[i]! - gone, last) + more
    behind += more
    gone += waits + service[i]! - more
    at = i
  }
  return behind + lateAfter[s]! + Math.max(early + gone + seconds[at * nodes + node[s]!]! - latestAfter[s]!, 0)
}

/** Seconds late of a whole route of these stops. */
export function lateAlong({ field }: LateRoutes, stops: Int32Array, count: number): number {
  const { nodes, seconds, service, from, to } = field
  let time = from[0]!
  let late = 0
  let at = 0
  for (let k = 0; k < count; k++) {
    const i = stops[k]!
    time += service[at]! + seconds[at * nodes + i]!
    if (time < from[i]!) time = from[i]!
    else if (time > to[i]!) {
      late += time - to[i]!
      time = to[i]!
    }
    at = i
  }
  return late + Math.max(0, time + service[at]! + seconds[at * nodes]! - to[0]!)
}
