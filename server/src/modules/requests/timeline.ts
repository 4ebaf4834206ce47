import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { problem } from '../../kit/problem.ts'
import { findRequest, threadOf } from './find.ts'

export const timelineQuery = z.object({
  show: z.enum(['all', 'public', 'internal', 'conversation']).default('all'),
  after: z.string().max(200).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
type Query = z.output<typeof timelineQuery>

interface Entry {
  id: string
  at: Date
  /** With the microseconds a Date would lose. */
  exact: string
  type: string
  isPublic: boolean
  byKind: string
  byId: string | null
  byName: string | null
  requestId: string
  event: string | null
  text: string | null
  language: string | null
  data: Record<string, unknown>
  fileIds: string[] | null
}

/**
 * Events, notes, replies and the customer's own words as one feed, newest first; merged requests tell theirs here too.
 * What an import brought stands at its original time. Events that only say that a note was written are left out: the note itself is there.
 */
export async function timelineOf(tx: Tx, actor: Actor, id: string, query: Query) {
  await findRequest(tx, actor, id)
  const ids = (await threadOf(tx, id)).map((one) => one.id)
  const cursor = query.after ? decode(query.after) : null
  const { rows } = await sql<Entry>`
    select feed.*, feed.at::text as exact from (
      select e.id, e.at, 'event' as type, e.is_public as "isPublic", e.actor_kind as "byKind", e.actor_id as "byId",
        e.actor_name as "byName", e.thread_id as "requestId", e.type as event, null as text, null as language, e.data,
        ${filesOfEvent} as "fileIds"
      from kit.event e where e.thread_id = any(${ids}::uuid[]) and e.type not in ('request.noted', 'request.replied', 'request.answered')
      union all
      select n.id, n.at, n.kind, n.kind <> 'note', case when n.kind = 'inbound' then 'customer' else 'person' end, n.by_person,
        n.by_name, n.request_id, null, n.text, n.language, '{}', n.file_ids
      from requests.note n where n.request_id = any(${ids}::uuid[])
      union all
      select v.id, v.at, 'verbatim', true, 'customer', null, v.said_by, v.request_id, null, v.text, v.language,
        jsonb_build_object('channel', v.channel), null
      from requests.verbatim v where v.request_id = any(${ids}::uuid[])
      union all
      select overlay(overlay(md5(h.request_id || ' ' || h.seq) placing '3' from 13) placing '8' from 17)::uuid, h.at, 'history', false, 'person', null, h.person, h.request_id, null, null, null,
        jsonb_build_object('status', h.status, 'subStatus', h.sub_status, 'team', h.team, 'country', h.country, 'line', h.line), null
      from requests.history h where h.request_id = any(${ids}::uuid[])
    ) feed
    where ${shown(query.show)} and ${cursor ? sql<boolean>`(feed.at, feed.id) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)` : sql<boolean>`true`}
    order by feed.at desc, feed.id desc limit ${query.limit + 1}`.execute(tx)
  const items = rows.slice(0, query.limit)
  const files = await filesOf(
    tx,
    items.flatMap((one) => one.fileIds ?? []),
  )
  const last = items.at(-1)
  return {
    items: items.map((one) => entryOf(one, files)),
    next: rows.length > query.limit && last ? encode(last) : null,
  }
}

function shown(what: Query['show']) {
  if (what === 'public') return sql<boolean>`feed."isPublic"`
  if (what === 'internal') return sql<boolean>`not feed."isPublic"`
  return what === 'conversation' ? sql<boolean>`feed.type <> 'event'` : sql<boolean>`true`
}

/** The signature stands where it was given; photos of a visit where it ended, also those that came after. */
const filesOfEvent = sql`case
  when e.type = 'report.signed' then array(select jsonb_array_elements_text(e.data -> 'fileIds')::uuid)
  when e.type in ('visit.completed', 'visit.part_completed') then array(
    select f.id from kit.file f where f.tenant_id = e.tenant_id and f.subject_type = 'visit' and f.subject_id = e.subject_id
      and not exists (select from kit.event s where s.tenant_id = e.tenant_id and s.thread_id = e.thread_id
        and s.type = 'report.signed' and s.data -> 'fileIds' ? f.id::text)
    order by f.created_at, f.id) end`

type FileRow = { id: string; name: string; type: string; bytes: string }

export async function filesOf(tx: Tx, ids: string[]): Promise<Map<string, FileRow>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('kit.file').select(['id', 'name', 'type', 'bytes']).where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, { ...row, bytes: String(row.bytes) }]))
}

function entryOf({ byKind, byId, byName, fileIds, exact: _exact, ...one }: Entry, files: Map<string, FileRow>) {
  return {
    ...one,
    by: { kind: byKind, id: byId, name: byName },
    files: (fileIds ?? []).flatMap((id) => files.get(id) ?? []),
  }
}

const encode = (last: Entry) => Buffer.from(JSON.stringify([last.exact, last.id])).toString('base64url')

function decode(after: string): { at: string; id: string } {
  try {
    const [at, id] = JSON.parse(Buffer.from(after, 'base64url').toString()) as [string, string]
    if (!Number.isNaN(Date.parse(at)) && /^[0-9a-f-]{36}$/.test(id)) return { at, id }
  } catch {
    // falls through: a cursor that is none
  }
  throw problem('validation.cursor', 400)
}
