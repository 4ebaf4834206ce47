import type { Ground } from './ground.ts'

const MOST = 200

/** For each task the nearest others by cost of the way (both ways), nearest first: `near[t * count …]`. */
export interface Nearness {
  count: number
  near: Int32Array
}

export function nearnessOf(ground: Ground): Nearness {
  const { tasks, place, places, kinds } = ground
  const count = Math.max(0, Math.min(tasks - 1, MOST))
  const near = new Int32Array(tasks * count)
  const { cost, costTurned } = kinds[0] ?? { cost: new Int32Array(0), costTurned: new Int32Array(0) }
  const keys = new Float64Array(Math.max(0, tasks))
  // A number that sorts by the way and names the task: the way in the high part, the task in the low.
  const span = 2 ** Math.ceil(Math.log2(tasks + 1))
  for (let t = 0; t < tasks; t++) {
    const here = place[t]! * places
    for (let o = 0; o < tasks; o++)
      keys[o] =
        o === t ? Number.POSITIVE_INFINITY : (cost[here + place[o]!]! + costTurned[here + place[o]!]!) * span + o
    keys.sort()
    for (let i = 0; i < count; i++) near[t * count + i] = keys[i]! % span
  }
  return { count, near }
}
