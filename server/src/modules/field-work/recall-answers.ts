import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { problem } from '../../kit/problem.ts'
import { settleUnit } from '../campaigns/index.ts'
import type { recallBody } from './recall-shapes.ts'
import { findOpenWork } from './work.ts'

/**
 * What the technician says about an open recall of the product: the latest word holds until the visit ends, and the product is
 * settled in the campaign with it. It asks for no open report: signed or not, the answer is due.
 */
export async function answerRecall(
  tx: Tx,
  actor: Actor,
  visitId: string,
  campaignId: string,
  { outcome, reason, note, at }: z.output<typeof recallBody>,
  now: Date,
): Promise<void> {
  const work = await findOpenWork(tx, actor, visitId)
  if (!work.assetId) throw problem('field_work.no_product', 409)
  const when = new Date(Math.min(Date.parse(at), now.getTime()))
  const said = { outcome, note, at: when }
  const { requestId, stationId } = work
  const recall = await settleUnit(tx, actor, {
    campaignId,
    assetId: work.assetId,
    visitId,
    requestId,
    stationId,
    ...said,
  })
  const row = { ...said, reason, by_id: actor.id!, by_name: actor.name }
  await tx
    .insertInto('field_work.recall_answer')
    .values({ id: newId(), visit_id: visitId, campaign_id: campaignId, ...row })
    .onConflict((c) =>
      c
        .columns(['tenant_id', 'visit_id', 'campaign_id'])
        .doUpdateSet((eb) => ({ ...row, version: eb('field_work.recall_answer.version', '+', 1) })),
    )
    .execute()
  await announce(tx, actor, {
    type: 'visit.recall_answered',
    subject: { type: 'visit', id: visitId },
    threadId: requestId,
    stationId,
    data: { number: work.number, campaignId, recall, outcome, reason, note },
  })
}
