import { isOpenUnit, type UnitState } from '@aftercare/rules'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { notFound } from '../../kit/problem.ts'

interface Settled {
  campaignId: string
  assetId: string
  visitId: string
  requestId: string
  stationId: string | null
  /** `not_done`: open as it was, also when this visit had said otherwise before. */
  outcome: 'remedied' | 'inspected_no_fault' | 'refused' | 'not_done'
  note: string | null
  at: Date
}

/**
 * What a visit says about a product of a campaign. The visit may correct itself; what somebody else has settled before stays
 * settled, and the answer stands beside it. Answers the number of the campaign.
 */
export async function settleUnit(tx: Tx, actor: Actor, said: Settled): Promise<string> {
  const unit = await tx
    .selectFrom('campaigns.unit as u')
    .innerJoin('campaigns.campaign as c', 'c.id', 'u.campaign_id')
    .select(['u.id', 'u.state', 'u.visit_id', 'u.version', 'c.number'])
    .where('u.campaign_id', '=', said.campaignId)
    .where('u.asset_id', '=', said.assetId)
    .forUpdate('u')
    .executeTakeFirst()
  if (!unit) throw notFound('campaign')
  const isOurs = unit.visit_id === said.visitId
  if (!isOurs && !isOpenUnit(unit.state)) return unit.number
  if (said.outcome === 'not_done' && !isOurs) return unit.number
  const state: UnitState = said.outcome === 'not_done' ? 'in_scope' : said.outcome
  await tx
    .updateTable('campaigns.unit')
    .set({
      ...{ state, reason: said.note, at: said.at, by_id: actor.id, by_name: actor.name, version: unit.version + 1 },
      ...{ visit_id: said.visitId, request_id: said.requestId },
    })
    .where('id', '=', unit.id)
    .execute()
  await announce(tx, actor, {
    type: 'recall.unit_settled',
    subject: { type: 'recall_unit', id: unit.id, version: unit.version + 1 },
    threadId: said.assetId,
    stationId: said.stationId,
    data: {
      campaignId: said.campaignId,
      assetId: said.assetId,
      recall: unit.number,
      from: unit.state,
      to: state,
      note: said.note,
    },
  })
  return unit.number
}
