import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

export interface OrderedLine {
  partId: string
  part: string
  name: Record<string, string>
  unit: string
  /** The supplier's own number of the part, when it is known. */
  theirs: string | null
  /** How many the supplier packs together; 1 when it sells them singly. */
  pack: number
  /** What is still ordered of it, received or not, in the unit of the part. */
  quantity: number
  unitMinor: string
  wantedOn: string | null
}

/** What an order says to its supplier: what was cancelled is not in it, what has come still is. */
export async function orderedLines(tx: Tx, orderId: string): Promise<OrderedLine[]> {
  const { rows } = await sql<OrderedLine>`
    select l.part_id as "partId", p.number as part, p.name, p.unit, u.number as theirs, coalesce(u.pack, 1)::float8 as pack,
      (l.quantity - l.cancelled)::float8 as quantity, l.unit_minor::text as "unitMinor", l.expected_on::text as "wantedOn"
    from parts.purchase_line l
    join parts.purchase_order o on o.tenant_id = l.tenant_id and o.id = l.order_id
    join parts.part p on p.tenant_id = l.tenant_id and p.id = l.part_id
    left join parts.supply u on u.tenant_id = l.tenant_id and u.part_id = l.part_id and u.supplier_fold = lower(btrim(o.supplier))
    where l.order_id = ${orderId} and l.quantity > l.cancelled order by l.position`.execute(tx)
  return rows
}

/** Changes when the supplier would have to do something else: parts, quantities, prices, days, the place. */
export function contentHash(order: { place_id: string; currency: string }, lines: readonly OrderedLine[]): string {
  const said = lines.map(({ partId, quantity, unitMinor, wantedOn }) => [partId, quantity, unitMinor, wantedOn])
  return createHash('sha256')
    .update(JSON.stringify([order.place_id, order.currency, said]))
    .digest('hex')
}
