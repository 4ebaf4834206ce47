import { refresh } from './refresh.ts'
import { freshRow, type Rows } from './rows.ts'
import type { Search } from './search.ts'

/**
 * Jobs tied to others (done together, one before the other) are held at a moment while they are in a route: `from` and
 * `to` of the ground say so, and each route can be timed alone. What was said before is kept until the round is over.
 */
export interface Bounds {
  /** as the problem has them */
  from: Int32Array
  to: Int32Array
  /** task, from, to by turns, as they were before each change of this round */
  log: number[]
}

export const boundsOf = ({ from, to }: { from: Int32Array; to: Int32Array }): Bounds => ({
  from: from.slice(),
  to: to.slice(),
  log: [],
})

/** Holds a task between two moments; the times of its route are worked out anew. */
export function hold(search: Search, t: number, from: number, to: number): void {
  const { ground, bounds, rows } = search
  if (ground.from[t] === from && ground.to[t] === to) return
  bounds.log.push(t, ground.from[t]!, ground.to[t]!)
  ground.from[t] = from
  ground.to[t] = to
  const v = rows.vehicleOf[t]!
  if (v >= 0) refresh(rows, v, freshRow(rows, v, true))
}

export const release = (search: Search, t: number): void =>
  hold(search, t, search.bounds.from[t]!, search.bounds.to[t]!)

/** Takes changes of this round back one by one, with the times of the routes, down to `length` of the log. */
export function holdAsBefore(search: Search, length: number): void {
  const changes = search.bounds.log.slice(length)
  for (let i = changes.length - 3; i >= 0; i -= 3) hold(search, changes[i]!, changes[i + 1]!, changes[i + 2]!)
}

/** Bounds as they were when the log was `length` long. Routes are not looked at: they are turned back by `undo`. */
export function undoBounds({ ground, bounds: { log } }: Search, length: number): void {
  while (log.length > length) {
    const to = log.pop()!
    const from = log.pop()!
    const t = log.pop()!
    ground.from[t] = from
    ground.to[t] = to
  }
}

/** Whether a route can be kept as its times are now. */
export function isKept({ ground, rowOf, stride, slots, length, leave, cost }: Rows, v: number): boolean {
  const row = rowOf[v]!
  const breaks = ground.breakAt[v + 1]! - ground.breakAt[v]!
  const back = leave[breaks * slots + row * stride + length[row]! + 1]!
  return back <= ground.hardTo[v]! && cost[row]! < Number.POSITIVE_INFINITY
}

/** Whether what is on board fits the vehicle all the way. */
export function fitsLoad({ ground, rowOf, stride, length, load, highBefore }: Rows, v: number): boolean {
  const row = rowOf[v]!
  const end = row * stride + length[row]!
  for (let d = 0; d < ground.dims; d++) {
    const most = ground.summed ? load[row * ground.dims + d]! : highBefore[end * ground.dims + d]!
    if (most > ground.capacity[v * ground.dims + d]!) return false
  }
  return true
}
