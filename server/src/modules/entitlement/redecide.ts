import { localDay } from '@aftercare/rules'
import { sql } from 'kysely'
import { systemActor } from '../../kit/actor.ts'
import { type Tx, tenantOf } from '../../kit/db.ts'
import { job, type ReactionCall } from '../../kit/jobs.ts'
import { Problem } from '../../kit/problem.ts'
import { decideAgain, inForce } from './decisions.ts'
import { libraryOf, libraryOn } from './pack-library.ts'

/** Events after which the facts of one product are others; the subject is the product. */
const OF_ASSET = [
  'asset.changed',
  'asset.transferred',
  'asset.registered',
  'meter.read',
  'meter.doubted',
  'meter.trusted',
  'cover.voided',
  'cover.restored',
] as const

const OF_CONTRACT = [
  'contract.activated',
  'contract.suspended',
  'contract.resumed',
  'contract.cancelled',
  'contract.expired',
  'contract.transferred',
  'contract.cover_ended',
  'contract.allowance_taken',
  'contract.allowance_returned',
] as const

const OF_UNIT = ['recall.unit_joined', 'recall.unit_settled', 'recall.unit_changed'] as const
const OF_CAMPAIGN = ['campaign.announced', 'campaign.closed', 'campaign.withdrawn', 'campaign.serials_read'] as const

/**
 * A fact has changed: every open decision about the product is made again. The old one is kept beside it with what is
 * different; one that was signed, billed or closed stands.
 */
export async function decideOpenAgain(tx: Tx, assetId: string, cause: string, at: Date): Promise<void> {
  const open = await tx
    .selectFrom('entitlement.decision')
    .select(['id', 'asset_id as assetId', 'request_id as requestId', 'visit_id as visitId'])
    .select('quotation_id as quotationId')
    .where('asset_id', '=', assetId)
    .where('superseded_at', 'is', null)
    .where('settled_at', 'is', null)
    .where('request_id', 'is not', null)
    .orderBy('about')
    .execute()
  const actor = systemActor(tenantOf(tx))
  for (const one of open) {
    const before = await inForce(tx, one)
    if (!before) continue
    await decideAgain(tx, actor, before, cause, at).catch((error) => {
      // Facts that contradict each other decide nothing: what was decided before them stays.
      if (!(error instanceof Problem)) throw error
    })
  }
}

/** Products with an open decision, in the order of their ids so that nobody waits in a circle. */
const openAssets = (tx: Tx) =>
  tx
    .selectFrom('entitlement.decision as d')
    .innerJoin('assets.asset as a', 'a.id', 'd.asset_id')
    .select('a.id')
    .distinct()
    .where('d.superseded_at', 'is', null)
    .where('d.settled_at', 'is', null)
    .where('d.request_id', 'is not', null)
    .orderBy('a.id')

/** A promise of the maker changed: the products of its model. */
async function ofModel({ tx, event }: ReactionCall): Promise<void> {
  const rows = await openAssets(tx).where('a.model_id', '=', event.subjectId).execute()
  for (const { id } of rows) await decideOpenAgain(tx, id, event.type, event.at)
}

/** A contract began, rests or ended: the products of its customer; which of them it covers the facts know. */
async function ofContract({ tx, event }: ReactionCall): Promise<void> {
  const rows = await openAssets(tx)
    .innerJoin('contracts.contract as c', 'c.customer_id', 'a.customer_id')
    .where('c.id', '=', event.subjectId)
    .execute()
  for (const { id } of rows) await decideOpenAgain(tx, id, event.type, event.at)
}

/** A recall opened or ended: those of its products that somebody has asked about. */
async function ofCampaign({ tx, event }: ReactionCall): Promise<void> {
  const rows = await openAssets(tx)
    .innerJoin('campaigns.unit as u', 'u.asset_id', 'a.id')
    .where('u.campaign_id', '=', event.subjectId)
    .execute()
  for (const { id } of rows) await decideOpenAgain(tx, id, event.type, event.at)
}

const again = ({ tx, event }: ReactionCall) => decideOpenAgain(tx, event.subjectId, event.type, event.at)
/** For events about something else that name the product in their data. */
const againOfAsset = ({ tx, event }: ReactionCall) =>
  typeof event.data.assetId === 'string'
    ? decideOpenAgain(tx, event.data.assetId, event.type, event.at)
    : Promise.resolve()

export const redecisions = {
  ...Object.fromEntries(OF_ASSET.map((type) => [type, { 'entitlement.again': again }])),
  'repair.recorded': { 'entitlement.again': againOfAsset },
  'goodwill.approved': { 'entitlement.again': againOfAsset },
  ...Object.fromEntries(OF_UNIT.map((type) => [type, { 'entitlement.again': againOfAsset }])),
  ...Object.fromEntries(OF_CAMPAIGN.map((type) => [type, { 'entitlement.again': ofCampaign }])),
  ...Object.fromEntries(OF_CONTRACT.map((type) => [type, { 'entitlement.again': ofContract }])),
  'warranty_term.added': { 'entitlement.again': ofModel },
  'warranty_term.changed': { 'entitlement.again': ofModel },
  'warranty_term.removed': { 'entitlement.again': ofModel },
  'rule_pack.approved': { 'entitlement.again': ({ tx, event }: ReactionCall) => againByPacks(tx, event.at) },
}

/**
 * Packs come into force on their day, own ones and those of a new program: open decisions made by others are made again, each on
 * the day it is at its place. Asked about are all that may have that day: it begins on Kiritimati.
 */
async function againByPacks(tx: Tx, at: Date): Promise<void> {
  const { packs } = libraryOn(await libraryOf(tx), localDay(at.getTime(), 'Pacific/Kiritimati'))
  const current = packs.map(({ id, version }) => `${id}@${version}`)
  const { rows } = await sql<{ assetId: string }>`
    select distinct d.asset_id as "assetId" from entitlement.decision d
    where d.tenant_id = kit.tenant() and d.superseded_at is null and d.settled_at is null and d.request_id is not null
      and exists (select from jsonb_array_elements(d.decision->'packs') p
        where not (p->>'id' || '@' || (p->>'version')) = any(${current}::text[]))
    order by d.asset_id limit 10000`.execute(tx)
  for (const { assetId } of rows) await decideOpenAgain(tx, assetId, 'rule_pack.in_force', at)
}

export const decideByNewPacks = job(
  'decide-by-new-packs',
  async ({ services, tenantId }) => services.db.tx(tenantId, (tx) => againByPacks(tx, new Date())),
  '17 1 * * *',
)

/** Closed, or on again: what the decision said then is what was done, until the work is taken up once more. */
export async function settleDecisions(tx: Tx, requestId: string, at: Date | null): Promise<void> {
  await tx
    .updateTable('entitlement.decision')
    .set({ settled_at: at })
    .where('about', '=', requestId)
    .where('superseded_at', 'is', null)
    .execute()
}
