import { baseCost, found } from './insertion.ts'
import { richTrial } from './rich.ts'
import type { Rows } from './rows.ts'
import { restFits, stepTo, type Times } from './steps.ts'

const MOST_BREAKS = 64
const atPickup: Times = new Int32Array(MOST_BREAKS)
const carried: Times = new Int32Array(MOST_BREAKS)
const next: Times = new Int32Array(MOST_BREAKS)
const atDelivery: Times = new Int32Array(MOST_BREAKS)
let loads = new Int32Array(256)

/**
 * The cheapest two places of a pair in the route of a vehicle; `found.slot` is slot of the pickup · stride + slot of the
 * delivery, both as the route is now. Exact, in time of the square of the route.
 * @param p the pickup
 */
export function cheapestPairIn(rows: Rows, v: number, p: number): number {
  const { ground, rowOf, length, stride, place, leave, leg, slots } = rows
  const { cost } = ground.kinds[ground.kindOf[v]!]!
  const d = ground.mate[p]!
  const row = rowOf[v]!
  const n = length[row]!
  const at = row * stride
  found.slot = -1
  if (n + 2 > ground.maxTasks[v]! || n + 4 > stride) return Number.POSITIVE_INFINITY
  fillLoads(rows, at, n)
  const up = ground.place[p]!
  const way = (from: number, to: number) => cost[from * ground.places + to]!
  let best = Number.POSITIVE_INFINITY
  for (let i = ground.locked[v]!; i <= n; i++) {
    if (!stepTo(ground, v, leave, at + i, slots, place[at + i]!, p, atPickup)) continue
    const toPickup = way(place[at + i]!, up)
    const detour = toPickup + way(up, place[at + i + 1]!) - leg[at + i + 1]!
    carried.set(atPickup)
    for (let j = i; j <= n; j++) {
      if (!loadFits(rows, v, p, j)) break
      const added = addedBy(rows, v, p, at, i, j, toPickup, detour)
      const from = j === i ? up : place[at + j]!
      if (added < best && stepTo(ground, v, carried, 0, 1, from, d, atDelivery)) {
        if (restFits(rows, v, atDelivery, ground.place[d]!, at + j + 1)) {
          const more = ground.rich[v] === 0 ? 0 : richPair(rows, v, p, i, j)
          if (added + more < best) {
            best = added + more
            found.slot = i * stride + j
          }
        }
      }
      if (j === n || !restFits(rows, v, carried, from, at + j + 1)) break
      if (!stepTo(ground, v, carried, 0, 1, from, rows.task[at + j + 1]!, next)) break
      carried.set(next)
    }
  }
  return best + baseCost(ground, v, p, n) + taskCostOf(rows, v, d)
}

/** Cost of the legs that change with the pickup behind slot i and the delivery behind slot j. */
function addedBy(
  rows: Rows,
  v: number,
  p: number,
  at: number,
  i: number,
  j: number,
  toPickup: number,
  detour: number,
): number {
  const { ground, place, leg } = rows
  const { cost } = ground.kinds[ground.kindOf[v]!]!
  const up = ground.place[p]! * ground.places
  const d = ground.place[ground.mate[p]!]!
  const out = cost[d * ground.places + place[at + j + 1]!]!
  if (i === j) return toPickup + cost[up + d]! + out - leg[at + i + 1]!
  return detour + cost[place[at + j]! * ground.places + d]! + out - leg[at + j + 1]!
}

function taskCostOf({ ground }: Rows, v: number, t: number): number {
  const per = ground.perTaskSecond[v]!
  return per > 0 ? per * ground.service[ground.type[v]! * ground.tasks + t]! : 0
}

/** On board when leaving each slot. */
function fillLoads({ ground, task, highBefore }: Rows, at: number, n: number): void {
  const { dims, delivery, pickup } = ground
  if (loads.length < (n + 1) * dims) loads = new Int32Array(2 * (n + 1) * dims)
  for (let d = 0; d < dims; d++) {
    let load = highBefore[at * dims + d]!
    loads[d] = load
    for (let k = 1; k <= n; k++) {
      const t = task[at + k]!
      load += pickup[t * dims + d]! - delivery[t * dims + d]!
      loads[k * dims + d] = load
    }
  }
}

function loadFits({ ground }: Rows, v: number, p: number, k: number): boolean {
  const { dims, pickup, capacity } = ground
  for (let d = 0; d < dims; d++)
    if (loads[k * dims + d]! + pickup[p * dims + d]! > capacity[v * dims + d]!) return false
  return true
}

function richPair(rows: Rows, v: number, p: number, i: number, j: number): number {
  const { rowOf, stride, length, task, scratch, ground } = rows
  const at = rowOf[v]! * stride
  const n = length[rowOf[v]!]!
  let to = scratch * stride
  for (let k = 1; k <= n + 1; k++) {
    if (k === i + 1) task[++to] = p
    if (k === j + 1) task[++to] = ground.mate[p]!
    if (k <= n) task[++to] = task[at + k]!
  }
  return richTrial(rows, v, n + 2)
}
