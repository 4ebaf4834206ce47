import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { day, id } from '../../kit/shapes.ts'
import { visibleTo } from '../../kit/visible.ts'
import { partRow } from './catalogue.ts'

export const whereaboutsView = z
  .object({
    waiting: z.array(
      z.object({
        id: id.describe('the request for parts'),
        number: z.string(),
        place: z.string(),
        quantity: z.number().describe('neither kept nor handed out yet'),
        priority: z.number(),
        promisedOn: day.nullable().describe('the day its job was told first'),
        expectedOn: day.nullable().describe('the day as things stand now'),
        requestId: id.nullable(),
        workOrderId: id.nullable(),
      }),
    ),
    coming: z.array(
      z.object({
        kind: z.enum(['purchase_order', 'shipment']),
        id,
        number: z.string(),
        from: z.string(),
        place: z.string(),
        quantity: z.number(),
        on: day.nullable(),
      }),
    ),
  })
  .meta({ id: 'PartWhereabouts' })
type View = z.input<typeof whereaboutsView>
type OfPart<T> = T & { partId: string }
interface Whereabouts {
  waiting: OfPart<View['waiting'][number]>[]
  coming: OfPart<View['coming'][number]>[]
}
/** Of each part. */
const MOST = 50

/** Who waits for a part, in the order they are served, and what comes when and where; of the places the actor sees. */
export async function whereabouts(tx: Tx, actor: Actor, partId: string): Promise<View> {
  await partRow(tx, partId)
  return whereaboutsOf(tx, actor, [partId])
}

/** The same of several parts, whose ids are known. */
export async function whereaboutsOf(tx: Tx, actor: Actor, partIds: readonly string[]): Promise<Whereabouts> {
  const ids = sql`any(${[...partIds]}::uuid[])`
  const { rows: waiting } = await sql<Whereabouts['waiting'][number]>`
    select * from (select l.part_id as "partId", d.id, d.number, p.name as place, l.priority, l.promised_on::text as "promisedOn",
      l.expected_on::text as "expectedOn", d.work_order_id as "workOrderId", d.request_id as "requestId",
      (l.quantity - l.issued - l.cancelled - coalesce((select sum(r.open) from parts.reservation r where r.tenant_id = l.tenant_id
        and r.line_id = l.id and r.state = 'active'), 0))::float8 as quantity,
      row_number() over (partition by l.part_id order by l.priority, l.created_at, l.id) as turn
      from parts.demand_line l join parts.demand d on d.tenant_id = l.tenant_id and d.id = l.demand_id
      join parts.place p on p.tenant_id = l.tenant_id and p.id = l.place_id
      where l.part_id = ${ids} and l.is_waiting and ${visibleTo(actor, 'd.station_id')}) w
    where w.turn <= ${MOST} order by w."partId", w.turn`.execute(tx)
  const { rows: coming } = await sql<Whereabouts['coming'][number]>`
    select * from (select c.*, row_number() over (partition by c."partId" order by c."on" nulls last, c.number) as turn from (
      select l.part_id as "partId", 'purchase_order' as kind, o.id, o.number, o.supplier as "from", p.name as place,
        (l.quantity - l.received - l.cancelled)::float8 as quantity, coalesce(l.confirmed_on, l.expected_on)::text as "on"
      from parts.purchase_line l join parts.purchase_order o on o.tenant_id = l.tenant_id and o.id = l.order_id and o.state in ('ordered', 'confirmed')
      join parts.place p on p.tenant_id = l.tenant_id and p.id = l.place_id
      where l.part_id = ${ids} and l.received + l.cancelled < l.quantity and ${visibleTo(actor, 'o.station_id')}
      union all select l.part_id, 'shipment', s.id, s.number, f.name, t.name, (l.sent - l.received - l.lost)::float8, s.expected_on::text
      from parts.shipment_line l join parts.shipment s on s.tenant_id = l.tenant_id and s.id = l.shipment_id and s.state = 'sent'
      join parts.place f on f.tenant_id = s.tenant_id and f.id = s.from_place_id join parts.place t on t.tenant_id = s.tenant_id and t.id = s.to_place_id
      where l.part_id = ${ids} and l.sent > l.received + l.lost and (${visibleTo(actor, 's.station_id')} or ${visibleTo(actor, 's.to_station_id')})) c) n
    where n.turn <= ${MOST} order by n."partId", n.turn`.execute(tx)
  return { waiting, coming }
}
