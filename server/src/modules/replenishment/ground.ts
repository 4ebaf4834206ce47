import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

export interface PlaceKnown {
  id: string
  above: string | null
  stationId: string | null
}
export interface PartKnown {
  id: string
  classId: string | null
  decimals: number
  shelfLifeDays: number | null
  /** of one unit in minor units; null: nobody knows one */
  price: number | null
  supplier: string | null
  leadDays: number | null
  /** what past orders really took, in days */
  took: number[]
  minimum: number
  pack: number
  /** every supplier has named its last day, and this is the last of them */
  lastOrderOn: string | null
}

export async function placesKnown(tx: Tx): Promise<PlaceKnown[]> {
  const { rows } =
    await sql<PlaceKnown>`select l.id, l.supplied_by_id as above, l.station_id as "stationId" from parts.place l
    where l.is_shelf and l.kind <> 'transit' and l.is_active order by l.code`.execute(tx)
  return rows
}

/**
 * Active parts with the supplier to order from: the cheapest that says a price, else the quickest. A price is theirs, else what our
 * stock of it cost, else what was last paid, else the standard cost.
 */
export async function partsKnown(tx: Tx): Promise<PartKnown[]> {
  const { rows } = await sql<PartKnown>`
    select p.id, p.class_id as "classId", p.decimals, p.shelf_life_days as "shelfLifeDays", u.supplier, u.lead_days as "leadDays",
      coalesce(u.minimum, 0)::float8 as minimum, coalesce(u.pack, 1)::float8 as pack, e.last::text as "lastOrderOn",
      coalesce(u.unit_minor, v.unit, b.unit_minor, p.standard_minor)::float8 as price, coalesce(b.took, '{}') as took
    from parts.part p
    left join lateral (select s.* from parts.supply s where s.tenant_id = p.tenant_id and s.part_id = p.id
      and (s.last_order_on is null or s.last_order_on >= current_date) order by s.unit_minor nulls last, s.lead_days, s.supplier limit 1) u on true
    left join lateral (select case when bool_and(s.last_order_on is not null) then max(s.last_order_on) end as last from parts.supply s
      where s.tenant_id = p.tenant_id and s.part_id = p.id) e on true
    left join lateral (select round(sum(l.minor) / sum(l.quantity)) as unit from parts.layer l
      where l.tenant_id = p.tenant_id and l.part_id = p.id and l.quantity > 0) v on v.unit > 0
    left join lateral (select (array_agg(o.unit_minor order by o.ordered_at desc) filter (where o.unit_minor > 0))[1] as unit_minor,
        array_agg(o.took) filter (where o.took >= 0) as took from (
        select l.unit_minor, d.ordered_at, case when lower(btrim(d.supplier)) = u.supplier_fold then l.confirmed_on - (d.ordered_at at time zone 'UTC')::date end as took
        from parts.purchase_line l join parts.purchase_order d on d.tenant_id = l.tenant_id and d.id = l.order_id
        where l.tenant_id = p.tenant_id and l.part_id = p.id and d.state <> 'cancelled' order by d.ordered_at desc limit 24) o) b on true
    where p.is_active order by p.number, p.id`.execute(tx)
  return rows
}

/** Who is replaced by whom as of today; of several successors the first. */
export async function linksKnown(tx: Tx): Promise<{ from: string; to: string }[]> {
  const { rows } = await sql<{
    from: string
    to: string
  }>`select distinct on (s.part_id) s.part_id as "from", s.successor_id as "to"
    from parts.supersession s where s.from_on <= current_date order by s.part_id, s.from_on, s.successor_id`.execute(tx)
  return rows
}
