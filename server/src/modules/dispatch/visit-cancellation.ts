import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { notFound, problem } from '../../kit/problem.ts'
import { ownRequest } from '../requests/index.ts'
import { rulesOf } from './booking-rules.ts'
import { matesOf } from './crew.ts'
import { lockVisit, type VisitRow } from './find.ts'
import { mustBeCurrent } from './rescheduling.ts'
import { mayChange, ourEyes } from './situation.ts'
import { mustBePlanned, settleOrder } from './states.ts'
import { tellCustomerSoon } from './telling.ts'
import { setStatus } from './visit-answer.ts'
import { announceVisit } from './visit-news.ts'
import type { Call } from './work-orders.ts'

export interface Why {
  reason: string
  note?: string | null | undefined
}

/** Takes a visit back for a coded reason, and those of the people who would have come along; its order waits for another time. */
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
  for (const mate of await matesOf(tx, visit)) await cancelRow(tx, actor, mate, why)
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
  await tellCustomerSoon(tx, actor, row.id, new Date())
  return row
}

/** The customer's own cancellation, as long as the rules of the company leave it to them; later they call us. */
export async function cancelOwnVisit(
  { tx, actor, now }: Call,
  id: string,
  note: string | undefined,
): Promise<VisitRow> {
  const row = await tx.selectFrom('dispatch.visit').select('request_id').where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('visit')
  await ownRequest(tx, actor, row.request_id)
  const { visit } = await lockVisit(tx, ourEyes(actor), id)
  mustBePlanned(visit)
  if (!mayChange(visit, await rulesOf(tx), now).mayCancel)
    throw problem('dispatch.slot_too_late', 409, { number: visit.number, start: visit.starts_at.toISOString() })
  return cancelVisit(tx, ourEyes(actor), id, { reason: 'customer_asked', note: note ?? null }, null)
}
