import { sql } from 'kysely'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { enqueue, type Job, job, type ReactionCall } from '../../kit/jobs.ts'
import { keepLimits } from './limit-keeping.ts'

/** Events after which a count, a term or an owner is another; the subject is the product. */
const OF_ASSET = [
  'asset.changed',
  'asset.transferred',
  'asset.registered',
  'meter.read',
  'meter.doubted',
  'meter.trusted',
] as const

const ofAsset = ({ tx, event }: ReactionCall) => keepLimits(tx, event.subjectId, new Date())
const ofRepair = async ({ tx, event }: ReactionCall) => {
  if (typeof event.data.assetId === 'string') await keepLimits(tx, event.data.assetId, new Date())
}
/** A decision changes no count: it only says which request is open for the product. */
const ofDecision = async ({ tx, event }: ReactionCall) => {
  const { assetId } = event.data
  if (typeof assetId === 'string' && (await isWatched(tx, assetId))) await keepLimits(tx, assetId, new Date())
}
/** Other rules: other limits for all products of the place. */
const allAgain = ({ tx }: ReactionCall) => enqueue(tx, 'rebuild-limits', {})

export const limitReactions = {
  ...Object.fromEntries(OF_ASSET.map((type) => [type, { 'entitlement.limits': ofAsset }])),
  'repair.recorded': { 'entitlement.limits': ofRepair },
  'cover.decided': { 'entitlement.limits': ofDecision },
  'cover.redecided': { 'entitlement.limits': ofDecision },
  'rule_pack.approved': { 'entitlement.limits': allAgain },
  'rule_pack.withdrawn': { 'entitlement.limits': allAgain },
}

const AT_ONCE = 100

/** Days pass by themselves: repairs that are still open count on, terms end, versions of rules come into force. */
const nightly = job<object>('count-limits', ({ services, tenantId }) => all(services, tenantId, timely), '40 2 * * *')
const rebuild = job<{ quiet?: boolean }>('rebuild-limits', ({ services, tenantId, payload }) =>
  all(services, tenantId, everything, payload.quiet),
)
export const limitJobs: Job[] = [nightly, rebuild]

type Which = (after: string) => ReturnType<typeof everything>

/** Products with a history or with rows to take away, in the order of their ids. */
const everything = (after: string) => sql<{ id: string }>`
  select id from (select asset_id as id from entitlement.repair where tenant_id = kit.tenant()
    union select asset_id from entitlement.limit_watch where tenant_id = kit.tenant()) x
  where id > ${after}::uuid order by id limit ${AT_ONCE}`

const timely = (after: string) => sql<{ id: string }>`
  select id from (select asset_id as id from entitlement.repair where tenant_id = kit.tenant() and out_at is null
    union select asset_id from entitlement.limit_watch where tenant_id = kit.tenant() and state <> 'expired'
      and (state <> 'far' or until_on < current_date + 2 or updated_at < now() - interval '30 days')) x
  where id > ${after}::uuid order by id limit ${AT_ONCE}`

async function all(services: Services, tenantId: string, which: Which, isQuiet = false): Promise<void> {
  // The first count of a company is no news: nobody wants a notice for each product of years.
  const isFirst = !(await services.db.tx(tenantId, (tx) => isWatched(tx)))
  const next = isFirst ? everything : which
  const quiet = isFirst || isQuiet
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await services.db.tx(tenantId, (tx) => next(after).execute(tx))
    for (const { id } of rows) await services.db.tx(tenantId, (tx) => keepLimits(tx, id, new Date(), { quiet }))
    if (rows.length < AT_ONCE) return
    after = rows.at(-1)!.id
  }
}

async function isWatched(tx: Tx, assetId?: string): Promise<boolean> {
  let rows = tx.selectFrom('entitlement.limit_watch').select('id').limit(1)
  if (assetId) rows = rows.where('asset_id', '=', assetId)
  return (await rows.executeTakeFirst()) !== undefined
}
