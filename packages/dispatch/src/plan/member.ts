import { workerData } from 'node:worker_threads'
import type { Board } from './board.ts'
import { finish } from './board.ts'
import { clockOf } from './clock.ts'
import type { Problem, SolveOptions } from './model.ts'
import { searchAlone } from './whole.ts'

/** What a thread of a portfolio is started with (portfolio.ts). */
export interface MemberData {
  problem: Problem
  options: Omit<SolveOptions, 'signal' | 'onProgress'>
  board: Board
  page: number
  /** not 0: stop */
  stop: Int32Array
}

const { problem, options, board, page, stop } = workerData as MemberData
const signal = {
  get aborted() {
    return Atomics.load(stop, 0) !== 0
  },
} as AbortSignal
try {
  searchAlone(problem, options, clockOf({ ...options, signal }), { board, page })
} finally {
  finish(board, page)
}
