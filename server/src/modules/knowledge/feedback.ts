import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { problem } from '../../kit/problem.ts'
import { viewArticle } from './article-page.ts'
import type { feedbackBody, feedbackView } from './shapes.ts'

/** Kept as it was said, also of a version or an article that is read no more: said twice with the same id, once. */
export async function giveFeedback(
  tx: Tx,
  actor: Actor,
  { id: articleId, feedbackId }: { id: string; feedbackId: string },
  body: z.output<typeof feedbackBody>,
  now: Date,
): Promise<z.output<typeof feedbackView>> {
  await viewArticle(tx, actor, articleId)
  const at = new Date(Math.min(Date.parse(body.at), now.getTime()))
  const row = await tx
    .insertInto('knowledge.feedback')
    .values({
      ...{ id: feedbackId, article_id: articleId, article_version: body.version, visit_id: body.visitId },
      ...{ person_id: actor.id!, person_name: actor.name, helped: body.helped, note: body.note, at, received_at: now },
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (row)
    await announce(tx, actor, {
      ...{ type: 'article.feedback_given', subject: { type: 'article', id: articleId } },
      data: { helped: body.helped, note: body.note, version: body.version },
    })
  return keptFeedback(tx, actor, articleId, feedbackId)
}

async function keptFeedback(tx: Tx, actor: Actor, articleId: string, id: string) {
  const row = await tx
    .selectFrom('knowledge.feedback')
    .select(['id', 'article_version as version', 'visit_id as visitId', 'helped', 'note', 'at', 'person_name'])
    .where('id', '=', id)
    .where('article_id', '=', articleId)
    .where('person_id', '=', actor.id)
    .executeTakeFirst()
  if (!row) throw problem('conflict.duplicate', 409)
  const { person_name, ...said } = row
  return { ...said, at: said.at.toISOString(), person: { id: actor.id!, name: person_name } }
}
