import { foldSerial } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

export interface FreeInVan {
  technicianId: string
  /** Of the number of the part. */
  fold: string
  free: number
}

/**
 * Who has these parts free in the van they use: our own, in good condition, fit to be used, neither kept for somebody nor
 * handed out for a job. What was handed out and not used is brought back, so it is nobody's else either.
 */
export async function freeInVans(tx: Tx, codes: readonly string[]): Promise<FreeInVan[]> {
  if (codes.length === 0) return []
  const { rows } = await sql<FreeInVan>`
    with van as (
      select distinct on (l.person_id) l.id, l.person_id from parts.place l
      where l.tenant_id = kit.tenant() and l.kind = 'van' and l.is_active and l.person_id is not null order by l.person_id, l.code),
    lying as (
      select p.id, p.number_fold as fold, v.id as van_id, v.person_id, sum(b.on_hand - b.reserved) as free
      from parts.part p join parts.balance b on b.tenant_id = p.tenant_id and b.part_id = p.id and b.condition = 'good' and b.on_hand > b.reserved
      join van v on v.id = b.place_id
      join parts.owner o on o.tenant_id = b.tenant_id and o.id = b.owner_id and o.code = 'own'
      left join parts.batch h on h.tenant_id = b.tenant_id and h.id = b.batch_id
      where p.tenant_id = kit.tenant() and p.number_fold = any(${[...new Set(codes.map(foldSerial))]}::text[])
        and h.blocked_at is null and (h.expires_on is null or h.expires_on >= current_date)
      group by p.id, p.number_fold, v.id, v.person_id)
    select * from (select y.person_id as "technicianId", y.fold,
        (y.free - coalesce((select sum(l.issued - l.returned - l.used) from parts.demand d
          join parts.demand_line l on l.tenant_id = d.tenant_id and l.demand_id = d.id and l.part_id = y.id
          where d.tenant_id = kit.tenant() and d.to_place_id = y.van_id), 0))::float8 as free
      from lying y) f
    where f.free > 0`.execute(tx)
  return rows
}
