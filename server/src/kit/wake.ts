import type { Database } from './db.ts'

/** Long enough to collect what commits together, short enough that nobody notices. */
const GATHER_MS = 20
let queued = 0
let timer: NodeJS.Timeout | null = null
let send: ((jobs: number) => Promise<void>) | null = null

/**
 * A job has become durable: the workers are woken once for all jobs of a moment. The NOTIFY is sent beside the changes,
 * never inside them: there it would hold one lock of the whole database while the commit is flushed. Lost with a killed
 * process it costs two seconds, after which the workers look by themselves.
 */
export function jobQueued(): void {
  if (!send) return
  queued++
  timer ??= setTimeout(() => {
    timer = null
    const jobs = queued
    queued = 0
    send?.(jobs).catch(() => {})
  }, GATHER_MS)
}

export function startWaking(db: Database): { stop(): void } {
  // The payload as graphile-worker sends it itself; `r` keeps two of the same from being folded into one.
  send = (jobs) => db.notify('jobs:insert', JSON.stringify({ r: Math.random(), count: jobs }))
  return {
    stop() {
      send = null
      if (timer) clearTimeout(timer)
      timer = null
      queued = 0
    },
  }
}
