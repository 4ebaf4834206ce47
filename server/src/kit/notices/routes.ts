import { z } from 'zod'
import type { Actor } from '../actor.ts'
import type { Tx } from '../db.ts'
import { notFound } from '../problem.ts'
import { type AnyRoute, route } from '../route.ts'
import { byId, id, instant } from '../shapes.ts'

const notice = z
  .object({
    id,
    kind: z.string().describe('key of its words'),
    details: z.record(z.string(), z.unknown()),
    subject: z.object({ type: z.string(), id }).nullable(),
    createdAt: instant,
    readAt: instant.nullable(),
  })
  .meta({ id: 'Notice' })
const unread = z.object({ unread: z.number() })

async function ownNotices(tx: Tx, actor: Actor, onlyUnread: boolean, limit: number) {
  let rows = tx.selectFrom('kit.notice').selectAll().where('person_id', '=', actor.id)
  if (onlyUnread) rows = rows.where('read_at', 'is', null)
  const found = await rows.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute()
  const items = found.map((row) => ({
    id: row.id,
    kind: row.kind,
    details: row.details,
    subject: row.subject_type && row.subject_id ? { type: row.subject_type, id: row.subject_id } : null,
    createdAt: row.created_at,
    readAt: row.read_at,
  }))
  return { items, ...(await countUnread(tx, actor)) }
}

async function countUnread(tx: Tx, actor: Actor) {
  const { n } = await tx
    .selectFrom('kit.notice')
    .select((e) => e.fn.countAll<string>().as('n'))
    .where('person_id', '=', actor.id)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow()
  return { unread: Number(n) }
}

/** Marks one notice, or all of them, as read. */
async function markRead(tx: Tx, actor: Actor, now: Date, noticeId: string | null) {
  let marked = tx.updateTable('kit.notice').set({ read_at: now }).where('person_id', '=', actor.id)
  marked = noticeId ? marked.where('id', '=', noticeId) : marked.where('read_at', 'is', null)
  const done = await marked.returning('id').execute()
  if (noticeId && done.length === 0) throw notFound('notice')
  return countUnread(tx, actor)
}

export const routes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/notices',
    needs: 'session.own',
    summary: 'What the signed-in person was told, newest first',
    query: z.object({
      unread: z.stringbool().default(false).describe('only what was not read yet'),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    returns: z.object({ items: z.array(notice), unread: z.number() }),
    handle: ({ tx, actor, query }) => ownNotices(tx, actor, query.unread, query.limit),
  }),
  route({
    method: 'PUT',
    path: '/notices/reading',
    needs: 'session.own',
    summary: 'Marks all notices as read',
    returns: unread,
    handle: ({ tx, actor, now }) => markRead(tx, actor, now, null),
  }),
  route({
    method: 'PUT',
    path: '/notices/:id/reading',
    needs: 'session.own',
    summary: 'Marks a notice as read',
    params: byId,
    returns: unread,
    handle: ({ tx, actor, now, params }) => markRead(tx, actor, now, params.id),
  }),
]
