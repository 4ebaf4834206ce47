import { words } from '@aftercare/words/server'
import { sql } from 'kysely'
import type { z } from 'zod'
import { systemActor } from '../../kit/actor.ts'
import { type Tx, tenantOf } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { fetchedBy, keepAtOnce, letGoOf } from '../parts/index.ts'
import type { OrderRow, VisitRow } from './find.ts'
import type { pickUpStop } from './pick-up-shapes.ts'
import type { Call } from './work-orders.ts'

/** What a plan says of the way to a part, as it is written down with its item. */
export interface PlannedPickUp {
  placeId: string
  startAt: number
  endAt: number
  parts: { partId: string; number: string; fold: string; code: string; quantity: number }[]
  extraMinutes: number | null
}

const DAY_MS = 86_400_000

/**
 * Keeps the parts at the place for a visit that is about to be booked; the order waits for them no more. Answers with the
 * numbers of which too few are left there: then nothing may be booked.
 */
export async function keepPickUp(
  { tx, actor, services, now }: Call,
  order: OrderRow,
  visit: { id: string; technicianId: string; endAt: number },
  { placeId, parts }: PlannedPickUp,
): Promise<{ demandId: string; needed: object[]; short: string[] }> {
  const demandId = newId()
  const lines = parts.map(({ partId, quantity }) => ({ partId, quantity }))
  const until = new Date(visit.endAt + DAY_MS)
  const about = { requestId: order.request_id, workOrderId: order.id, visitId: visit.id }
  const wanted = { id: demandId, placeId, driverId: visit.technicianId, ...about, until, lines }
  const short = await keepAtOnce(tx, actor, wanted, { services, now })
  const codes = parts.map(({ code }) => code)
  const needed = await tx
    .deleteFrom('dispatch.needed_part')
    .where('work_order_id', '=', order.id)
    .where('code', 'in', codes)
    .returning(['code', 'quantity', 'expected_on', 'is_ready'])
    .execute()
  // As the reaction to the request would write them: kept by the stock.
  await tx
    .insertInto('dispatch.needed_part')
    .values(
      parts.map(({ number, quantity }) => ({
        ...{ id: newId(), work_order_id: order.id, code: number, quantity, expected_on: null, is_ready: true },
      })),
    )
    .execute()
  await versionUp(tx, order.id)
  return { demandId, needed, short }
}

const versionUp = (tx: Tx, orderId: string) =>
  tx
    .updateTable('dispatch.work_order')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', orderId)
    .execute()

/** The stop itself, once its visit is there. */
export async function writePickUp(
  { tx, actor, now }: Call,
  visitId: string,
  { placeId, startAt, endAt, parts }: PlannedPickUp,
  { demandId, needed }: { demandId: string; needed: object[] },
): Promise<void> {
  await tx
    .insertInto('dispatch.pick_up')
    .values({
      visit_id: visitId,
      place_id: placeId,
      starts_at: new Date(startAt),
      ends_at: new Date(endAt),
      parts: JSON.stringify(parts.map(({ number, quantity }) => ({ code: number, quantity }))),
      demand_id: demandId,
      needed: JSON.stringify(needed),
      created_at: now,
      created_by: actor.kind === 'person' ? actor.id : null,
    })
    .execute()
}

/** The way to the part goes along with the visit: as long before it, and with whoever makes it. */
export async function movePickUp(tx: Tx, before: VisitRow, after: VisitRow): Promise<void> {
  const later = after.starts_at.getTime() - before.starts_at.getTime()
  const { rows } = await sql<{ demandId: string }>`
    update dispatch.pick_up set starts_at = starts_at + ${later} * interval '1 millisecond',
      ends_at = ends_at + ${later} * interval '1 millisecond'
    where tenant_id = kit.tenant() and visit_id = ${after.id} returning demand_id as "demandId"`.execute(tx)
  const until = new Date(after.ends_at.getTime() + DAY_MS)
  for (const { demandId } of rows) await fetchedBy(tx, demandId, after.technician_id, until)
}

/** A plan has found another time for it. */
export async function collectAt(tx: Tx, visitId: string, { startAt, endAt }: PlannedPickUp): Promise<void> {
  await tx
    .updateTable('dispatch.pick_up')
    .set({ starts_at: new Date(startAt), ends_at: new Date(endAt) })
    .where('visit_id', '=', visitId)
    .execute()
}

/** Nobody comes: what was kept is free for others, and the order needs it as before. What was handed out is in the van. */
export async function dropPickUp(tx: Tx, { id, work_order_id: orderId }: VisitRow): Promise<void> {
  const row = await tx.deleteFrom('dispatch.pick_up').where('visit_id', '=', id).returningAll().executeTakeFirst()
  if (!row) return
  const actor = systemActor(tenantOf(tx))
  const reason = words(actor.language)('dispatch:pickUp.notCollected')
  if (!(await letGoOf(tx, actor, row.demand_id, reason))) return
  const parts = row.parts as unknown as { code: string }[]
  const needed = row.needed as unknown as {
    code: string
    quantity: number
    expected_on: string | null
    is_ready: boolean
  }[]
  await tx
    .deleteFrom('dispatch.needed_part')
    .where('work_order_id', '=', orderId)
    .where(
      'code',
      'in',
      parts.map((one) => one.code),
    )
    .execute()
  const rows = needed.map((one) => ({ ...one, id: newId(), work_order_id: orderId, is_by_hand: true }))
  if (rows.length > 0) await tx.insertInto('dispatch.needed_part').values(rows).execute()
  await versionUp(tx, orderId)
}

/** The stops on the way to visits, by visit, as the phone and the desk show them. */
export async function pickUpsOf(tx: Tx, visitIds: readonly string[]): Promise<Map<string, z.input<typeof pickUpStop>>> {
  if (visitIds.length === 0) return new Map()
  const { rows } = await sql<{ visitId: string; stop: z.input<typeof pickUpStop> }>`
    select u.visit_id as "visitId", jsonb_build_object('place', jsonb_build_object('id', l.id, 'name', l.name,
        'address', nullif(concat_ws(', ', s.line, s.district, s.city), ''), 'country', coalesce(s.country, ''), 'lat', s.lat, 'lon', s.lon),
      'from', ${iso('u.starts_at')}, 'to', ${iso('u.ends_at')}, 'parts', u.parts, 'request', d.number,
      'isCollected', not exists (select from parts.demand_line n where n.tenant_id = d.tenant_id and n.demand_id = d.id
        and n.issued + n.cancelled < n.quantity)) as stop
    from dispatch.pick_up u
    join parts.place l on l.tenant_id = u.tenant_id and l.id = u.place_id
    join parts.demand d on d.tenant_id = u.tenant_id and d.id = u.demand_id
    left join network.station s on s.tenant_id = l.tenant_id and s.id = l.station_id
    where u.tenant_id = kit.tenant() and u.visit_id = any(${[...visitIds]}::uuid[])`.execute(tx)
  return new Map(rows.map(({ visitId, stop }) => [visitId, stop]))
}

const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)
