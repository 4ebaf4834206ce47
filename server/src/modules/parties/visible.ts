import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'

/** The row condition of customers: stations see those that work or a sale has tied to them, a customer sees only itself. */
export function customerVisible(actor: Actor, idColumn: string): RawBuilder<boolean> {
  const id = sql.ref(idColumn)
  if (actor.kind === 'customer') return sql<boolean>`${id} = ${actor.id}::uuid`
  if (actor.stations === 'all') return sql<boolean>`true`
  return sql<boolean>`exists (select from parties.customer_station seen where seen.tenant_id = kit.tenant()
    and seen.customer_id = ${id} and seen.station_id = any(${[...actor.stations]}::uuid[]))`
}

/** Lets a station see a customer from now on: called when work or a sale ties them together. Repeating it does no harm. */
export async function shareCustomer(tx: Tx, customerId: string, stationId: string): Promise<void> {
  await tx
    .insertInto('parties.customer_station')
    .values({ customer_id: customerId, station_id: stationId })
    .onConflict((c) => c.doNothing())
    .execute()
}
