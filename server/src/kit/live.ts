import type pg from 'pg'
import type { Database } from './db.ts'

/** A hint that something changed: the client fetches what it shows of it, through the ordinary permissions. */
export interface Hint {
  tenantId: string
  type: string
  subject: string
  id: string
  threadId: string | null
  stationId: string | null
  /** Only for this person: a notice, the progress of their task. */
  personId: string | null
  /** Who it is about, where that is the news itself: somebody looks at the same thing. */
  who?: { id: string; name: string; here: boolean }
}

/** What changed, as `announce` or a notice knows it. */
export interface Hinted {
  type: string
  subject: { type: string; id: string }
  threadId?: string | null
  stationId?: string | null
  personId?: string
  who?: Hint['who']
}

const CHANNEL = 'aftercare_live'
/** A NOTIFY payload is limited to 8,000 bytes: some twenty hints. */
const BATCH = 20
const RETRY_MS = 500
const waiting: Hint[] = []
const listeners = new Set<(hint: Hint) => void>()
let flush: (() => Promise<void>) | null = null
let timer: NodeJS.Timeout | null = null

/**
 * Collected after the commit and sent together: NOTIFY inside the change would serialise all commits on one lock.
 * A hint lost with a killed process costs nothing: a client that reconnects fetches again.
 */
export function hint(tenantId: string, news: Hinted): void {
  if (!flush) return
  waiting.push({
    tenantId,
    type: news.type,
    subject: news.subject.type,
    id: news.subject.id,
    threadId: news.threadId ?? null,
    stationId: news.stationId ?? null,
    personId: news.personId ?? null,
    ...(news.who && { who: news.who }),
  })
  timer ??= setTimeout(() => void flush?.(), 100)
}

export function onHint(listener: (hint: Hint) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Sent when listening begins again after a gap, to every stream: what was missed is unknown, so show everything anew. */
const RESUMED: Hint = {
  tenantId: '*',
  type: 'live.resumed',
  subject: '*',
  id: '',
  threadId: null,
  stationId: null,
  personId: null,
}

/** One listening connection per process, beside the pool; it comes back by itself when the database does. */
export async function startLive(db: Database): Promise<{ stop(): Promise<void> }> {
  let client: pg.Client | null = null
  let stopped = false
  const again = () => {
    if (!stopped) setTimeout(() => void comeBack(), RETRY_MS)
  }
  const listen = async () => {
    client = await db.connect()
    client.on('notification', (message) => tellAll(JSON.parse(message.payload ?? '[]') as Hint[]))
    await client.query(`listen ${CHANNEL}`)
    client.once('end', again)
  }
  const comeBack = async () => {
    if (stopped) return
    await listen().then(() => tellAll([RESUMED]), again)
  }
  flush = async () => {
    timer = null
    while (waiting.length > 0) {
      const batch = JSON.stringify(waiting.splice(0, BATCH))
      await db.notify(CHANNEL, batch).catch(() => {})
    }
  }
  await listen()
  return {
    async stop() {
      stopped = true
      if (timer) clearTimeout(timer)
      // What a process does last (a command that ends sessions) must be heard by those that go on.
      await flush?.()
      flush = null
      await client?.end().catch(() => {})
    },
  }
}

function tellAll(hints: readonly Hint[]): void {
  for (const one of hints) for (const tell of listeners) tell(one)
}
