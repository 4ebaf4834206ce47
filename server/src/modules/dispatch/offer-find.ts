import { type Selectable, sql } from 'kysely'
import { type Actor, can, sees } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import type { DispatchOffer } from '../../kit/db-types.ts'
import { notFound } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import type { OrderRow } from './find.ts'

export type OfferRow = Selectable<DispatchOffer>

/** The offer and its order, both held. Seen by the station it is made to and by whoever sees the order. */
export async function lockOffer(tx: Tx, actor: Actor, id: string): Promise<{ offer: OfferRow; order: OrderRow }> {
  const found = await tx
    .selectFrom('dispatch.offer as o')
    .innerJoin('dispatch.work_order as w', 'w.id', 'o.work_order_id')
    .select('o.work_order_id')
    .where('o.id', '=', id)
    .where((eb) => eb.or([visibleTo(actor, 'o.station_id'), visibleTo(actor, 'w.station_id')]))
    .executeTakeFirst()
  if (!found) throw notFound('offer')
  const order = await tx
    .selectFrom('dispatch.work_order')
    .selectAll()
    .where('id', '=', found.work_order_id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const offer = await tx
    .selectFrom('dispatch.offer')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return { offer, order }
}

/**
 * Whether the actor answers for a station: its own manager or dispatcher, by a grant at the station or above it in the
 * tree. Headquarters, which made the offer, cannot answer it in the station's name.
 */
export async function speaksFor(tx: Tx, actor: Actor, stationId: string): Promise<boolean> {
  if (!can(actor, 'dispatch.answer_offer') || actor.stations === 'all' || !sees(actor, stationId)) return false
  if (actor.kind === 'api_key') return true
  return (await planners(tx, stationId)).includes(actor.id ?? '')
}

/** The managers and dispatchers of a station. */
export async function planners(tx: Tx, stationId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct p.id from network.station s
    join people.role_grant g on g.tenant_id = s.tenant_id and g.station_id = any(s.path)
      and g.role in ('station_manager', 'dispatcher') and g.ended_at is null
    join people.person p on p.tenant_id = g.tenant_id and p.id = g.person_id and p.is_active
    where s.id = ${stationId}`.execute(tx)
  return rows.map((row) => row.id)
}
