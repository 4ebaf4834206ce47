import type { Stock } from '@aftercare/parts-planning'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

export interface StockOf extends Required<Stock> {
  part: string
  place: string
}

/**
 * What each part has at each shelf, in base units: there, promised, on order, on its way, owed; drafted transfers count at both ends.
 * What replaced parts lie there counts for their successor where the old one fits as well. @param parts only of these
 */
export async function stockNow(tx: Tx, parts?: readonly string[]): Promise<StockOf[]> {
  const of = (column: string) => (parts ? sql`${sql.ref(column)} = any(${[...parts]}::uuid[])` : sql`true`)
  const { rows } = await sql<Omit<StockOf, 'free' | 'predecessors'>>`
    select x.part, x.place, sum(x.on_hand)::float8 as "onHand", sum(x.reserved)::float8 as reserved, sum(x.on_order)::float8 as "onOrder",
      sum(x.in_transit)::float8 as "inTransit", sum(x.owed)::float8 as backorders from (
      select b.part_id as part, b.place_id as place, b.on_hand, b.reserved, 0 as on_order, 0 as in_transit, 0 as owed from parts.balance b
      join parts.owner o on o.tenant_id = b.tenant_id and o.id = b.owner_id and o.kind = 'own'
      join parts.place l on l.tenant_id = b.tenant_id and l.id = b.place_id and l.kind <> 'transit'
      where b.condition = 'good' and ${of('b.part_id')}
      union all select p.part_id, p.place_id, 0, 0, p.quantity - p.received - p.cancelled, 0, 0 from parts.purchase_line p
      join parts.purchase_order o on o.tenant_id = p.tenant_id and o.id = p.order_id and o.state in ('ordered', 'confirmed')
      where p.received + p.cancelled < p.quantity and ${of('p.part_id')}
      union all select l.part_id, s.to_place_id, 0, 0, 0, case s.state when 'draft' then l.quantity else l.sent - l.received - l.lost end, 0
      from parts.shipment_line l join parts.shipment s on s.tenant_id = l.tenant_id and s.id = l.shipment_id and s.state in ('draft', 'sent')
      where l.condition = 'good' and ${of('l.part_id')}
      union all select l.part_id, s.from_place_id, 0, l.quantity, 0, 0, 0
      from parts.shipment_line l join parts.shipment s on s.tenant_id = l.tenant_id and s.id = l.shipment_id and s.state = 'draft'
      where l.condition = 'good' and ${of('l.part_id')}
      union all select l.part_id, l.place_id, 0, 0, 0, 0, l.quantity - l.issued - l.cancelled - coalesce((select sum(r.open) from parts.reservation r
        where r.tenant_id = l.tenant_id and r.line_id = l.id and r.state = 'active'), 0)
      from parts.demand_line l where l.is_waiting and ${of('l.part_id')}) x
    group by 1, 2`.execute(tx)
  const old = await replaced(tx, parts)
  const own = new Set(rows.map((row) => `${row.part} ${row.place}`))
  const lacking = old.filter((one) => !own.has(`${one.part} ${one.place}`))
  const units = new Map(old.map((one) => [`${one.part} ${one.place}`, one.units]))
  const none = { onHand: 0, reserved: 0, onOrder: 0, inTransit: 0, backorders: 0 }
  return [...rows, ...lacking.map(({ part, place }) => ({ part, place, ...none }))].map((row) => ({
    ...row,
    free: Math.max(0, row.onHand - row.reserved),
    predecessors: units.get(`${row.part} ${row.place}`) ?? 0,
  }))
}

/** What lies free of parts that are replaced and still fit, under the part that replaces them. */
async function replaced(tx: Tx, parts?: readonly string[]) {
  const of = parts ? sql`s.successor_id = any(${[...parts]}::uuid[])` : sql`true`
  const { rows } = await sql<{ part: string; place: string; units: number }>`
    select s.successor_id as part, b.place_id as place, sum(b.on_hand - b.reserved)::float8 as units
    from parts.supersession s join parts.balance b on b.tenant_id = s.tenant_id and b.part_id = s.part_id and b.condition = 'good'
    join parts.owner o on o.tenant_id = b.tenant_id and o.id = b.owner_id and o.kind = 'own'
    where s.both_ways and s.from_on <= current_date and b.on_hand > b.reserved and ${of} group by 1, 2`.execute(tx)
  return rows
}
