import { taskSeconds } from './figures.ts'
import { richFigures } from './rich.ts'
import type { Rows } from './rows.ts'
import { backward, forward } from './timing.ts'

/**
 * Works out everything a row says beside its order: times, legs, cost, load.
 * @param changed the one slot that is new, where the earliest times before it and the latest behind it are known
 */
export function refresh(rows: Rows, v: number, row: number, changed = 0): void {
  const { ground, stride, length } = rows
  rows.place[row * stride + length[row]! + 1] = ground.endPlace[v]!
  rows.task[row * stride + length[row]! + 1] = -1
  rows.stamp[row] = ++rows.lastStamp
  forward(rows, v, row, changed)
  backward(rows, v, row, ground.hardTo[v]!, changed)
  price(rows, v, row)
  if (ground.dims > 0) weigh(rows, row)
  if (ground.rich[v] !== 0) richFigures(rows, v, row)
}

/** Legs and cost of a row, without what rich.ts adds. */
export function price(rows: Rows, v: number, row: number): void {
  const { ground, stride, length, task, place, leg } = rows
  const { cost } = ground.kinds[ground.kindOf[v]!]!
  const { places, perTaskSecond, vehicleCosts } = ground
  const at = row * stride
  const n = length[row]!
  let sum = 0
  if (n > 0) {
    for (let k = 1; k <= n + 1; k++) {
      const one = cost[place[at + k - 1]! * places + place[at + k]!]!
      leg[at + k] = one
      sum += one
    }
    sum += ground.fixed[v]!
    if (perTaskSecond[v]! > 0) sum += perTaskSecond[v]! * taskSeconds(rows, v, row)
    if (ground.hasPreferences)
      for (let k = 1; k <= n; k++) sum += (vehicleCosts[task[at + k]!]?.[v] ?? 0) * ground.costScale
  } else leg[at + 1] = 0
  rows.cost[row] = sum
}

function weigh(rows: Rows, row: number): void {
  const { ground, stride, length, task, load, highBefore, highAfter } = rows
  const { dims, delivery, pickup, mate, summed } = ground
  const at = row * stride
  const n = length[row]!
  for (let d = 0; d < dims; d++) {
    let sum = 0
    for (let k = 1; k <= n; k++) {
      const t = task[at + k]!
      sum += mate[t]! < 0 || summed ? delivery[t * dims + d]! : 0
      if (summed) sum += pickup[t * dims + d]!
    }
    load[row * dims + d] = sum
    if (summed) continue
    // `sum` is what is on board at the start; then what is left behind and taken up.
    let high = sum
    highBefore[at * dims + d] = highAfter[at * dims + d] = sum
    for (let k = 1; k <= n; k++) {
      const t = task[at + k]!
      sum += pickup[t * dims + d]! - delivery[t * dims + d]!
      if (sum > high) high = sum
      highBefore[(at + k) * dims + d] = high
      highAfter[(at + k) * dims + d] = sum
    }
    for (let k = n - 1; k >= 0; k--) {
      const after = highAfter[(at + k + 1) * dims + d]!
      if (after > highAfter[(at + k) * dims + d]!) highAfter[(at + k) * dims + d] = after
    }
  }
}
