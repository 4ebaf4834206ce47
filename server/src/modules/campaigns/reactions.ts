import { systemActor } from '../../kit/actor.ts'
import { tenantOf } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import type { Job, ReactionCall, Reactions } from '../../kit/jobs.ts'
import { joinCampaigns } from './reach.ts'

/** A product came into the register, or what is known of it changed: a recall may have waited for it. */
async function join({ tx, event }: ReactionCall): Promise<void> {
  for (const { id, campaign_id } of await joinCampaigns(tx, event.subjectId, event.at)) {
    const { number } = await tx
      .selectFrom('campaigns.campaign')
      .select('number')
      .where('id', '=', campaign_id)
      .executeTakeFirstOrThrow()
    await announce(tx, systemActor(tenantOf(tx)), {
      type: 'recall.unit_joined',
      subject: { type: 'recall_unit', id, version: 1 },
      threadId: event.subjectId,
      data: { campaignId: campaign_id, assetId: event.subjectId, recall: number },
    })
  }
}

export const reactions: Reactions = {
  'asset.added': { 'campaigns.join': join },
  'asset.changed': { 'campaigns.join': join },
  'asset.registered': { 'campaigns.join': join },
}
export const jobs: Job[] = []
