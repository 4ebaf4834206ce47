import { keep, type Rows, setOrder } from './rows.ts'
import type { Search } from './search.ts'
import { type Score, scoreOf } from './worth.ts'

/** A plan put aside: `order` of each route one after the other, `begins[v]` where that of vehicle v begins. */
export interface Snapshot {
  order: Int32Array
  begins: Int32Array
  absent: number[]
  score: Score
}

export function snapshotOf(search: Search): Snapshot {
  const { ground } = search
  const shot = {
    order: new Int32Array(ground.tasks),
    begins: new Int32Array(ground.vehicles + 1),
    absent: [] as number[],
    score: scoreOf(search),
  }
  take(search, shot)
  return shot
}

/** Takes the plan as it is now into a snapshot made before. */
export function take(search: Search, shot: Snapshot): void {
  const { rows, ground, absent } = search
  const { rowOf, length, stride, task } = rows
  let next = 0
  for (let v = 0; v < ground.vehicles; v++) {
    shot.begins[v] = next
    const at = rowOf[v]! * stride
    const n = length[rowOf[v]!]!
    for (let k = 1; k <= n; k++) shot.order[next++] = task[at + k]!
  }
  shot.begins[ground.vehicles] = next
  shot.absent = absent.slice()
  shot.score = scoreOf(search)
}

/** Makes the plan what it was. */
export function restore(search: Search, shot: Snapshot): void {
  const { rows, ground } = search
  keep(rows)
  rows.vehicleOf.fill(-1)
  for (let v = 0; v < ground.vehicles; v++) {
    const begin = shot.begins[v]!
    setOrder(rows, v, shot.order.subarray(begin, shot.begins[v + 1]!), shot.begins[v + 1]! - begin)
  }
  keep(rows)
  search.absent.length = 0
  for (const t of shot.absent) search.absent.push(t)
  search.cost = costOf(rows)
}

/** Scaled cost of all routes. */
export function costOf({ ground, rowOf, cost }: Rows): number {
  let sum = 0
  for (let v = 0; v < ground.vehicles; v++) sum += cost[rowOf[v]!]!
  return sum
}
