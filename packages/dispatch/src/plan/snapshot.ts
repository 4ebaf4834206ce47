import { addAbsent } from './absent.ts'
import { spreadOf } from './rich.ts'
import { keep, type Rows, setOrder } from './rows.ts'
import type { Search } from './search.ts'
import { type Score, scoreOf } from './worth.ts'

/** A plan put aside: `order` of each route one after the other, `begins[v]` where that of vehicle v begins. */
export interface Snapshot {
  order: Int32Array
  begins: Int32Array
  /** bounds of all tasks, where some are tied to others */
  from: Int32Array | null
  to: Int32Array | null
  score: Score
}

export function snapshotOf(search: Search): Snapshot {
  const { ground } = search
  const isTied = ground.tied.includes(1)
  const shot: Snapshot = {
    order: new Int32Array(ground.tasks),
    begins: new Int32Array(ground.vehicles + 1),
    from: isTied ? new Int32Array(ground.tasks) : null,
    to: isTied ? new Int32Array(ground.tasks) : null,
    score: scoreOf(search),
  }
  take(search, shot)
  return shot
}

export const copyOf = (shot: Snapshot): Snapshot => ({
  order: shot.order.slice(),
  begins: shot.begins.slice(),
  from: shot.from?.slice() ?? null,
  to: shot.to?.slice() ?? null,
  score: { ...shot.score },
})

/** Takes the plan as it is now into a snapshot made before. */
export function take(search: Search, shot: Snapshot): void {
  const { rows, ground } = search
  const { rowOf, length, stride, task } = rows
  let next = 0
  for (let v = 0; v < ground.vehicles; v++) {
    shot.begins[v] = next
    const at = rowOf[v]! * stride
    const n = length[rowOf[v]!]!
    for (let k = 1; k <= n; k++) shot.order[next++] = task[at + k]!
  }
  shot.begins[ground.vehicles] = next
  shot.from?.set(ground.from)
  shot.to?.set(ground.to)
  shot.score = scoreOf(search)
}

/** Makes the plan what it was. */
export function restore(search: Search, shot: Snapshot): void {
  const { rows, ground } = search
  rows.vehicleOf.fill(-1)
  if (shot.from && shot.to) {
    ground.from.set(shot.from)
    ground.to.set(shot.to)
  }
  for (let v = 0; v < ground.vehicles; v++) {
    const begin = shot.begins[v]!
    setOrder(rows, v, shot.order.subarray(begin, shot.begins[v + 1]!), shot.begins[v + 1]! - begin)
  }
  keep(rows)
  countAbsent(search)
  search.cost = costOf(rows)
}

/** Lists who is in no route anew. */
export function countAbsent(search: Search): void {
  const { ground, rows } = search
  search.absent.length = 0
  search.absentAt.fill(-1)
  search.absentWeight = 0
  for (let u = 0; u < ground.tasks; u++) if (ground.unit[u] === u && rows.vehicleOf[u]! < 0) addAbsent(search, u)
}

/** Scaled cost of all routes, and of how the work is spread. */
export function costOf(rows: Rows): number {
  const { ground, rowOf, cost } = rows
  let sum = spreadOf(rows)
  for (let v = 0; v < ground.vehicles; v++) sum += cost[rowOf[v]!]!
  return sum
}
