import { insert } from './rows.ts'
import { cheapest, openVehicles, place, type Search } from './search.ts'

/** How often each order is drawn, as in the paper (see ruin.ts) with its three orders for windows. */
const ORDERS = ['random', 'demand', 'far', 'close', 'narrow', 'early', 'late'] as const
type Order = (typeof ORDERS)[number]
const CHANCES: Record<Order, number> = { random: 4, demand: 4, far: 2, close: 1, narrow: 2, early: 2, late: 2 }

/** What each order sorts by: smallest first. `[order][task]`; null where the problem has nothing to tell tasks apart by. */
export interface Orders {
  keys: Float64Array[]
  chances: number[]
}

export function ordersOf({ ground }: Search): Orders {
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

/** Sorts the absent by one of the orders, the first being random. */
function sortAbsent(search: Search, orders: Orders): void {
  const { absent, random } = search
  for (let i = absent.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const one = absent[i]!
    absent[i] = absent[j]!
    absent[j] = one
  }
  const order = draw(orders, random)
  if (order === 0) return
  const key = orders.keys[order]!
  for (let i = 1; i < absent.length; i++) {
    const one = absent[i]!
    const value = key[one]!
    let j = i - 1
    for (; j >= 0 && key[absent[j]!]! > value; j--) absent[j + 1] = absent[j]!
    absent[j + 1] = one
  }
}

/** Puts the absent back one after the other, each where it is cheapest; who fits nowhere, or costs more than it is worth, stays absent. */
export function recreate(search: Search, orders: Orders): void {
  const { absent, rows, weight } = search
  sortAbsent(search, orders)
  openVehicles(search)
  let left = 0
  for (let i = 0; i < absent.length; i++) {
    const t = absent[i]!
    cheapest(search, t, true)
    if (place.vehicle < 0) cheapest(search, t, false)
    if (place.vehicle < 0 || place.cost >= weight[t]!) {
      absent[left++] = t
      continue
    }
    const wasEmpty = rows.length[rows.rowOf[place.vehicle]!] === 0
    insert(rows, place.vehicle, place.slot, t)
    if (wasEmpty) openVehicles(search)
  }
  absent.length = left
}
