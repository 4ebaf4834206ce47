import { sql } from 'kysely'
import type { z } from 'zod'
import { type Actor, can } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { notFound } from '../../kit/problem.ts'
import type { articlePage, articleVersions } from './shapes.ts'

type Page = z.output<typeof articlePage>
type Row = Omit<Page, 'content'> & { read: Page['content'] | null; written: Page['content']; hasDraft: boolean }

/** What an article says, with the names of the machines it is for. */
const contentOf = (
  row: string,
) => sql`json_build_object('kind', ${sql.ref(`${row}.kind`)}, 'isControlled', ${sql.ref(`${row}.is_controlled`)},
    'families', coalesce((select json_agg(json_build_object('id', f.id, 'code', f.code, 'name', f.name) order by f.code) from assets.family f
      where f.tenant_id = a.tenant_id and f.id = any(${sql.ref(`${row}.family_ids`)})), '[]'),
    'models', coalesce((select json_agg(json_build_object('id', m.id, 'code', m.code, 'name', m.name) order by m.code) from assets.model m
      where m.tenant_id = a.tenant_id and m.id = any(${sql.ref(`${row}.model_ids`)})), '[]'),
    'symptomCodes', ${sql.ref(`${row}.symptom_codes`)}, 'causeCodes', ${sql.ref(`${row}.cause_codes`)},
    'components', ${sql.ref(`${row}.components`)}, 'title', ${sql.ref(`${row}.title`)}, 'summary', ${sql.ref(`${row}.summary`)},
    'steps', ${sql.ref(`${row}.steps`)})`

/** Readers see what is published; what is being written is for those who write. */
export async function viewArticle(tx: Tx, actor: Actor, id: string): Promise<Page> {
  const mayWrite = can(actor, 'knowledge.write')
  const { rows } = await sql<Row>`
    select a.id, a.number, a.status, a.version, a.has_draft as "hasDraft", a.retired_reason as "retiredReason", a.editors,
      case when v.n is not null then ${contentOf('v')} end as read, ${contentOf('a')} as written,
      case when v.n is not null then json_build_object('n', v.n, 'at', v.published_at, 'by', v.published_by_name, 'note', v.change_note) end as published,
      (select json_build_object('yes', count(*) filter (where f.helped), 'no', count(*) filter (where not f.helped))
        from knowledge.feedback f where f.tenant_id = a.tenant_id and f.article_id = a.id) as helped
    from knowledge.article a
    left join knowledge.article_version v on v.tenant_id = a.tenant_id and v.article_id = a.id and v.n = a.published
    where a.id = ${id} and (${mayWrite} or a.status <> 'draft')`.execute(tx)
  const row = rows[0]
  if (!row) throw notFound('article')
  const { read, written, hasDraft, ...page } = row
  const draft = mayWrite && read && hasDraft ? written : null
  return { ...page, content: read ?? written, draft, editors: mayWrite ? page.editors : [] }
}

/** Everything it ever said to its readers, the newest first. */
export async function versionsOf(tx: Tx, actor: Actor, id: string): Promise<z.output<typeof articleVersions>> {
  await viewArticle(tx, actor, id)
  const { rows } = await sql<z.output<typeof articleVersions>['items'][number]>`
    select a.n, a.published_at as at, a.published_by_name as by, a.change_note as note, a.editors, ${contentOf('a')} as content
    from knowledge.article_version a where a.article_id = ${id} order by a.n desc limit 200`.execute(tx)
  return { items: rows }
}
