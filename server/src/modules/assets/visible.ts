import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'

/** The row condition of products: stations see those that work or a sale has tied to them, a customer sees its own. */
export function assetVisible(actor: Actor, alias: string): RawBuilder<boolean> {
  if (actor.kind === 'customer') return sql<boolean>`${sql.ref(`${alias}.customer_id`)} = ${actor.id}::uuid`
  if (actor.stations === 'all') return sql<boolean>`true`
  return sql<boolean>`exists (select from assets.asset_station seen where seen.tenant_id = kit.tenant()
    and seen.asset_id = ${sql.ref(`${alias}.id`)} and seen.station_id = any(${[...actor.stations]}::uuid[]))`
}

/** Lets a station see a product from now on: called when work or a sale ties them together. Repeating it does no harm. */
export async function shareAsset(tx: Tx, assetId: string, stationId: string): Promise<void> {
  await tx
    .insertInto('assets.asset_station')
    .values({ asset_id: assetId, station_id: stationId })
    .onConflict((c) => c.doNothing())
    .execute()
}
