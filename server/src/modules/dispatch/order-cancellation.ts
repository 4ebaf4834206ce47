import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { lockOrder, type OrderRow, type VisitRow } from './find.ts'
import { withdrawOpenOffer } from './offers.ts'
import { moveOrder, mustGo, TAKES_TIME } from './states.ts'
import { cancelRow } from './visit-cancellation.ts'

interface Why {
  reason: string
  visitReason: string
  note?: string | undefined
}

/** Ends an order without work, and what was planned for it. Somebody at work there is not called back by a click. */
export async function cancelOrder(
  tx: Tx,
  actor: Actor,
  id: string,
  why: { reason: string; note?: string | undefined },
): Promise<OrderRow> {
  const order = await lockOrder(tx, actor, id)
  mustGo('workOrder', order, 'cancelled')
  return endOrder(tx, actor, order, { visitReason: VISIT_REASON[why.reason] ?? 'planned_in_error', ...why })
}

/** What to give as the reason of a visit when its order is cancelled for another. */
const VISIT_REASON: Record<string, string> = {
  customer_withdrew: 'customer_asked',
  quotation_rejected: 'customer_asked',
}

async function endOrder(tx: Tx, actor: Actor, order: OrderRow, why: Why): Promise<OrderRow> {
  for (const visit of await openVisits(tx, order.id)) {
    mustGo('visit', visit, 'cancelled')
    await cancelRow(tx, actor, visit, { reason: why.visitReason, note: why.note ?? null })
  }
  await withdrawOpenOffer(tx, actor, order)
  return moveOrder(tx, actor, order, 'cancelled', {
    set: { cancel_reason: why.reason },
    data: { reason: why.reason, note: why.note ?? null },
  })
}

/** A request ended: its orders end with it, except where somebody is at work on the spot. */
export async function cancelOrdersOf(tx: Tx, actor: Actor, requestId: string, why: Why): Promise<void> {
  const orders = await tx
    .selectFrom('dispatch.work_order')
    .selectAll()
    .where('request_id', '=', requestId)
    .where('status', 'in', ['unscheduled', 'scheduled', 'in_progress'])
    .orderBy('id')
    .forUpdate()
    .execute()
  for (const order of orders) {
    const visits = await openVisits(tx, order.id)
    if (!visits.some((visit) => visit.status === 'working')) await endOrder(tx, actor, order, why)
  }
}

/** Visits of an order that are not over, held. */
export function openVisits(tx: Tx, orderId: string): Promise<VisitRow[]> {
  return tx
    .selectFrom('dispatch.visit')
    .selectAll()
    .where('work_order_id', '=', orderId)
    .where('status', 'in', [...TAKES_TIME])
    .orderBy('id')
    .forUpdate()
    .execute()
}
