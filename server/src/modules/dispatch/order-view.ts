import { type Actor, can } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import type { CrewSeat } from './crew.ts'
import { findOrder, type OrderRow } from './find.ts'
import { offersOf } from './offer-view.ts'

/** Everything the page of a work order shows. */
export async function viewOrder(tx: Tx, actor: Actor, id: string) {
  const row = await findOrder(tx, actor, id)
  const request = await requestOf(tx, row)
  return {
    id: row.id,
    number: row.number,
    version: row.version,
    kind: row.kind,
    status: row.status,
    priority: row.priority,
    title: request.title,
    request: { id: request.id, number: request.number, status: request.status, nextDueAt: request.next_due_at },
    customer: request.customerId ? { id: request.customerId, name: request.customer!, tier: request.tier! } : null,
    asset: request.assetId ? { id: request.assetId, serial: request.serial!, model: request.model } : null,
    station: await stationOf(tx, row.station_id),
    skillCodes: row.skill_codes,
    crew: row.crew as unknown as CrewSeat[],
    plannedMinutes: row.planned_minutes,
    place: { line: request.line, city: request.city, lat: row.lat, lon: row.lon, timeZone: row.time_zone },
    earliestAt: row.earliest_at,
    latestAt: row.latest_at,
    wishes: request.wishes,
    instructions: row.instructions,
    cancelReason: row.cancel_reason,
    createdAt: row.created_at,
    visits: await visitsOf(tx, row.id),
    offers: await offersOf(tx, actor, row.id),
    can: actionsOf(actor, row),
  }
}

function requestOf(tx: Tx, row: OrderRow) {
  return tx
    .selectFrom('requests.request as r')
    .leftJoin('parties.customer as c', 'c.id', 'r.customer_id')
    .leftJoin('assets.asset as a', 'a.id', 'r.asset_id')
    .leftJoin('assets.model as m', 'm.id', 'a.model_id')
    .leftJoin('parties.address as d', (join) =>
      join.on((eb) => eb('d.id', '=', eb.fn.coalesce('r.address_id', 'a.address_id'))),
    )
    .select(['r.id', 'r.number', 'r.status', 'r.title', 'r.next_due_at', 'r.preferred_slots as wishes'])
    .select(['c.id as customerId', 'c.name as customer', 'c.tier', 'a.id as assetId', 'a.serial', 'm.name as model'])
    .select(['d.line', 'd.city'])
    .where('r.id', '=', row.request_id)
    .executeTakeFirstOrThrow()
}

async function stationOf(tx: Tx, id: string | null) {
  if (!id) return null
  return (await tx.selectFrom('network.station').select(['id', 'name']).where('id', '=', id).executeTakeFirst()) ?? null
}

/** The visits of an order, in the order they are planned. */
export async function visitsOf(tx: Tx, orderId: string) {
  const rows = await tx
    .selectFrom('dispatch.visit as v')
    .innerJoin('people.person as p', 'p.id', 'v.technician_id')
    .select(['v.id', 'v.number', 'v.version', 'v.status', 'v.is_pinned', 'v.starts_at', 'v.ends_at'])
    .select(['v.decline_reason', 'v.cancel_reason', 'p.id as personId', 'p.name'])
    .where('v.work_order_id', '=', orderId)
    .orderBy('v.starts_at')
    .orderBy('v.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    version: row.version,
    status: row.status,
    isPinned: row.is_pinned,
    technician: { id: row.personId, name: row.name },
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    reason: row.cancel_reason ?? row.decline_reason,
  }))
}

function actionsOf(actor: Actor, row: OrderRow) {
  const open = row.status === 'unscheduled' || row.status === 'scheduled' || row.status === 'in_progress'
  if (!open || !can(actor, 'dispatch.plan')) return []
  return ['edit', 'book', 'cancel', ...(row.status === 'unscheduled' ? ['offer'] : [])]
}
