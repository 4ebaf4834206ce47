import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { makeFindable } from '../../kit/search/find.ts'

/** By its number, its customer, and every serial it covers. */
export async function findableContract(tx: Tx, id: string): Promise<void> {
  const { rows } = await sql<{
    number: string | null
    stationId: string | null
    customer: string
    createdAt: Date
    products: string[]
    serials: string[]
  }>`
    select c.number, c.station_id as "stationId", k.name as customer, c.created_at as "createdAt",
      array(select distinct n.value from contracts.line l, jsonb_each_text(l.terms -> 'name') n
        where l.tenant_id = c.tenant_id and l.contract_id = c.id) as products,
      array(select a.serial from contracts.cover v join assets.asset a on a.tenant_id = v.tenant_id and a.id = v.asset_id
        where v.tenant_id = c.tenant_id and v.contract_id = c.id limit 500) as serials
    from contracts.contract c join parties.customer k on k.tenant_id = c.tenant_id and k.id = c.customer_id
    where c.id = ${id}`.execute(tx)
  const row = rows[0]
  if (!row?.number) return
  await makeFindable(tx, {
    kind: 'contract',
    id,
    title: `${row.number} · ${row.products[0] ?? ''}`,
    subtitle: row.customer,
    text: row.products.join(' '),
    codes: [row.number],
    serials: row.serials,
    stationId: row.stationId,
    updatedAt: row.createdAt,
  })
}
