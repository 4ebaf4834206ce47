import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Database, Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { announce } from '../../kit/events.ts'
import { attachFiles } from '../../kit/files/attach.ts'
import { newId } from '../../kit/ids.ts'
import { takeNumber } from '../../kit/numbers.ts'
import { mustBeGood } from './checks.ts'
import { findableArticles } from './findable.ts'
import type { Content } from './shapes.ts'

/** A draft: nobody but those who write sees it before it is published. */
export async function addArticle(tx: Tx, db: Database, actor: Actor, input: Content, now: Date): Promise<string> {
  const id = newId()
  await mustBeGood(tx, input)
  const number = await takeNumber(db, actor.tenantId, 'KB', now.getUTCFullYear())
  const { title, summary, steps } = columnsOf(input)
  await tx
    .insertInto('knowledge.article')
    .values({
      ...{ id, number, ...scopeOf(input), created_at: now, changed_at: now },
      ...{ title: JSON.stringify(title), summary: summary && JSON.stringify(summary), steps: JSON.stringify(steps) },
      editors: JSON.stringify([{ id: actor.id, name: actor.name }]),
    })
    .execute()
  await keepPictures(tx, actor, id, input.steps)
  await findableArticles(tx, [id])
  await announce(tx, actor, { type: 'article.added', subject: { type: 'article', id, version: 1 }, data: { number } })
  return id
}

/** What readers see stays as it was published. */
export async function changeArticle(
  tx: Tx,
  actor: Actor,
  id: string,
  patch: Partial<Content>,
  ifMatch: number,
  now: Date,
): Promise<void> {
  await mustBeGood(tx, { ...(await machinesOf(tx, id)), ...patch })
  const row = await edit(tx, actor, {
    ...{ table: 'knowledge.article', id, ifMatch, patch: columnsOf(patch), jsonLists: ['steps'] },
    news: { type: 'article.changed', subjectType: 'article' },
  })
  if (row.version === ifMatch) return
  await keepPictures(tx, actor, id, patch.steps ?? [])
  const editor = JSON.stringify([{ id: actor.id, name: actor.name }])
  // Written back to what is published, there is nothing to publish.
  await sql`update knowledge.article a set changed_at = ${now},
      editors = case when a.editors @> ${JSON.stringify([{ id: actor.id }])}::jsonb then a.editors else a.editors || ${editor}::jsonb end,
      has_draft = not exists (select from knowledge.article_version v
        where v.tenant_id = a.tenant_id and v.article_id = a.id and v.n = a.published
          and (v.kind, v.is_controlled, v.family_ids, v.model_ids, v.symptom_codes, v.cause_codes, v.components, v.title, v.steps)
            = (a.kind, a.is_controlled, a.family_ids, a.model_ids, a.symptom_codes, a.cause_codes, a.components, a.title, a.steps)
          and v.summary is not distinct from a.summary)
    where a.id = ${id}`.execute(tx)
  await findableArticles(tx, [id])
}

/** What it is for, as far as the change does not say it anew; a stale reading of it is refused with the version. */
async function machinesOf(tx: Tx, id: string) {
  const article = tx.selectFrom('knowledge.article').where('id', '=', id)
  return article.select(['family_ids as familyIds', 'model_ids as modelIds']).executeTakeFirst()
}

const scopeOf = (input: Content) => ({
  kind: input.kind,
  is_controlled: input.isControlled,
  family_ids: input.familyIds,
  model_ids: input.modelIds,
  symptom_codes: input.symptomCodes,
  cause_codes: input.causeCodes,
  components: input.components,
})
function columnsOf(input: Partial<Content>) {
  // The keys in the order jsonb keeps them: steps sent back as they were read are no change.
  const steps = input.steps?.map(({ text, fileId, caution }) => ({ text, fileId, caution }))
  return { ...scopeOf(input as Content), title: input.title, summary: input.summary, steps }
}

/** A picture stays with its article: older versions go on showing it. */
async function keepPictures(tx: Tx, actor: Actor, id: string, steps: Content['steps']): Promise<void> {
  const pictures = steps.flatMap((step) => step.fileId ?? [])
  await attachFiles(tx, actor, pictures, { type: 'article', id, stationId: null, isPublic: false })
}
