import { sql } from 'kysely'
import { systemActor } from '../../kit/actor.ts'
import { tenantOf } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import type { ReactionCall } from '../../kit/jobs.ts'
import { finishDemands } from '../parts/index.ts'
import { lockOrder } from './find.ts'
import { isOpenOrder } from './states.ts'

interface Asked {
  code: string
  quantity: number
  expected_on: string | null
  is_ready: boolean
}

/**
 * An order whose parts were asked for from stock waits for exactly what its requests wait for: the day is theirs, and when the
 * last part is there the order can be planned again. Parts needed but never asked for stay as the desk wrote them, and so does
 * what somebody corrected by hand, until the part is really there.
 */
export async function followParts({ tx, event }: ReactionCall): Promise<void> {
  const orderId = event.data.workOrderId
  if (typeof orderId !== 'string') return
  const actor = systemActor(tenantOf(tx))
  const known = await tx.selectFrom('dispatch.work_order').select('id').where('id', '=', orderId).executeTakeFirst()
  if (!known) return
  const order = await lockOrder(tx, actor, orderId)
  if (!isOpenOrder(order)) return
  const { rows: all } = await sql<Asked>`
    select p.number as code, least(9999, ceil(sum(l.quantity - l.cancelled)))::int as quantity, not bool_or(l.is_waiting) as is_ready,
      case when bool_or(l.is_waiting and l.expected_on is null) then null else max(l.expected_on)::text end as expected_on
    from parts.demand d join parts.demand_line l on l.tenant_id = d.tenant_id and l.demand_id = d.id
    join parts.part p on p.tenant_id = l.tenant_id and p.id = l.part_id
    where d.work_order_id = ${orderId} group by p.number having sum(l.quantity - l.cancelled) > 0 order by p.number`.execute(
    tx,
  )
  const before = await tx
    .selectFrom('dispatch.needed_part')
    .select(['id', 'code', 'quantity', 'expected_on', 'is_ready', 'is_by_hand'])
    .where('work_order_id', '=', orderId)
    .execute()
  const { rows: requested } = await sql<{ code: string }>`select distinct p.number as code from parts.demand d
    join parts.demand_line l on l.tenant_id = d.tenant_id and l.demand_id = d.id
    join parts.part p on p.tenant_id = l.tenant_id and p.id = l.part_id where d.work_order_id = ${orderId}`.execute(tx)
  const there = new Set(all.flatMap((one) => (one.is_ready ? one.code : [])))
  const byHand = new Set(before.flatMap((one) => (one.is_by_hand && !there.has(one.code) ? one.code : [])))
  const ours = new Set(requested.flatMap((one) => (byHand.has(one.code) ? [] : one.code)))
  const asked = all.filter((one) => ours.has(one.code))
  const kept = before.filter((one) => !ours.has(one.code))
  if (plain(before.filter((one) => ours.has(one.code))) === plain(asked)) return
  if (ours.size > 0)
    await tx
      .deleteFrom('dispatch.needed_part')
      .where('work_order_id', '=', orderId)
      .where('code', 'in', [...ours])
      .execute()
  if (asked.length > 0)
    await tx
      .insertInto('dispatch.needed_part')
      .values(asked.map((one) => ({ id: newId(), work_order_id: orderId, ...one })))
      .execute()
  const { version } = await tx
    .updateTable('dispatch.work_order')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', orderId)
    .returning('version')
    .executeTakeFirstOrThrow()
  const isReady = [...kept, ...asked].every((one) => one.is_ready)
  await announce(tx, actor, {
    type: isReady ? 'work_order.parts_ready' : 'work_order.parts_needed',
    subject: { type: 'work_order', id: orderId, version },
    threadId: order.request_id,
    stationId: order.station_id,
    data: { number: order.number, parts: asked.map((one) => `${one.quantity} × ${one.code}`).join(', ') },
  })
}

/** The work is done: parts still kept for it are free again, and what was not used is to be brought back. */
export async function letPartsGo({ tx, event }: ReactionCall): Promise<void> {
  await finishDemands(tx, systemActor(tenantOf(tx)), event.subjectId, event.at)
}

const plain = (rows: readonly Asked[]) =>
  JSON.stringify(rows.map((one) => [one.code, one.quantity, one.expected_on, one.is_ready]).sort())
