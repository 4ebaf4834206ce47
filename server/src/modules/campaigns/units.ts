import { isToldUnit, type UnitState } from '@aftercare/rules'
import { type Actor, mustBeAbleTo } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { notFound, problem } from '../../kit/problem.ts'
import { findAsset } from '../assets/index.ts'

/** What became of one product, and why: what its owner told the desk, or what who answers for the campaign has found out. */
export async function setUnitState(
  tx: Tx,
  actor: Actor,
  of: { campaignId: string; assetId: string; ifMatch: number },
  { state, reason }: { state: UnitState; reason: string },
  now: Date,
) {
  await findAsset(tx, actor, of.assetId)
  const unit = await tx
    .selectFrom('campaigns.unit as u')
    .innerJoin('campaigns.campaign as c', 'c.id', 'u.campaign_id')
    .select(['u.id', 'u.state', 'c.status', 'c.number'])
    .where('u.campaign_id', '=', of.campaignId)
    .where('u.asset_id', '=', of.assetId)
    .executeTakeFirst()
  if (!unit) throw notFound('campaign')
  if (unit.status === 'withdrawn') throw problem('campaigns.withdrawn', 409)
  if (!isToldUnit(state) || !isToldUnit(unit.state)) mustBeAbleTo(actor, 'campaigns.manage')
  // What a visit had settled is said anew by somebody else: it is no longer the word of that visit.
  const patch = { state, reason, at: now, by_id: actor.id, by_name: actor.name, visit_id: null, request_id: null }
  const row = await edit<UnitRow>(tx, actor, {
    ...{ table: 'campaigns.unit', id: unit.id, ifMatch: of.ifMatch, patch },
    news: {
      type: 'recall.unit_changed',
      subjectType: 'recall_unit',
      threadId: of.assetId,
      data: { campaignId: of.campaignId, assetId: of.assetId, recall: unit.number, to: state, reason },
    },
  })
  return { ...{ id: row.id, assetId: of.assetId, state, reason, at: row.at, by: row.by_name }, version: row.version }
}

interface UnitRow {
  id: string
  at: Date
  by_name: string | null
  version: number
}
