import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

/**
 * When enough of its part comes to its place for a waiting line: what is on order and on its way, the nearest first, less what
 * those before it wait for (the more urgent, then the older). Null when too little is on its way or nobody knows when.
 */
export async function expectedDay(tx: Tx, lineId: string): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`
    with mine as (select l.* from parts.demand_line l where l.id = ${lineId}),
    needed as (
      select sum(l.quantity - l.issued - l.cancelled - coalesce((select sum(r.open) from parts.reservation r
        where r.tenant_id = l.tenant_id and r.line_id = l.id and r.state = 'active'), 0)) as quantity
      from parts.demand_line l join mine m on m.tenant_id = l.tenant_id and m.part_id = l.part_id and m.place_id = l.place_id
      where (l.is_waiting or l.id = m.id) and (l.priority, l.created_at, l.id) <= (m.priority, m.created_at, m.id)),
    coming as (
      select coalesce(p.confirmed_on, p.expected_on) as day, p.quantity - p.received - p.cancelled as quantity
      from parts.purchase_line p join mine m on m.tenant_id = p.tenant_id and m.part_id = p.part_id and m.place_id = p.place_id
      where p.received + p.cancelled < p.quantity
      union all select s.expected_on, l.sent - l.received - l.lost from parts.shipment_line l
      join mine m on m.tenant_id = l.tenant_id and m.part_id = l.part_id
      join parts.shipment s on s.tenant_id = l.tenant_id and s.id = l.shipment_id and s.to_place_id = m.place_id
      where l.sent > l.received + l.lost and s.state = 'sent' and l.condition = 'good'),
    summed as (select day, sum(sum(quantity)) over (order by day) as quantity from coming where day is not null group by day)
    select min(s.day)::text as day from summed s, needed n where s.quantity >= n.quantity`.execute(tx)
  return rows[0]?.day ?? null
}
