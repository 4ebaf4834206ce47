import { fitsLoad, isKept } from './bounds.ts'
import { keep, type Rows, setOrder, undo } from './rows.ts'
import type { Search } from './search.ts'

/** Two segments that change places: `fromV` stops behind slot `i` of vehicle v, and `fromW` stops from slot `j` of w on. */
export interface Segments {
  v: number
  i: number
  fromV: number
  w: number
  j: number
  fromW: number
}

let one = new Int32Array(64)
let other = new Int32Array(64)

/** Two routes exchange segments if both hold then and cost less than so much more together. */
export function exchangeIfCheap(search: Search, segments: Segments, most: number): boolean {
  const { rows } = search
  const { rowOf, cost } = rows
  const { v, w } = segments
  const before = cost[rowOf[v]!]! + cost[rowOf[w]!]!
  exchange(rows, segments)
  const change = cost[rowOf[v]!]! + cost[rowOf[w]!]! - before
  const holds = isKept(rows, v) && isKept(rows, w) && fitsLoad(rows, v) && fitsLoad(rows, w)
  if (!holds || change >= most) {
    undo(rows)
    return false
  }
  search.cost += change
  keep(rows)
  return true
}

function exchange(rows: Rows, { v, i, fromV, w, j, fromW }: Segments): void {
  const { rowOf, stride, task, length } = rows
  if (one.length < stride) {
    one = new Int32Array(stride)
    other = new Int32Array(stride)
  }
  const a = rowOf[v]! * stride
  const b = rowOf[w]! * stride
  const n = length[rowOf[v]!]!
  const m = length[rowOf[w]!]!
  let long = 0
  let short = 0
  for (let k = 1; k <= i; k++) one[long++] = task[a + k]!
  for (let k = j; k < j + fromW; k++) one[long++] = task[b + k]!
  for (let k = i + fromV + 1; k <= n; k++) one[long++] = task[a + k]!
  for (let k = 1; k < j; k++) other[short++] = task[b + k]!
  for (let k = i + 1; k <= i + fromV; k++) other[short++] = task[a + k]!
  for (let k = j + fromW; k <= m; k++) other[short++] = task[b + k]!
  setOrder(rows, v, one, long)
  setOrder(rows, w, other, short)
}
