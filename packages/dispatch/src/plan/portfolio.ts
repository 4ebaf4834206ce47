import { Worker } from 'node:worker_threads'
import { boardFor, waitFor } from './board.ts'
import { type Clock, moment } from './clock.ts'
import type { MemberData } from './member.ts'
import type { Problem, SolveOptions, Travel } from './model.ts'
import { type Found, searchAlone } from './whole.ts'

/** How long somebody may still be writing after this thread is done. */
const PATIENCE_MS = 10_000

/** The same search in several threads with seeds and temperatures of their own, that learn from one another on the way. */
export function searchTogether(problem: Problem, options: SolveOptions, clock: Clock, threads: number): Found {
  const { signal, onProgress: _, ...plain } = options
  const shared = { ...problem, travels: problem.travels.map(shareable) }
  const board = boardFor(threads, problem.jobs.length + 2 * problem.pairs.length, problem.vehicles.length)
  const stop = new Int32Array(new SharedArrayBuffer(4))
  const { wallSeconds } = options
  const until = wallSeconds === undefined ? null : moment() + 1000 * wallSeconds * (1 - clock.spent(0))
  const workers = Array.from({ length: threads - 1 }, (_one, i) => {
    const data: MemberData = { problem: shared, options: plain, board, page: i + 1, stop, until }
    return new Worker(new URL('./member.ts', import.meta.url), { workerData: data })
  })
  try {
    return searchAlone(shared, options, clock, { board, page: 0 }, () => {
      if (signal?.aborted || wallSeconds) Atomics.store(stop, 0, 1)
      for (let page = 1; page < threads; page++) waitFor(board, page, PATIENCE_MS)
    })
  } finally {
    Atomics.store(stop, 0, 1)
    for (const worker of workers) {
      worker.on('error', () => {}) // its plan is missing on the board then; this thread has its own
      void worker.terminate()
    }
  }
}

/** Tables in memory that threads can share need not be copied for each. */
function shareable(travel: Travel): Travel {
  if (travel.kind !== 'table') return travel
  const share = (table: Int32Array) => {
    if (table.buffer instanceof SharedArrayBuffer) return table
    const copy = new Int32Array(new SharedArrayBuffer(table.byteLength))
    copy.set(table)
    return copy
  }
  const { durations, distances, costs } = travel
  return {
    kind: 'table',
    durations: share(durations),
    ...(distances ? { distances: share(distances) } : {}),
    ...(costs ? { costs: share(costs) } : {}),
  }
}
