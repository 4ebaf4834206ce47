import type { Snapshot } from './snapshot.ts'
import { isBetter } from './worth.ts'

/**
 * Where threads put their best plan for the others: shared memory, one page per thread that only it writes. The number on
 * a page is odd while it is being written; who reads asks for it before and after.
 */
export interface Board {
  /** of each page: number of the writing, 1 when the thread is done */
  marks: Int32Array
  /** of each page: priority, count, cost */
  scores: Float64Array
  /** of each page: order, begins, from, to */
  plans: Int32Array
  pages: number
  tasks: number
  vehicles: number
}

/** Where this thread stands among others. */
export interface Seat {
  board: Board
  page: number
}

const MARKS = 2
const SCORES = 3
const pageLength = (tasks: number, vehicles: number) => 3 * tasks + vehicles + 1

export function boardFor(pages: number, tasks: number, vehicles: number): Board {
  return {
    marks: new Int32Array(new SharedArrayBuffer(4 * MARKS * pages)),
    scores: new Float64Array(new SharedArrayBuffer(8 * SCORES * pages)),
    plans: new Int32Array(new SharedArrayBuffer(4 * pages * pageLength(tasks, vehicles))),
    pages,
    tasks,
    vehicles,
  }
}

export function publish({ marks, scores, plans, tasks, vehicles }: Board, page: number, shot: Snapshot): void {
  Atomics.add(marks, page * MARKS, 1)
  scores.set([shot.score.priority, shot.score.count, shot.score.cost], page * SCORES)
  const at = page * pageLength(tasks, vehicles)
  plans.set(shot.order, at)
  plans.set(shot.begins, at + tasks)
  if (shot.from && shot.to) {
    plans.set(shot.from, at + tasks + vehicles + 1)
    plans.set(shot.to, at + 2 * tasks + vehicles + 1)
  }
  Atomics.add(marks, page * MARKS, 1)
}

/** Takes over the best plan of the other pages where it is better; true when one was. */
export function learn(board: Board, page: number, own: Snapshot): boolean {
  let learnt = false
  for (let other = 0; other < board.pages; other++) if (other !== page && learnFrom(board, other, own)) learnt = true
  return learnt
}

function learnFrom({ marks, scores, plans, tasks, vehicles }: Board, page: number, own: Snapshot): boolean {
  const writing = Atomics.load(marks, page * MARKS)
  if (writing === 0 || writing % 2 === 1) return false
  const [priority, count, cost] = scores.slice(page * SCORES, (page + 1) * SCORES) as unknown as [
    number,
    number,
    number,
  ]
  if (!isBetter({ priority, count, cost }, own.score)) return false
  const at = page * pageLength(tasks, vehicles)
  const copy = plans.slice(at, at + pageLength(tasks, vehicles))
  if (Atomics.load(marks, page * MARKS) !== writing) return false
  own.order.set(copy.subarray(0, tasks))
  own.begins.set(copy.subarray(tasks, tasks + vehicles + 1))
  own.from?.set(copy.subarray(tasks + vehicles + 1, 2 * tasks + vehicles + 1))
  own.to?.set(copy.subarray(2 * tasks + vehicles + 1))
  own.score = { priority, count, cost }
  return true
}

/** The thread of a page will write no more. */
export function finish({ marks }: Board, page: number): void {
  Atomics.store(marks, page * MARKS + 1, 1)
  Atomics.notify(marks, page * MARKS + 1)
}

/** Blocks until the thread of a page is done; false when it is not after so many milliseconds. */
export function waitFor({ marks }: Board, page: number, patience: number): boolean {
  return Atomics.wait(marks, page * MARKS + 1, 0, patience) !== 'timed-out'
}
