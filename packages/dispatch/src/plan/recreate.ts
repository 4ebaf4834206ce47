import { addAbsent, dropAbsent } from './absent.ts'
import { cheapest, openVehicles, place, putInPlace, type Search } from './search.ts'
import { placeTied } from './ties.ts'

/**
 * How often each order is drawn: as in the paper (see ruin.ts) with its three orders for windows; and where something
 * may be left out, the dearest and the shortest first.
 */
const ORDERS = ['random', 'demand', 'far', 'close', 'narrow', 'early', 'late', 'worth', 'short'] as const
type Order = (typeof ORDERS)[number]
const CHANCES: Record<Order, number> = {
  random: 4,
  demand: 4,
  far: 2,
  close: 1,
  narrow: 2,
  early: 2,
  late: 2,
  worth: 4,
  short: 2,
}

/** What each order sorts by: smallest first. `[order][task]`; null where the problem has nothing to tell tasks apart by. */
export interface Orders {
  keys: Float64Array[]
  chances: number[]
}

export function ordersOf({ ground, worth }: Search): Orders {
  const of = (key: (t: number) => number) => Float64Array.from({ length: ground.tasks }, (_, t) => key(t))
  const { dims, delivery, pickup, service, from, to, place: at, places } = ground
  const cost = ground.kinds[0]?.cost
  const depot = ground.startPlace[0] ?? 0
  const far = of((t) => cost?.[depot * places + at[t]!] ?? 0)
  const demand = of((t) => {
    let sum = 0
    for (let d = 0; d < dims; d++) sum += delivery[t * dims + d]! + pickup[t * dims + d]!
    return -sum
  })
  const keys: Record<Order, Float64Array> = {
    random: of(() => 0),
    demand: differ(demand) ? demand : of((t) => -service[t]!),
    far: far.map((one) => -one),
    close: far,
    narrow: of((t) => to[t]! - from[t]!),
    early: of((t) => from[t]!),
    late: of((t) => -to[t]!),
    worth: of((u) => -worth.priority[u]! - worth.penalty[u]! / ground.costScale),
    short: of((t) => service[t]!),
  }
  const used = ORDERS.filter((order) => order === 'random' || differ(keys[order]))
  return { keys: used.map((order) => keys[order]), chances: used.map((order) => CHANCES[order]) }
}

const differ = (key: Float64Array) => key.some((one) => one !== key[0])

function draw({ chances }: Orders, random: () => number): number {
  let left = random() * chances.reduce((sum, one) => sum + one, 0)
  for (let i = 0; i < chances.length; i++) {
    left -= chances[i]!
    if (left < 0) return i
  }
  return 0
}

/** Sorts candidates by one of the orders, the first being random. */
function sort(candidates: number[], { random }: Search, orders: Orders): void {
  for (let i = candidates.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const one = candidates[i]!
    candidates[i] = candidates[j]!
    candidates[j] = one
  }
  const order = draw(orders, random)
  if (order === 0) return
  const key = orders.keys[order]!
  // Few candidates in a round, all of them only at the beginning.
  if (candidates.length > 64) {
    candidates.sort((a, b) => key[a]! - key[b]!)
    return
  }
  for (let i = 1; i < candidates.length; i++) {
    const one = candidates[i]!
    const value = key[one]!
    let j = i - 1
    for (; j >= 0 && key[candidates[j]!]! > value; j--) candidates[j + 1] = candidates[j]!
    candidates[j + 1] = one
  }
}

/**
 * Puts candidates into routes one after the other, each where it is cheapest; who fits nowhere, or costs more than it is
 * worth, is absent. Those tied to others come first, they are the hardest to place. What is placed is never paid
 * back by the rest, so all is given up as soon as it costs `room` or more, absences included. Answers whether it was not.
 */
export function recreate(
  search: Search,
  orders: Orders,
  candidates: number[],
  room = Number.POSITIVE_INFINITY,
): boolean {
  const { ground, weight } = search
  sort(candidates, search, orders)
  openVehicles(search)
  if (!ground.simple) for (const u of candidates) if (ground.tied[u] !== 0) settle(search, u, tryTied(search, u))
  let left = room
  for (let i = 0; i < candidates.length; i++) {
    const u = candidates[i]!
    if (ground.tied[u] !== 0) continue
    // A whole number is passed on as it is, any other is put on the heap first.
    const isPlaced = tryPlace(search, u, Math.ceil(Math.min(left, weight[u]!)))
    settle(search, u, isPlaced)
    if (room === Number.POSITIVE_INFINITY) continue
    left -= isPlaced ? place.cost : weight[u]!
    if (left <= 0) return false
  }
  return true
}

function settle(search: Search, u: number, isPlaced: boolean): void {
  if (isPlaced) dropAbsent(search, u)
  else addAbsent(search, u)
}

function tryPlace(search: Search, u: number, limit: number): boolean {
  const { rows } = search
  cheapest(search, u, true, limit)
  if (place.vehicle < 0 && place.blinked) cheapest(search, u, false, limit)
  if (place.vehicle < 0) return false
  const wasEmpty = rows.length[rows.rowOf[place.vehicle]!] === 0
  putInPlace(search, u)
  if (wasEmpty) openVehicles(search)
  return true
}

function tryTied(search: Search, u: number): boolean {
  if (search.rows.vehicleOf[u]! >= 0) return true
  const isPlaced = placeTied(search, u, search.weight[u]!)
  if (isPlaced) openVehicles(search)
  return isPlaced
}
