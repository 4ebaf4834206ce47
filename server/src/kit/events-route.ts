import { sql } from 'kysely'
import { z } from 'zod'
import { type Actor, mustBeAbleTo } from './actor.ts'
import type { Tx } from './db.ts'
import { listOfSubject } from './list/definition.ts'
import { decodeCursor, encodeCursor } from './list/order.ts'
import { notFound } from './problem.ts'
import { type AnyRoute, route } from './route.ts'
import { id, instant } from './shapes.ts'
import { maySee } from './subjects.ts'

const event = z
  .object({
    id,
    type: z.string(),
    at: instant,
    actorKind: z.string(),
    actorId: id.nullable(),
    actorName: z.string().nullable(),
    version: z.number().nullable(),
    isPublic: z.boolean(),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditEvent' })
const query = z.object({
  subjectType: z.string().max(60),
  subjectId: id,
  after: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** What happened to one thing, newest first: who, when, which field from what to what. */
async function eventsOf(tx: Tx, actor: Actor, asked: z.output<typeof query>) {
  const { subjectType, subjectId, limit } = asked
  // Things that stand in no list (the company, a role, a key) are the administrators' business.
  if (!listOfSubject(subjectType)) mustBeAbleTo(actor, 'company.change')
  if (!(await maySee(tx, actor, subjectType, subjectId))) throw notFound(subjectType)
  const [at, lastId] = asked.after ? decodeCursor(asked.after) : []
  const { rows } = await sql<{ id: string; sort?: string }>`
    select id, type, at, actor_kind as "actorKind", actor_id as "actorId", actor_name as "actorName",
      subject_version as version, is_public as "isPublic", data, at::text as sort
    from kit.event where subject_type = ${subjectType} and subject_id = ${subjectId}
      ${at && lastId ? sql`and (at, id) < (${at}, ${lastId})` : sql``}
    order by at desc, id desc limit ${limit + 1}`.execute(tx)
  const isMore = rows.length > limit
  if (isMore) rows.pop()
  const last = rows.at(-1)
  return { items: rows, next: isMore && last ? encodeCursor([last.sort ?? null, last.id]) : null }
}

export const routes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/events',
    needs: 'session.own',
    summary: 'The history of one thing the caller may see',
    query,
    returns: z.object({ items: z.array(event), next: z.string().nullable() }),
    handle: ({ tx, actor, query: asked }) => eventsOf(tx, actor, asked),
  }),
]
