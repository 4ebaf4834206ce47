import { canBlock } from './block-ground.ts'
import type { Ground } from './ground.ts'
import { isLarge } from './view.ts'

const MOST = 200
/**
 * What a second of waiting, and one of being late, counts for beside a second of the way: Vidal et al., "A hybrid genetic
 * algorithm with adaptive diversity management for a large class of VRPs with time windows", C&OR 40(1), 2013.
 */
const WAITING = 0.2
const LATE = 1
/** No key may outgrow what a number holds exactly together with the task. */
const FARTHEST = 2 ** 40

/** For each task the nearest others, nearest first: `near[t * count …]`. */
export interface Nearness {
  count: number
  near: Int32Array
}

/**
 * Near is what a cheap way joins (both ways), at times that go together: the next door at the other end of the day is of
 * no use to a short route. Where whole problems of some hundred stops are searched in many attempts, the ways alone do.
 */
export function nearnessOf(ground: Ground): Nearness {
  const { tasks, place, places, kinds } = ground
  const count = Math.max(0, Math.min(tasks - 1, MOST))
  const near = new Int32Array(tasks * count)
  const { cost, costTurned } = kinds[0] ?? { cost: new Int32Array(0), costTurned: new Int32Array(0) }
  const apart = timesApart(ground)
  const keys = new Float64Array(Math.max(0, tasks))
  // A number that sorts by nearness and names the task: how far it is in the high part, the task in the low.
  const span = 2 ** Math.ceil(Math.log2(tasks + 1))
  for (let t = 0; t < tasks; t++) {
    const here = place[t]! * places
    for (let o = 0; o < tasks; o++) {
      const far = cost[here + place[o]!]! + costTurned[here + place[o]!]! + apart(t, o)
      keys[o] = o === t ? Number.POSITIVE_INFINITY : Math.min(FARTHEST, Math.round(far)) * span + o
    }
    keys.sort()
    for (let i = 0; i < count; i++) near[t * count + i] = keys[i]! % span
  }
  return { count, near }
}

/** What the times of two tasks add, in cost of the way both ways: the less of one behind the other and the other behind the one. */
function timesApart(ground: Ground): (one: number, other: number) => number {
  const { from, to, service, place, places, kinds, problem } = ground
  const [kind] = kinds
  const isPrized = ground.penalty.some((one) => one > 0)
  if (!kind || isPrized || (canBlock(ground) && !isLarge(problem.jobs.length))) return () => 0
  const perSecond = sum(kind.cost) / Math.max(1, sum(kind.seconds))
  const behind = (one: number, other: number) => {
    const spent = service[one]! + kind.seconds[place[one]! * places + place[other]!]!
    const waits = Math.max(0, from[other]! - to[one]! - spent)
    const late = Math.max(0, from[one]! + spent - to[other]!)
    return WAITING * waits + LATE * late
  }
  return (one, other) => 2 * perSecond * Math.min(behind(one, other), behind(other, one))
}

const sum = (table: Int32Array) => table.reduce((all, one) => all + one, 0)
