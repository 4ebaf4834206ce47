import { type RawBuilder, sql } from 'kysely'
import { type Actor, can, sees } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { visibleTo } from '../../kit/visible.ts'

interface Row {
  id: string
  stationId: string
  answer: string | null
  deadlineAt: Date
  isHeld: boolean
  next: { id: string; name: string }[]
}

/** Offers as both sides see them: enough to decide, and not who the customer is before somebody has said yes. */
async function offers(tx: Tx, actor: Actor, where: RawBuilder<unknown>) {
  const { rows } = await sql<Row>`
    select o.id, o.work_order_id as "workOrderId", w.number as "workOrder", r.title, w.kind, w.priority, d.city,
      w.skill_codes as "skillCodes", w.planned_minutes as "plannedMinutes", o.station_id as "stationId",
      jsonb_build_object('id', s.id, 'name', s.name) as station, o.offered_at as "offeredAt", o.deadline_at as "deadlineAt",
      array(select jsonb_build_object('id', n.id, 'name', n.name) from network.station n where n.tenant_id = o.tenant_id
        and n.id = any(o.next_station_ids) order by array_position(o.next_station_ids, n.id)) as next,
      o.answer, o.answered_at as "answeredAt", o.given_back_at as "givenBackAt",
      (o.answer = 'accepted' and w.station_id = o.station_id and w.status in ('unscheduled', 'scheduled')) is true as "isHeld", o.reason, o.note
    from dispatch.offer o
    join dispatch.work_order w on w.tenant_id = o.tenant_id and w.id = o.work_order_id
    join requests.request r on r.tenant_id = w.tenant_id and r.id = w.request_id
    join network.station s on s.tenant_id = o.tenant_id and s.id = o.station_id
    left join parties.address d on d.tenant_id = r.tenant_id and d.id = r.address_id
    where ${where} order by o.offered_at desc, o.id desc limit 200`.execute(tx)
  const speaks = can(actor, 'dispatch.answer_offer') && actor.stations !== 'all'
  const now = new Date()
  return rows.map((row) => ({
    ...row,
    // A station need not know who would come after it.
    next: actor.stations === 'all' ? row.next : [],
    mayAnswer: speaks && row.answer === null && row.deadlineAt > now && sees(actor, row.stationId),
    mayGiveBack: speaks && row.isHeld && sees(actor, row.stationId),
  }))
}

export function offersOf(tx: Tx, actor: Actor, orderId: string) {
  return offers(tx, actor, sql`o.work_order_id = ${orderId}`)
}

/** What waits for an answer: of this station, or made by headquarters. */
export function openOffers(tx: Tx, actor: Actor, stationId: string | null) {
  const of = stationId ? sql`o.station_id = ${stationId}` : sql`true`
  return offers(tx, actor, sql`o.answer is null and ${of} and ${visibleTo(actor, 'o.station_id')}`)
}
