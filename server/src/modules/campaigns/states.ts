import { localDay } from '@aftercare/rules'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { edit } from '../../kit/edit.ts'
import { invalid, problem } from '../../kit/problem.ts'
import { filledInBulk } from '../../kit/statistics.ts'
import { holdCampaign } from './campaigns.ts'
import { joinUnits, undatedOf } from './reach.ts'
import type { announcementBody } from './shapes.ts'

type To = 'announced' | 'closed' | 'withdrawn'
const FROM: Record<To, readonly string[]> = {
  announced: ['draft'],
  closed: ['announced'],
  withdrawn: ['draft', 'announced'],
}

/** From now on every door asks about its products. What it pays for is said, or it would pay for everything. */
export async function announceCampaign(
  tx: Tx,
  actor: Actor,
  id: string,
  ifMatch: number,
  { undated }: z.output<typeof announcementBody>,
  now: Date,
): Promise<void> {
  const row = await mustGo(tx, id, 'announced')
  if (row.components.length === 0) throw invalid({ path: 'components', code: 'campaigns.components_needed' })
  const today = localDay(now.getTime(), actor.timeZone)
  if (row.ends_on && row.ends_on < today) throw invalid({ path: 'endsOn', code: 'campaigns.over_already' })
  await sayOfUndated(tx, id, undated)
  const units = await joinUnits(tx, id, now)
  if (units === 0 && !(await hasRules(tx, id))) throw invalid({ path: 'scopes', code: 'campaigns.nothing_in_scope' })
  await filledInBulk(tx, units, ['campaigns.unit'])
  await edit(tx, actor, {
    ...{ table: 'campaigns.campaign', id, ifMatch, patch: { status: 'announced', announced_on: today } },
    news: { type: 'campaign.announced', subjectType: 'campaign', data: { number: row.number, units }, at: now },
  })
}

/** Over: it is open nowhere any more, and what was done stays. Whom it never reached is said with the reason. */
export async function endCampaign(
  tx: Tx,
  actor: Actor,
  id: string,
  ifMatch: number,
  { to, reason }: { to: 'closed' | 'withdrawn'; reason: string },
  now: Date,
): Promise<void> {
  const row = await mustGo(tx, id, to)
  await edit(tx, actor, {
    ...{ table: 'campaigns.campaign', id, ifMatch, patch: { status: to, ended_reason: reason } },
    news: { type: `campaign.${to}`, subjectType: 'campaign', data: { number: row.number, reason }, at: now },
  })
}

/** Who announces it has seen that some products have no day to judge them by, and says what is with them: nobody forgets them. */
async function sayOfUndated(tx: Tx, id: string, said: 'include' | 'leave_out' | undefined): Promise<void> {
  const unsaid = sql`tenant_id = kit.tenant() and campaign_id = ${id} and undated is null
    and num_nonnulls(built_from, built_to, sold_from, sold_to) > 0`
  if (said) {
    await sql`update campaigns.scope set undated = ${said} where ${unsaid}`.execute(tx)
    return
  }
  const { rows } = await sql`select from campaigns.scope where ${unsaid} limit 1`.execute(tx)
  if (rows.length > 0 && (await undatedOf(tx, id)) > 0)
    throw invalid({ path: 'undated', code: 'campaigns.undated_unsaid' })
}

async function mustGo(tx: Tx, id: string, to: To) {
  const row = await holdCampaign(tx, id)
  if (!FROM[to].includes(row.status)) {
    const next = (Object.keys(FROM) as To[]).filter((one) => FROM[one].includes(row.status))
    throw problem('conflict.state', 409, { from: row.status, to, next })
  }
  return row
}

/** A rule or a list may wait for products that nobody has registered yet. */
async function hasRules(tx: Tx, id: string): Promise<boolean> {
  const scope = await tx.selectFrom('campaigns.scope').select('id').where('campaign_id', '=', id).executeTakeFirst()
  if (scope) return true
  const listed = tx.selectFrom('campaigns.listed_serial').select('id').where('campaign_id', '=', id)
  return (await listed.limit(1).executeTakeFirst()) !== undefined
}
