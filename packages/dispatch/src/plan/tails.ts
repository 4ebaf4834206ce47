import { keep, type Rows, setOrder } from './rows.ts'
import type { Search } from './search.ts'

/** Exchanges tried before a round, and how near the two stops are that come to follow one another. */
const TRIES = 10
const NEAREST = 20
/** Of the tries, those that split a route in two. */
const SPLITS = 0.05

let one = new Int32Array(64)
let other = new Int32Array(64)

/** Whether routes may exchange what follows a stop, judged by what their slots say: times, sums of load, no more. */
export const canExchange = ({ ground }: Search): boolean =>
  ground.plain && ground.simple && !ground.rich.includes(1) && !ground.hasPreferences && !ground.problem.fairness

/**
 * 2-opt* under the falling temperature: two routes of vehicles that are alike exchange what follows a stop, or one is
 * split, or two become one. Strings taken out and put back one by one hardly ever change how many long routes there are.
 * Answers whether the plan is another one.
 */
export function exchangeTails(search: Search, temperature: number): boolean {
  const { rows, nearness, random, view } = search
  const { vehicleOf } = rows
  let changed = false
  const most = Math.min(NEAREST, nearness.count)
  for (let i = 0; i < TRIES; i++) {
    const t = view.tasks[Math.floor(random() * view.taskCount)]!
    const v = vehicleOf[t]!
    if (v < 0) continue
    if (random() < SPLITS) {
      const w = spareLike(search, v)
      if (w >= 0 && exchange(search, v, rows.slotOf[t]!, w, 0, temperature)) changed = true
      continue
    }
    const b = nearness.near[t * nearness.count + Math.floor(random() * most)]!
    const w = vehicleOf[b]!
    if (w < 0 || w === v || view.isIn[w] === 0) continue
    if (exchange(search, v, rows.slotOf[t]!, w, rows.slotOf[b]! - 1, temperature)) changed = true
  }
  return changed
}

function spareLike({ ground, rows, view }: Search, v: number): number {
  for (let i = 0; i < view.count; i++) {
    const w = view.vehicles[i]!
    if (rows.length[rows.rowOf[w]!] === 0 && ground.likeness[w] === ground.likeness[v]) return w
  }
  return -1
}

/** What follows slot i of v comes behind slot j of w and the other way round, if that holds and is cheap enough. */
function exchange(search: Search, v: number, i: number, w: number, j: number, temperature: number): boolean {
  const { ground, rows, random } = search
  if (ground.likeness[v] !== ground.likeness[w] || i < ground.locked[v]! || j < ground.locked[w]!) return false
  const { rowOf, stride, place, leave, latest, leg, length } = rows
  const { seconds, cost } = ground.kinds[ground.kindOf[v]!]!
  const a = rowOf[v]! * stride + i
  const b = rowOf[w]! * stride + j
  const [n, m] = [length[rowOf[v]!]!, length[rowOf[w]!]!]
  const there = place[a]! * ground.places + place[b + 1]!
  const here = place[b]! * ground.places + place[a + 1]!
  if (leave[a]! + seconds[there]! > latest[b + 1]! || leave[b]! + seconds[here]! > latest[a + 1]!) return false
  const [long, short] = [i + m - j, j + n - i]
  let change = -leg[a + 1]! - leg[b + 1]!
  change += long > 0 ? cost[there]! : 0
  change += short > 0 ? cost[here]! : 0
  if (m === 0) change += ground.fixed[w]!
  if (long === 0 || short === 0) change -= ground.fixed[w]!
  if (change >= -temperature * Math.log(random())) return false
  if (Math.max(long, short) > Math.min(ground.maxTasks[v]!, stride - 2) || !loadsFit(rows, v, i, w, j)) return false
  const before = rows.cost[rowOf[v]!]! + rows.cost[rowOf[w]!]!
  swap(rows, v, i, w, j)
  search.cost += rows.cost[rowOf[v]!]! + rows.cost[rowOf[w]!]! - before
  keep(rows)
  return true
}

function loadsFit({ ground, rowOf, stride, task, load }: Rows, v: number, i: number, w: number, j: number): boolean {
  const { dims, delivery, pickup, capacity } = ground
  for (let d = 0; d < dims; d++) {
    let first = 0
    for (let k = 1; k <= i; k++) {
      const t = task[rowOf[v]! * stride + k]!
      first += delivery[t * dims + d]! + pickup[t * dims + d]!
    }
    let second = 0
    for (let k = 1; k <= j; k++) {
      const t = task[rowOf[w]! * stride + k]!
      second += delivery[t * dims + d]! + pickup[t * dims + d]!
    }
    const most = capacity[v * dims + d]!
    if (first + load[rowOf[w]! * dims + d]! - second > most) return false
    if (second + load[rowOf[v]! * dims + d]! - first > most) return false
  }
  return true
}

function swap(rows: Rows, v: number, i: number, w: number, j: number): void {
  const { rowOf, stride, task, length } = rows
  if (one.length < stride) {
    one = new Int32Array(stride)
    other = new Int32Array(stride)
  }
  const [a, b] = [rowOf[v]! * stride, rowOf[w]! * stride]
  const [n, m] = [length[rowOf[v]!]!, length[rowOf[w]!]!]
  let long = 0
  let short = 0
  for (let k = 1; k <= i; k++) one[long++] = task[a + k]!
  for (let k = j + 1; k <= m; k++) one[long++] = task[b + k]!
  for (let k = 1; k <= j; k++) other[short++] = task[b + k]!
  for (let k = i + 1; k <= n; k++) other[short++] = task[a + k]!
  setOrder(rows, v, one, long)
  setOrder(rows, w, other, short)
}
