import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { staleVersion } from '../../kit/edit.ts'
import { announce } from '../../kit/events.ts'
import { invalid, notFound, problem } from '../../kit/problem.ts'
import { findableArticles } from './findable.ts'

interface Held {
  [column: string]: unknown
  status: string
  version: number
  number: string
  isControlled: boolean
  hasDraft: boolean
  editors: { id: string }[]
  isEmpty: boolean
  last: number
}

/** What was written becomes what is read: a version of its own, never written over. A controlled one needs a second person. */
export async function publish(tx: Tx, actor: Actor, id: string, note: string | null, ifMatch: number, now: Date) {
  const row = await hold(tx, id, ifMatch)
  if (row.status === 'published' && !row.hasDraft)
    throw problem('conflict.state', 409, { from: 'published', to: 'published' })
  if (row.isEmpty) throw invalid({ path: 'steps', code: 'knowledge.nothing_to_read' })
  if (row.isControlled && row.editors.some((one) => one.id === actor.id)) throw problem('knowledge.own_hand', 403)
  const n = row.last + 1
  await sql`insert into knowledge.article_version (article_id, n, kind, is_controlled, family_ids, model_ids, symptom_codes,
      cause_codes, components, title, summary, steps, bytes, change_note, editors, published_at, published_by, published_by_name)
    select id, ${n}, kind, is_controlled, family_ids, model_ids, symptom_codes, cause_codes, components, title, summary, steps,
      octet_length(concat(title, summary, steps)) + 500, ${note}, editors, ${now}, ${actor.id}, ${actor.name}
    from knowledge.article where id = ${id}`.execute(tx)
  await tx
    .updateTable('knowledge.article')
    .set({ status: 'published', published: n, has_draft: false, editors: '[]', retired_reason: null })
    .set({ version: row.version + 1, changed_at: now })
    .where('id', '=', id)
    .execute()
  await findableArticles(tx, [id])
  const data = { number: row.number, n, note }
  await announce(tx, actor, { type: 'article.published', subject: { type: 'article', id, version: ifMatch + 1 }, data })
}

/** Read no more at the work, and taken along by no phone; who has a link still finds it, marked so. */
export async function retire(tx: Tx, actor: Actor, id: string, reason: string, ifMatch: number, now: Date) {
  const row = await hold(tx, id, ifMatch)
  if (row.status !== 'published') throw problem('conflict.state', 409, { from: row.status, to: 'retired' })
  await tx
    .updateTable('knowledge.article')
    .set({ status: 'retired', retired_reason: reason, version: row.version + 1, changed_at: now })
    .where('id', '=', id)
    .execute()
  await findableArticles(tx, [id])
  const data = { number: row.number, reason }
  await announce(tx, actor, { type: 'article.retired', subject: { type: 'article', id, version: ifMatch + 1 }, data })
}

/** The article, held until the change ends. One that is or was controlled is published by a second person. */
async function hold(tx: Tx, id: string, ifMatch: number): Promise<Held> {
  const { rows } = await sql<Held>`
    select a.status, a.version, a.number, a.has_draft as "hasDraft", a.editors, a.steps = '[]' and a.summary is null as "isEmpty",
      a.is_controlled or coalesce((select v.is_controlled from knowledge.article_version v
        where v.tenant_id = a.tenant_id and v.article_id = a.id and v.n = a.published), false) as "isControlled",
      coalesce(a.published, 0) as last
    from knowledge.article a where a.id = ${id} for update of a`.execute(tx)
  const row = rows[0]
  if (!row) throw notFound('article')
  if (row.version !== ifMatch)
    throw await staleVersion(tx, row, { id, ifMatch, patch: {}, news: { subjectType: 'article' } })
  return row
}
