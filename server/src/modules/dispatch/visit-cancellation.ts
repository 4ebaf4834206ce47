import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { lockVisit, type VisitRow } from './find.ts'
import { mustBeCurrent } from './rescheduling.ts'
import { settleOrder } from './states.ts'
import { tellCustomerSoon } from './telling.ts'
import { setStatus } from './visit-answer.ts'
import { announceVisit } from './visit-news.ts'

export interface Why {
  reason: string
  note?: string | null | undefined
}

/** Takes a visit back for a coded reason; its order waits for another time. */
export async function cancelVisit(
  tx: Tx,
  actor: Actor,
  id: string,
  why: Why,
  ifMatch: number | null,
): Promise<VisitRow> {
  const { visit, order } = await lockVisit(tx, actor, id)
  await mustBeCurrent(tx, visit, ifMatch)
  const row = await cancelRow(tx, actor, visit, why)
  await settleOrder(tx, actor, order, { visit: visit.number, reason: why.reason })
  return row
}

export async function cancelRow(tx: Tx, actor: Actor, visit: VisitRow, why: Why): Promise<VisitRow> {
  const row = await setStatus(tx, visit, 'cancelled', { cancel_reason: why.reason, reason_note: why.note ?? null })
  await announceVisit(tx, actor, 'visit.cancelled', row, {
    reason: why.reason,
    note: why.note ?? null,
    changes: { status: { from: visit.status, to: 'cancelled' } },
  })
  await tellCustomerSoon(tx, row.id, new Date())
  return row
}
