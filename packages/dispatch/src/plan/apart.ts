import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { PlanRefused, type Problem, type Solution, type SolveOptions, type TracePoint } from './model.ts'
import { solve } from './solve.ts'

interface Task {
  apart: true
  problem: Problem
  options: Omit<SolveOptions, 'signal' | 'onProgress'>
  stop: Int32Array
}

type News =
  | { point: TracePoint }
  | { plan: Solution }
  | { refused: { code: string; path: string; values: Record<string, string | number> } }

/**
 * `solve` in a thread of its own: the caller's event loop goes on. An aborted signal ends the search, and the best plan so
 * far is the answer.
 * @throws PlanRefused when the problem is not sound
 */
export function solveApart(problem: Problem, { signal, onProgress, ...options }: SolveOptions = {}): Promise<Solution> {
  const stop = new Int32Array(new SharedArrayBuffer(4))
  const task: Task = { apart: true, problem, options, stop }
  const worker = new Worker(new URL(import.meta.url), { workerData: task })
  const halt = () => Atomics.store(stop, 0, 1)
  if (signal?.aborted) halt()
  signal?.addEventListener('abort', halt)
  return new Promise<Solution>((resolve, reject) => {
    worker.on('message', (news: News) => {
      if ('point' in news) onProgress?.(news.point)
      else if ('plan' in news) resolve(news.plan)
      else reject(new PlanRefused(news.refused.code, news.refused.path, news.refused.values))
    })
    worker.on('error', reject)
    worker.on('exit', (code) => reject(new Error(`the search ended with ${code} and no plan`)))
  }).finally(() => signal?.removeEventListener('abort', halt))
}

function isTask(data: unknown): data is Task {
  return typeof data === 'object' && data !== null && 'apart' in data
}

if (!isMainThread && isTask(workerData)) {
  const { problem, options, stop } = workerData
  const tell = (news: News) => parentPort?.postMessage(news)
  const signal = {
    get aborted() {
      return Atomics.load(stop, 0) !== 0
    },
  } as AbortSignal
  try {
    tell({ plan: solve(problem, { ...options, signal, onProgress: (point) => tell({ point }) }) })
  } catch (error) {
    if (!(error instanceof PlanRefused)) throw error
    const { code, path, values } = error
    tell({ refused: { code, path, values } })
  }
}
