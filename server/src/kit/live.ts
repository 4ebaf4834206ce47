import type pg from 'pg'
import type { News } from './events.ts'

/** A hint that something changed: the client fetches what it shows of it, through the ordinary permissions. */
export interface Hint {
  tenantId: string
  type: string
  subject: string
  id: string
  threadId: string | null
  stationId: string | null
}

const CHANNEL = 'aftercare_live'
const waiting: Hint[] = []
const listeners = new Set<(hint: Hint) => void>()
let flush: (() => Promise<void>) | null = null
let timer: NodeJS.Timeout | null = null

/**
 * Collected after the commit and sent together: NOTIFY inside the change would serialise all commits on one lock.
 * A hint lost with a killed process costs nothing: a client that reconnects fetches again.
 */
export function hint(tenantId: string, news: News): void {
  if (!flush) return
  waiting.push({
    tenantId,
    type: news.type,
    subject: news.subject.type,
    id: news.subject.id,
    threadId: news.threadId ?? null,
    stationId: news.stationId ?? null,
  })
  timer ??= setTimeout(() => void flush?.(), 100)
}

export function onHint(listener: (hint: Hint) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** One listening connection per process; it comes back by itself when the database does. */
export async function startLive(pool: pg.Pool): Promise<{ stop(): Promise<void> }> {
  let stopped = false
  let client: pg.PoolClient | null = null
  const listen = async () => {
    client = await pool.connect()
    client.on('notification', (message) => {
      for (const one of JSON.parse(message.payload ?? '[]') as Hint[]) for (const tell of listeners) tell(one)
    })
    client.once('error', () => {
      client?.release(true)
      client = null
      if (!stopped) setTimeout(() => void listen().catch(() => {}), 500)
    })
    await client.query(`listen ${CHANNEL}`)
  }
  flush = async () => {
    timer = null
    // A NOTIFY payload is limited to 8,000 bytes: some thirty hints.
    while (waiting.length > 0) {
      const batch = waiting.splice(0, 30)
      await pool.query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify(batch)]).catch(() => {})
    }
  }
  await listen()
  return {
    async stop() {
      stopped = true
      flush = null
      if (timer) clearTimeout(timer)
      timer = null
      client?.release(true)
    },
  }
}
