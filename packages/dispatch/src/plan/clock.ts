import { isMainThread } from 'node:worker_threads'
import type { SolveOptions } from './model.ts'

/** How much of a budget is spent: by rounds, or by processor time since the clock was made. */
export interface Clock {
  seconds: () => number
  /** 0 … 1 after so many rounds; 1 = the end */
  spent: (rounds: number) => number
}

const DEFAULT_SECONDS = 2
/** Where a machine within a machine answers slowly, asking every some rounds costs a search a twentieth of its time. */
const ASK_EVERY_MS = 10

/**
 * A search alone in its process counts the time of the whole process (compiling and garbage collection included); beside
 * other threads, of its own or of a server, each counts its own.
 */
function processorSeconds(alone: boolean): () => number {
  const own = !alone && typeof process.threadCpuUsage === 'function'
  const now = () => {
    const { user, system } = own ? process.threadCpuUsage() : process.cpuUsage()
    return (user + system) / 1e6
  }
  const begun = now()
  return () => now() - begun
}

/** Milliseconds, the same in every thread. */
export const moment = (): number => performance.timeOrigin + performance.now()

export function clockOf(options: SolveOptions): Clock {
  const { cpuSeconds, wallSeconds, iterations, signal, threads = 1, isTimed = true } = options
  const seconds = isTimed ? processorSeconds(isMainThread && threads === 1) : () => 0
  const limit = wallSeconds ?? cpuSeconds ?? (iterations === undefined ? DEFAULT_SECONDS : Number.POSITIVE_INFINITY)
  const begun = performance.now()
  const rounds = iterations ?? Number.POSITIVE_INFINITY
  let askedAt = Number.NEGATIVE_INFINITY
  let known = 0
  const lately = () => {
    const now = performance.now()
    if (now - askedAt >= ASK_EVERY_MS) {
      askedAt = now
      known = wallSeconds === undefined ? seconds() : (now - begun) / 1000
    }
    return known
  }
  return {
    seconds,
    spent: (done) => {
      if (signal?.aborted) return 1
      const byTime = limit === Number.POSITIVE_INFINITY ? 0 : lately() / limit
      return Math.min(1, Math.max(byTime, rounds === 0 ? 1 : done / rounds))
    },
  }
}
