import { distanceMetres } from '@aftercare/rules'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { id } from '../../kit/shapes.ts'
import { visibleTo } from '../../kit/visible.ts'
import { findOrder } from './find.ts'

export const partner = z
  .object({
    id,
    name: z.string(),
    distanceKm: z.number().nullable(),
    technicians: z.number(),
    able: z.number().describe('technicians with all skills of the order, certificates valid today'),
    openOrders: z.number().describe('orders that wait or are planned there'),
    declinedBefore: z.boolean(),
  })
  .meta({ id: 'Partner' })

interface Row {
  id: string
  name: string
  lat: number | null
  lon: number | null
  technicians: number
  able: number
  openOrders: number
  declinedBefore: boolean
}

/** Stations of the country that could be asked: those with able people first, those that said no last, then by distance. */
export async function partnersFor(tx: Tx, actor: Actor, orderId: string) {
  const order = await findOrder(tx, actor, orderId)
  const { rows } = await sql<Row>`
    with staff as (
      select f.station_id, p.id, (select bool_and(exists (select from people.person_skill ps join people.skill k
          on k.tenant_id = ps.tenant_id and k.id = ps.skill_id where ps.tenant_id = p.tenant_id and ps.person_id = p.id and k.code = needed
          and (not k.needs_certificate or exists (select from people.certificate c where c.tenant_id = p.tenant_id and c.person_id = p.id
            and c.skill_id = k.id and (c.expires_on is null or c.expires_on >= current_date)))))
        from unnest(${order.skill_codes}::text[]) as needed) is not false as able
      from network.staff f join people.person p on p.tenant_id = f.tenant_id and p.id = f.person_id and p.is_active
      where f.to_on is null and exists (select from people.role_grant g where g.tenant_id = p.tenant_id and g.person_id = p.id
        and g.role = 'technician' and g.ended_at is null))
    select s.id, s.name, s.lat, s.lon, count(t.id)::int as technicians, count(t.id) filter (where t.able)::int as able,
      (select count(*)::int from dispatch.work_order w where w.tenant_id = s.tenant_id and w.station_id = s.id
        and w.status in ('unscheduled', 'scheduled')) as "openOrders",
      exists (select from dispatch.offer o where o.tenant_id = s.tenant_id and o.work_order_id = ${orderId} and o.station_id = s.id
        and o.answer in ('declined', 'lapsed', 'given_back')) as "declinedBefore"
    from network.station s left join staff t on t.station_id = s.id
    where s.is_active and s.kind not in ('hq', 'region', 'country') and ${visibleTo(actor, 's.id')}
      and s.id is distinct from ${order.station_id}
      and s.country = (select r.country from requests.request r where r.tenant_id = s.tenant_id and r.id = ${order.request_id})
    group by s.tenant_id, s.id, s.name, s.lat, s.lon`.execute(tx)
  const far = (row: Row) =>
    row.lat === null || row.lon === null || order.lat === null || order.lon === null
      ? null
      : distanceMetres({ lat: row.lat, lon: row.lon }, { lat: order.lat, lon: order.lon }) / 1000
  return rows
    .map(({ lat: _, lon: __, ...row }, i) => ({ ...row, distanceKm: roundKm(far(rows[i]!)) }))
    .sort(
      (a, b) =>
        Number(a.declinedBefore) - Number(b.declinedBefore) ||
        Number(b.able > 0) - Number(a.able > 0) ||
        (a.distanceKm ?? 1e9) - (b.distanceKm ?? 1e9) ||
        a.openOrders - b.openOrders,
    )
    .slice(0, 20)
}

const roundKm = (km: number | null) => (km === null ? null : Math.round(km * 10) / 10)
