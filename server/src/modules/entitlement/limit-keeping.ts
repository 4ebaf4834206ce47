import { CaseRefused, type LimitWatch, watchLimits } from '@aftercare/entitlement'
import { sql } from 'kysely'
import { systemActor } from '../../kit/actor.ts'
import { type Tx, tenantOf } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { gatherFacts } from './facts.ts'
import { libraryOf, libraryOn } from './pack-library.ts'

/** Every limit of one product by the packs in force, nearest first. None when its facts contradict each other. */
export async function limitsOf(tx: Tx, assetId: string, at: Date): Promise<Counted> {
  const gathered = (await gatherFacts(tx, [assetId], { at })).get(assetId)
  if (!gathered) return { jurisdiction: '', limits: [] }
  const { facts } = gathered
  try {
    return { jurisdiction: facts.jurisdiction, limits: watchLimits(libraryOn(await libraryOf(tx), facts.at), facts) }
  } catch (error) {
    if (error instanceof CaseRefused) return { jurisdiction: facts.jurisdiction, limits: [] }
    throw error
  }
}

interface Counted {
  jurisdiction: string
  limits: LimitWatch[]
}

/**
 * Writes down how near a product is to each limit, and says so once when it comes one step before one or reaches it. Made from
 * the facts alone, so that repeating it changes nothing; two at once wait for each other.
 */
export async function keepLimits(tx: Tx, assetId: string, at: Date, options: { quiet?: boolean } = {}): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`limits ${assetId}`}, 3))`.execute(tx)
  const about = await productOf(tx, assetId)
  if (!about) return
  const before = await tx.selectFrom('entitlement.limit_watch').selectAll().where('asset_id', '=', assetId).execute()
  if (!about.is_repaired && before.length === 0) return
  const { jurisdiction, limits } = await limitsOf(tx, assetId, at)
  // Of a unit nobody ever repaired there is nothing to watch, and out of use it comes no nearer.
  const counted = about.in_use ? limits.filter((one) => (one.atMost ?? one.count ?? 0) > 0) : []
  const known = new Map(before.map((row) => [row.limit_id, row]))
  for (const limit of counted) {
    const old = known.get(limit.id)
    known.delete(limit.id)
    const id = old?.id ?? newId()
    const moved = old?.state !== limit.state
    const row = { ...rowOf(limit, jurisdiction, about), since: moved ? at : old!.since, updated_at: at }
    await tx
      .insertInto('entitlement.limit_watch')
      .values({ id, asset_id: assetId, ...row })
      .onConflict((c) => c.columns(['tenant_id', 'asset_id', 'limit_id']).doUpdateSet(row))
      .execute()
    if (moved && !options.quiet) await tell(tx, { id, assetId, limit, was: old?.state, about, at })
  }
  const gone = [...known.values()].map((row) => row.id)
  if (gone.length > 0) await tx.deleteFrom('entitlement.limit_watch').where('id', 'in', gone).execute()
}

interface Product {
  serial: string
  in_use: boolean
  is_repaired: boolean
  station_id: string | null
  request_id: string | null
}

/** Who has to hear of it: the request that is open for the product, and the station that sold it or works on it. */
async function productOf(tx: Tx, assetId: string): Promise<Product | undefined> {
  const { rows } = await sql<Product>`
    select a.serial, a.status in ('in_stock', 'in_use') as in_use,
      exists (select from entitlement.repair r where r.tenant_id = a.tenant_id and r.asset_id = a.id) as is_repaired,
      coalesce((select s.station_id from assets.asset_station s where s.tenant_id = a.tenant_id and s.asset_id = a.id
        order by s.station_id = a.dealer_station_id, s.since desc, s.station_id limit 1), a.dealer_station_id) as station_id,
      (select d.request_id from entitlement.decision d where d.tenant_id = a.tenant_id and d.asset_id = a.id
        and d.superseded_at is null and d.settled_at is null and d.request_id is not null
        order by d.made_at desc, d.id limit 1) as request_id
    from assets.asset a where a.tenant_id = kit.tenant() and a.id = ${assetId}`.execute(tx)
  return rows[0]
}

function rowOf(limit: LimitWatch, jurisdiction: string, about: Product) {
  return {
    limit_id: limit.id,
    rule_id: limit.ruleId,
    counter: limit.counter,
    unit: limit.unit,
    subject: limit.subject ?? null,
    count: limit.count,
    at_most: limit.atMost ?? null,
    reached_at: limit.reachedAt,
    distance: limit.distance,
    needs_next_fault: limit.needsNextFault,
    state: limit.state,
    missing: limit.missing,
    remedies: [...new Set(limit.remedies.map((one) => one.remedy))],
    until_on: limit.until,
    reached_on: limit.reachedOn ?? null,
    stake_minor: limit.atStake?.minor ?? null,
    stake_currency: limit.atStake?.currency ?? null,
    jurisdiction,
    station_id: about.station_id,
    request_id: about.request_id,
  }
}

interface Told {
  id: string
  assetId: string
  limit: LimitWatch
  was: string | undefined
  about: Product
  at: Date
}

/** Coming nearer is news; going back (a reading corrected, a term that ended) is not. */
async function tell(tx: Tx, { id, assetId, limit, was, about, at }: Told): Promise<void> {
  if (limit.state !== 'reached' && (limit.state !== 'near' || was === 'reached')) return
  await announce(tx, systemActor(tenantOf(tx)), {
    type: limit.state === 'reached' ? 'limit.reached' : 'limit.approached',
    subject: { type: 'limit', id },
    threadId: about.request_id ?? assetId,
    stationId: about.station_id,
    at,
    data: {
      assetId,
      serial: about.serial,
      requestId: about.request_id,
      ruleId: limit.ruleId,
      counter: limit.counter,
      n: limit.count,
      reachedAt: limit.reachedAt,
      until: limit.until,
      remedies: [...new Set(limit.remedies.map((one) => one.remedy))],
    },
  })
}
