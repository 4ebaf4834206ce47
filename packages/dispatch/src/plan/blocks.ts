import { groundOfBlocks } from './block-ground.ts'
import type { Ground } from './ground.ts'
import type { Snapshot } from './snapshot.ts'

/** What two plans have in common: stops that follow one another in both are a block. The rest is blocks of one. */
export interface Blocks {
  /** the same problem with a stop for each block (block-ground.ts) */
  ground: Ground
  /** tasks of each block in their order */
  tasksOf: number[][]
  /** block of each task */
  blockOf: Int32Array
}

export function commonBlocks(ground: Ground, one: Snapshot, other: Snapshot): Blocks {
  const tasksOf = rowsIn(nextInBoth(ground, one, other))
  const blockOf = new Int32Array(ground.tasks)
  tasksOf.forEach((block, b) => {
    for (const t of block) blockOf[t] = b
  })
  return { ground: groundOfBlocks(ground, tasksOf), tasksOf, blockOf }
}

/** The task behind each in both plans, or -1. */
function nextInBoth(ground: Ground, one: Snapshot, other: Snapshot): Int32Array {
  const after = nextIn(ground, other)
  return nextIn(ground, one).map((next, t) => (next === after[t] ? next : -1))
}

function nextIn({ tasks, vehicles }: Ground, { order, begins }: Snapshot): Int32Array {
  const next = new Int32Array(tasks).fill(-1)
  for (let v = 0; v < vehicles; v++)
    for (let k = begins[v]! + 1; k < begins[v + 1]!; k++) next[order[k - 1]!] = order[k]!
  return next
}

function rowsIn(next: Int32Array): number[][] {
  const isFirst = new Uint8Array(next.length).fill(1)
  for (const t of next) if (t >= 0) isFirst[t] = 0
  const rows: number[][] = []
  isFirst.forEach((first, t) => {
    if (first === 0) return
    const row: number[] = []
    for (let at = t; at >= 0; at = next[at]!) row.push(at)
    rows.push(row)
  })
  return rows
}

/** One of the two plans in blocks. */
export const folded = ({ tasksOf, blockOf }: Blocks, shot: Snapshot): Snapshot =>
  rewritten(shot, tasksOf.length, (t) => (tasksOf[blockOf[t]!]![0] === t ? [blockOf[t]!] : []))

/** A plan of blocks in tasks. */
export const unfolded = ({ tasksOf, blockOf }: Blocks, shot: Snapshot): Snapshot =>
  rewritten(shot, blockOf.length, (b) => tasksOf[b]!)

/** The same routes with other stops in place of each; the score is that of before. */
function rewritten(
  { order, begins, score }: Snapshot,
  stops: number,
  of: (stop: number) => readonly number[],
): Snapshot {
  const shot = { order: new Int32Array(stops), begins: begins.slice(), from: null, to: null, score: { ...score } }
  let count = 0
  for (let v = 0; v + 1 < begins.length; v++) {
    shot.begins[v] = count
    for (let k = begins[v]!; k < begins[v + 1]!; k++) for (const stop of of(order[k]!)) shot.order[count++] = stop
  }
  shot.begins[begins.length - 1] = count
  return shot
}
