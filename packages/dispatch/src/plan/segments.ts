import { exchangeIfCheap, type Segments } from './exchange.ts'
import type { Rows } from './rows.ts'
import type { Search } from './search.ts'

/** The longest segment that changes places; one longer is what exchangeTails is for. */
const LONGEST = 8

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
  const [n, m] = [length[rowOf[v]!]!, length[rowOf[w]!]!]
  const fromV = Math.min(n - i, Math.floor(random() * (LONGEST + 1)))
  const fromW = Math.min(m - j + 1, 1 + Math.floor(random() * LONGEST))
  const [long, short] = [n - fromV + fromW, m - fromW + fromV]
  if (long > Math.min(ground.maxTasks[v]!, stride - 2) || short > Math.min(ground.maxTasks[w]!, stride - 2))
    return false
  const segments = { v, i, fromV, w, j, fromW }
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
  const [a, b] = [rowOf[v]! * stride + i, rowOf[w]! * stride + j]
  const [nextA, nextB] = [a + fromV + 1, b + fromW]
  const change = way(a, b) + way(nextB - 1, nextA) - leg[nextA]! - leg[b]! - leg[nextB]!
  if (fromV > 0) return change + way(b - 1, a + 1) + way(nextA - 1, nextB) - leg[a + 1]!
  return fromW < length[rowOf[w]!]! ? change + way(b - 1, nextB) : change - ground.fixed[w]!
}

/** Whether the first stop of each segment may come where the other's was, as far as can be told at a glance. */
function mayFollow({ ground, rowOf, stride, place, task, leave }: Rows, { v, i, fromV, w, j }: Segments): boolean {
  const { seconds } = ground.kinds[ground.kindOf[v]!]!
  const [a, b] = [rowOf[v]! * stride + i, rowOf[w]! * stride + j]
  const inTime = (from: number, to: number) =>
    leave[from]! + seconds[place[from]! * ground.places + place[to]!]! <= ground.to[task[to]!]!
  return inTime(a, b) && (fromV === 0 || inTime(b - 1, a + 1))
}

/** Whether each vehicle is able to do what it would get. */
function areAble({ ground, rowOf, stride, task }: Rows, { v, i, fromV, w, j, fromW }: Segments): boolean {
  const { likeness, fits, fitClass, vehicles } = ground
  if (likeness[v] === likeness[w]) return true
  const [a, b] = [rowOf[v]! * stride + i + 1, rowOf[w]! * stride + j]
  for (let k = 0; k < fromV; k++) if (fits[fitClass[task[a + k]!]! * vehicles + w] === 0) return false
  for (let k = 0; k < fromW; k++) if (fits[fitClass[task[b + k]!]! * vehicles + v] === 0) return false
  return true
}
