import { sql } from 'kysely'
import type { Actor } from './actor.ts'
import { afterCommit, type Tx } from './db.ts'
import { newId } from './ids.ts'
import { hint } from './live.ts'

export interface News {
  /** 'request.opened': subject, then what happened to it */
  type: string
  subject: { type: string; id: string; version?: number }
  /** The request whose timeline shows it. */
  threadId?: string | null
  stationId?: string | null
  /** True: the customer may read it on the portal. */
  isPublic?: boolean
  at?: Date
  data?: Record<string, unknown>
}

/** Events somebody reacts to: filled once at start from the modules' `reactions`. */
const reactedTo = new Set<string>()
export function expectReactions(types: Iterable<string>): void {
  for (const type of types) reactedTo.add(type)
}
export function hasReactions(type: string): boolean {
  return reactedTo.has(type)
}

/** Events of this process by type, for the metrics. */
const counts = new Map<string, number>()
export function announced(): ReadonlyMap<string, number> {
  return counts
}

/**
 * Appends what happened, inside the change that made it happen. The row is audit line, timeline entry and outbox message;
 * reactions run as jobs after the commit, at least once, and take effect once.
 */
export async function announce(tx: Tx, actor: Actor, news: News): Promise<string> {
  const id = newId()
  await sql`/* hot announce */
    with event as (
      insert into kit.event (id, type, subject_type, subject_id, subject_version, thread_id, station_id, at,
        actor_kind, actor_id, actor_name, is_public, data)
      values (${id}, ${news.type}, ${news.subject.type}, ${news.subject.id}, ${news.subject.version ?? null},
        ${news.threadId ?? null}, ${news.stationId ?? null}, coalesce(${news.at ?? null}::timestamptz, now()),
        ${actor.kind}, ${actor.id}, ${actor.name}, ${news.isPublic ?? false}, ${JSON.stringify(news.data ?? {})}::jsonb)
      returning id)
    select case when ${hasReactions(news.type)} then kit.enqueue('react', jsonb_build_object('eventId', id)) end from event`.execute(
    tx,
  )
  afterCommit(tx, () => {
    counts.set(news.type, (counts.get(news.type) ?? 0) + 1)
    hint(actor.tenantId, news)
  })
  return id
}
