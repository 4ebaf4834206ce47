import { workerData } from 'node:worker_threads'
import type { Board } from './board.ts'
import { finish } from './board.ts'
import { clockOf, moment } from './clock.ts'
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
  /** `moment` the budget ends by the wall: a thread takes a while to start, and all end together; null without such a budget */
  until: number | null
}

const { problem, options, board, page, stop, until } = workerData as MemberData
const budget = until === null ? {} : { wallSeconds: Math.max(1, until - moment()) / 1000 }
const signal = {
  get aborted() {
    return Atomics.load(stop, 0) !== 0
  },
} as AbortSignal
try {
  searchAlone(problem, options, clockOf({ ...options, ...budget, signal }), { board, page })
} finally {
  finish(board, page)
}
