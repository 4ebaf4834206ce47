import type { VisitState } from '@aftercare/rules'
import { type Actor, can } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { notify } from '../../kit/notices/notify.ts'
import { notFound, problem } from '../../kit/problem.ts'
import { matesOf } from './crew.ts'
import { lockVisit, type VisitRow } from './find.ts'
import { planners } from './offer-find.ts'
import { dropPickUp } from './pick-ups.ts'
import { mustBeCurrent } from './rescheduling.ts'
import { mustGo, settleOrder } from './states.ts'
import { announceVisit } from './visit-news.ts'

/** The technician, or whoever plans for them, takes the visit. */
export async function acceptVisit(tx: Tx, actor: Actor, id: string, ifMatch: number | null): Promise<VisitRow> {
  const { visit } = await lockVisit(tx, actor, id)
  mustAnswer(actor, visit)
  await mustBeCurrent(tx, visit, ifMatch)
  const row = await setStatus(tx, visit, 'accepted', {})
  await announceVisit(tx, actor, 'visit.accepted', row, { changes: { status: { from: visit.status, to: 'accepted' } } })
  return row
}

/** Not taken, for a coded reason: the order is back in the tray and the customer keeps the promise until a new time is told. */
export async function declineVisit(
  tx: Tx,
  actor: Actor,
  id: string,
  why: { reason: string; note?: string | undefined },
  ifMatch: number | null,
  /** Somebody was asked to take their seat: those who come along keep theirs until the answer. */
  { isSeatAsked = false }: { isSeatAsked?: boolean } = {},
): Promise<VisitRow> {
  const { visit, order } = await lockVisit(tx, actor, id)
  mustAnswer(actor, visit)
  await mustBeCurrent(tx, visit, ifMatch)
  const row = await setStatus(tx, visit, 'declined', { decline_reason: why.reason, reason_note: why.note ?? null })
  await announceVisit(tx, actor, 'visit.declined', row, {
    reason: why.reason,
    note: why.note ?? null,
    changes: { status: { from: visit.status, to: 'declined' } },
  })
  if (!isSeatAsked) for (const mate of await matesOf(tx, visit)) await letGo(tx, actor, mate)
  await settleOrder(tx, actor, order, { visit: visit.number, reason: why.reason })
  await tellPlanners(tx, actor, row, why.reason)
  return row
}

/** Nobody takes the seat of one who has declined: those who would have come along are free, and the order waits again. */
export async function letCrewGo(tx: Tx, actor: Actor, id: string): Promise<void> {
  const { visit, order } = await lockVisit(tx, actor, id)
  for (const mate of await matesOf(tx, visit)) await letGo(tx, actor, mate)
  await settleOrder(tx, actor, order, { visit: visit.number })
}

/** Without the others nobody can begin: the time is free again. The customer is told nothing until there is a new one. */
async function letGo(tx: Tx, actor: Actor, visit: VisitRow): Promise<void> {
  const row = await setStatus(tx, visit, 'cancelled', { cancel_reason: 'technician_unavailable', reason_note: null })
  await announceVisit(tx, actor, 'visit.cancelled', row, {
    reason: 'technician_unavailable',
    note: null,
    changes: { status: { from: visit.status, to: 'cancelled' } },
  })
}

/** Whoever plans there hears of it, unless they said it themselves in the technician's place. */
async function tellPlanners(tx: Tx, actor: Actor, visit: VisitRow, reason: string): Promise<void> {
  const technician = await tx
    .selectFrom('people.person')
    .select('name')
    .where('id', '=', visit.technician_id)
    .executeTakeFirstOrThrow()
  const others = visit.station_id ? (await planners(tx, visit.station_id)).filter((id) => id !== actor.id) : []
  await notify(tx, actor.tenantId, others, {
    kind: 'dispatch:notice.declined',
    details: { number: visit.number, technician: technician.name, reason },
    subject: { type: 'visit', id: visit.id },
  })
}

function mustAnswer(actor: Actor, visit: VisitRow): void {
  if (actor.id === visit.technician_id || can(actor, 'dispatch.plan')) return
  if (actor.kind !== 'person') throw notFound('visit')
  throw problem('forbidden', 403, { permission: 'dispatch.plan' })
}

export async function setStatus(
  tx: Tx,
  visit: VisitRow,
  to: VisitState,
  set: { decline_reason?: string; cancel_reason?: string; reason_note?: string | null },
): Promise<VisitRow> {
  mustGo('visit', visit, to)
  if (to === 'declined' || to === 'cancelled') await dropPickUp(tx, visit)
  return tx
    .updateTable('dispatch.visit')
    .set({ ...set, status: to })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', visit.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}
