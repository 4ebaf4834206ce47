import { type RawBuilder, sql } from 'kysely'
import type { Actor } from './actor.ts'
import { afterCommit, type Tx } from './db.ts'
import { newId } from './ids.ts'
import { hint } from './live.ts'
import { jobQueued } from './wake.ts'

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
  told(tx, actor, news)
  return id
}

/** An event that is written by a larger statement; its row comes from one of that statement's parts. */
export interface NewsPart extends News {
  from: {
    /** The part whose row must exist for the event to exist. */
    table: string
    /** Columns of it: 'moved.request_id' */
    threadId: string
    stationId: string
    /** More values, read from that row. */
    data: RawBuilder<unknown>
  }
}

/**
 * What `announce` writes, as parts of one hot statement: `event as (${part})`, and `${queue}` in its select, which starts the
 * reactions. Call `told` when the row was written.
 */
export function eventPart(actor: Actor, news: NewsPart): { part: RawBuilder<unknown>; queue: RawBuilder<unknown> } {
  const { table, threadId, stationId, data } = news.from
  const part = sql`
    insert into kit.event (id, type, subject_type, subject_id, subject_version, thread_id, station_id, at,
      actor_kind, actor_id, actor_name, is_public, data)
    select ${newId()}::uuid, ${news.type}, ${news.subject.type}, ${news.subject.id}::uuid, ${news.subject.version ?? null}::integer,
      ${sql.ref(threadId)}, ${sql.ref(stationId)}, coalesce(${news.at ?? null}::timestamptz, now()), ${actor.kind},
      ${actor.id}::uuid, ${actor.name}, ${news.isPublic ?? false}, ${data} || ${JSON.stringify(news.data ?? {})}::jsonb
    from ${sql.table(table)} returning id`
  const queue = sql`case when event.id is not null and ${hasReactions(news.type)}::boolean
    then kit.enqueue('react', jsonb_build_object('eventId', event.id)) end`
  return { part, queue }
}

/** Counts the event and hints to the screens that watch, once the change is durable. */
export function told(tx: Tx, actor: Actor, news: News): void {
  afterCommit(tx, () => {
    counts.set(news.type, (counts.get(news.type) ?? 0) + 1)
    hint(actor.tenantId, news)
    if (hasReactions(news.type)) jobQueued()
  })
}
