import { canGo, statesOf, type VisitState } from '@aftercare/rules'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { lockVisit } from './find.ts'
import { settleOrder } from './states.ts'

export interface VisitMove {
  visitId: string
  technicianId: string
  /** The version the phone knew. */
  ifMatch: number
  to: VisitState
  /** When it happened, by the phone's clock where that can be. */
  at: Date
}

const TIME_OF: Partial<Record<VisitState, string>> = {
  en_route: 'en_route_at',
  on_site: 'arrived_at',
  working: 'started_at',
  done: 'finished_at',
  part_done: 'finished_at',
  no_access: 'finished_at',
}

/**
 * The part of a larger statement that moves a visit: `with ${visitMovePart(…)}, stamp as (…) select … from seen left join moved`.
 * `seen` is the visit as it stands, held, empty when there is none; `moved` the visit afterwards, empty when it was not
 * the technician's, not that version or not in a state that leads there. The order is held before its visit, as everywhere.
 */
export function visitMovePart(move: VisitMove): RawBuilder<unknown> {
  const from = statesOf('visit').filter((state) => canGo('visit', state, move.to))
  const time = TIME_OF[move.to]
  const stamped = time ? sql`, ${sql.ref(time)} = coalesce(v.${sql.ref(time)}, ${move.at}::timestamptz)` : sql``
  return sql`
    held as materialized (
      select w.id, w.status from dispatch.work_order w
      where w.tenant_id = kit.tenant() and w.id = (select v.work_order_id from dispatch.visit v
        where v.tenant_id = kit.tenant() and v.id = ${move.visitId}::uuid) for update),
    seen as materialized (
      select v.id, v.status, v.version, v.technician_id, v.station_id, v.request_id, held.status as order_status
      from held join dispatch.visit v on v.work_order_id = held.id
      where v.tenant_id = kit.tenant() and v.id = ${move.visitId}::uuid for update of v),
    moved as (
      update dispatch.visit v set status = ${move.to}, version = v.version + 1${stamped}
      from seen where v.tenant_id = kit.tenant() and v.id = seen.id and seen.version = ${move.ifMatch}::integer
        and seen.technician_id = ${move.technicianId}::uuid and seen.status = any(${from}::text[])
      returning v.id, v.number, v.status, v.version, v.work_order_id, v.request_id, v.station_id, v.technician_id,
        v.starts_at, v.ends_at)`
}

/** The order follows its visit: under way with the first tap, done or back in the tray with the last. */
export async function settleOrderOf(tx: Tx, actor: Actor, visitId: string): Promise<void> {
  const { visit, order } = await lockVisit(tx, actor, visitId)
  await settleOrder(tx, actor, order, { visit: visit.number })
}
