import { makeWorkerUtils } from 'graphile-worker'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Logger } from 'pino'
import type { Services } from './app.ts'
import { afterCommit, type Tx } from './db.ts'
import { jobQueued } from './wake.ts'

export interface JobCall<P> {
  services: Services
  tenantId: string
  payload: P
  log: Logger
  /** Nobody tries again after this one: what is said to have failed must be said now. */
  isLast?: boolean
}

/** A job: at least once, so its effect must bear repeating. Nothing inside a transaction calls the network; jobs do. */
export interface Job {
  name: string
  handle(call: JobCall<Record<string, unknown>>): Promise<void>
  /** '*\/5 * * * *': runs for every tenant at these times (UTC) */
  cron?: string
}

export function job<P extends object>(name: string, handle: (call: JobCall<P>) => Promise<void>, cron?: string): Job {
  const one: Job = { name, handle: handle as unknown as Job['handle'] }
  return cron ? { ...one, cron } : one
}

/** Queues a job inside the change: it exists if and only if the change commits. */
export async function enqueue(
  tx: Tx,
  name: string,
  payload: Record<string, unknown>,
  options: { runAt?: Date; key?: string; maxAttempts?: number } = {},
): Promise<void> {
  await sql`select kit.enqueue(${name}, ${JSON.stringify(payload)}::jsonb, ${options.runAt ?? null}::timestamptz,
    ${options.key ?? null}::text, ${options.maxAttempts ?? null}::integer)`.execute(tx)
  afterCommit(tx, jobQueued)
}

/** What a reaction is given: the event as stored, and a transaction in which its effect and its done-mark commit together. */
export interface ReactionCall {
  tx: Tx
  event: {
    id: string
    type: string
    subjectId: string
    threadId: string | null
    stationId: string | null
    at: Date
    data: Record<string, unknown>
  }
  services: Services
  log: Logger
}
export type Reactions = Record<string, Record<string, (call: ReactionCall) => Promise<void>>>

/** Runs every reaction to one event, each in its own transaction and each once. */
export function reactJob(reactions: Reactions): Job {
  return job<{ eventId: string }>('react', async ({ services, tenantId, payload, log }) => {
    const event = await services.db.tx(tenantId, (tx) =>
      tx.selectFrom('kit.event').selectAll().where('id', '=', payload.eventId).executeTakeFirst(),
    )
    if (!event) return
    for (const [name, react] of Object.entries(reactions[event.type] ?? {})) {
      await services.db.tx(tenantId, async (tx) => {
        const first = await tx
          .insertInto('kit.reaction')
          .values({ event_id: event.id, reaction: name })
          .onConflict((c) => c.doNothing())
          .returning('event_id')
          .executeTakeFirst()
        if (!first) return
        const seen = { ...event, subjectId: event.subject_id, threadId: event.thread_id, stationId: event.station_id }
        await react({ tx, event: { ...seen, data: event.data as Record<string, unknown> }, services, log })
      })
    }
  })
}

export async function migrateJobs(ownerPool: pg.Pool): Promise<void> {
  const utils = await makeWorkerUtils({ pgPool: ownerPool })
  await utils.migrate()
  await utils.release()
}
