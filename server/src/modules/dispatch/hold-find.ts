import { type Selectable, sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import type { DispatchHold } from '../../kit/db-types.ts'
import { notFound, problem } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'

export type HoldRow = Selectable<DispatchHold>

/** A hold; the desk sees those of its stations, a customer those of their own requests. */
export async function findHold(tx: Tx, actor: Actor, id: string, lock = false): Promise<HoldRow> {
  const row = await tx
    .selectFrom('dispatch.hold as h')
    .innerJoin('requests.request as r', 'r.id', 'h.request_id')
    .selectAll('h')
    .where('h.id', '=', id)
    .where(actor.kind === 'customer' ? sql<boolean>`r.customer_id = ${actor.id}` : visibleTo(actor, 'h.station_id'))
    .$if(lock, (query) => query.forUpdate('h'))
    .executeTakeFirst()
  if (!row) throw notFound('hold')
  return row
}

/** @throws dispatch.hold_expired, dispatch.hold_over */
export function mustRun(hold: HoldRow): void {
  if (hold.ended === 'confirmed' || hold.ended === 'released')
    throw problem('dispatch.hold_over', 409, { ended: hold.ended })
  if (hold.ended === 'expired' || hold.expires_at.getTime() <= Date.now())
    throw problem('dispatch.hold_expired', 409, { expiresAt: hold.expires_at.toISOString() })
}

/** With it end those of the people who would have come along. */
export async function endHold(tx: Tx, hold: HoldRow, ended: 'confirmed' | 'released'): Promise<HoldRow> {
  const rows = await tx
    .updateTable('dispatch.hold')
    .set({ ended, ended_at: new Date() })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where((eb) => eb.or([eb('id', '=', hold.id), eb('with_id', '=', hold.id)]))
    .where('ended', 'is', null)
    .returningAll()
    .execute()
  return rows.find((row) => row.id === hold.id)!
}

/** Who is kept along with it, seat by seat. */
export async function heldAlong(tx: Tx, hold: HoldRow): Promise<string[]> {
  const rows = await tx
    .selectFrom('dispatch.hold')
    .select('technician_id')
    .where('with_id', '=', hold.id)
    .orderBy('id')
    .execute()
  return rows.map((row) => row.technician_id)
}

interface HoldView {
  id: string
  version: number
  requestId: string
  workOrderId: string | null
  number: string
  technician: { id: string; name: string }
  startsAt: Date
  endsAt: Date
  promised: { from: string; to: string }
  expiresAt: Date
  by: string
  stationId: string | null
}

const VIEW = sql`h.id, h.version, h.request_id as "requestId", h.work_order_id as "workOrderId", coalesce(w.number, r.number) as number,
  jsonb_build_object('id', p.id, 'name', p.name) as technician, h.starts_at as "startsAt", h.ends_at as "endsAt",
  jsonb_build_object('from', to_char(lower(coalesce(h.promised, h.planned)) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    'to', to_char(upper(coalesce(h.promised, h.planned)) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) as promised,
  h.expires_at as "expiresAt", h.by_kind as by, h.station_id as "stationId"`
const FROM = sql`dispatch.hold h
  join requests.request r on r.tenant_id = h.tenant_id and r.id = h.request_id
  join people.person p on p.tenant_id = h.tenant_id and p.id = h.technician_id
  left join dispatch.work_order w on w.tenant_id = h.tenant_id and w.id = h.work_order_id`

export async function holdView(tx: Tx, id: string): Promise<HoldView> {
  const { rows } = await sql<HoldView>`select ${VIEW} from ${FROM} where h.id = ${id}`.execute(tx)
  return rows[0]!
}

/** Holds that still run, for the board. */
export async function runningHolds(tx: Tx, actor: Actor, stationId: string | null): Promise<HoldView[]> {
  const under = stationId
    ? sql`h.station_id in (select s.id from network.station s where s.path @> array[${stationId}::uuid])`
    : sql`true`
  const { rows } = await sql<HoldView>`select ${VIEW} from ${FROM}
    where h.ended is null and h.expires_at > now() and ${under} and ${visibleTo(actor, 'h.station_id')}
    order by h.starts_at limit 500`.execute(tx)
  return rows
}
