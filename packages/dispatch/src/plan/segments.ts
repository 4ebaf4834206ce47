import { exchangeIfCheap, type Segments } from './exchange.ts'
import type { Rows } from './rows.ts'
import type { Search } from './search.ts'

/** The longest segment that changes places; one longer is what exchangeTails is for. */
const LONGEST = 8

/** What is looked at, one for all tries: most of them lead to nothing. */
const segments: Segments = { v: 0, i: 0, fromV: 0, w: 0, j: 0, fromW: 0 }

/**
 * CROSS (Taillard et al., "A tabu search heuristic for the VRP with soft time windows", Transportation Science 31(2),
 * 1997) under the falling temperature: the stops from slot j of w on come behind slot i of v, and those that were there
 * take their place, if that holds and is cheap enough. Strings taken out and put back one by one come apart; here what
 * follows one another stays together. For what `canExchange` allows (tails.ts). Answers whether the plan is another one.
 */
export function exchangeSegments(
  search: Search,
  v: number,
  i: number,
  w: number,
  j: number,
  temperature: number,
): boolean {
  const { ground, rows, random } = search
  const { rowOf, length, stride } = rows
  if (ground.kindOf[v] !== ground.kindOf[w] || i < ground.locked[v]! || j <= ground.locked[w]!) return false
  const n = length[rowOf[v]!]!
  const m = length[rowOf[w]!]!
  const fromV = Math.min(n - i, Math.floor(random() * (LONGEST + 1)))
  const fromW = Math.min(m - j + 1, 1 + Math.floor(random() * LONGEST))
  const long = n - fromV + fromW
  const short = m - fromW + fromV
  if (long > Math.min(ground.maxTasks[v]!, stride - 2) || short > Math.min(ground.maxTasks[w]!, stride - 2))
    return false
  segments.v = v
  segments.i = i
  segments.fromV = fromV
  segments.w = w
  segments.j = j
  segments.fromW = fromW
  const most = -temperature * Math.log(random())
  if (legsChange(rows, segments) >= most || !mayFollow(rows, segments) || !areAble(rows, segments)) return false
  return exchangeIfCheap(search, segments, most)
}

/** What the exchange changes in the ways, and in the price of being used where w is left empty. */
function legsChange(
  { ground, rowOf, stride, place, leg, length }: Rows,
  { v, i, fromV, w, j, fromW }: Segments,
): number {
  const { cost } = ground.kinds[ground.kindOf[v]!]!
  const way = (from: number, to: number) => cost[place[from]! * ground.places + place[to]!]!
  const a = rowOf[v]! * stride + i
  const b = rowOf[w]! * stride + j
  const nextA = a + fromV + 1
  const nextB = b + fromW
  const change = way(a, b) + way(nextB - 1, nextA) - leg[nextA]! - leg[b]! - leg[nextB]!
  if (fromV > 0) return change + way(b - 1, a + 1) + way(nextA - 1, nextB) - leg[a + 1]!
  return fromW < length[rowOf[w]!]! ? change + way(b - 1, nextB) : change - ground.fixed[w]!
}

/** Whether the first stop of each segment may come where the other's was, as far as can be told at a glance. */
function mayFollow({ ground, rowOf, stride, place, task, leave }: Rows, { v, i, fromV, w, j }: Segments): boolean {
  const { seconds } = ground.kinds[ground.kindOf[v]!]!
  const a = rowOf[v]! * stride + i
  const b = rowOf[w]! * stride + j
  const inTime = (from: number, to: number) =>
    leave[from]! + seconds[place[from]! * ground.places + place[to]!]! <= ground.to[task[to]!]!
  return inTime(a, b) && (fromV === 0 || inTime(b - 1, a + 1))
}

/** Whether each vehicle is able to do what it would get. */
function areAble({ ground, rowOf, stride, task }: Rows, { v, i, fromV, w, j, fromW }: Segments): boolean {
  const { likeness, fits, fitClass, vehicles } = ground
  if (likeness[v] === likeness[w]) return true
  const a = rowOf[v]! * stride + i + 1
  const b = rowOf[w]! * stride + j
  for (let k = 0; k < fromV; k++) if (fits[fitClass[task[a + k]!]! * vehicles + w] === 0) return false
  for (let k = 0; k < fromW; k++) if (fits[fitClass[task[b + k]!]! * vehicles + v] === 0) return false
  return true
}
