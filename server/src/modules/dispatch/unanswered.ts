import { type Actor, systemActor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { notify } from '../../kit/notices/notify.ts'
import { rulesOf } from './booking-rules.ts'
import { lockVisit, type VisitRow } from './find.ts'
import { planners } from './offer-find.ts'
import { settleOrder } from './states.ts'
import { setStatus } from './visit-answer.ts'
import { announceVisit } from './visit-news.ts'

/**
 * By when a technician has to answer: never later than the visit itself begins; null when the company waits for nobody,
 * and for what has begun already: written down afterwards, it asks for no answer.
 */
export function answerBy(answerMinutes: number | null, startAt: number, now: Date): Date | null {
  if (answerMinutes === null || startAt <= now.getTime()) return null
  return new Date(Math.min(now.getTime() + answerMinutes * 60_000, startAt))
}

/**
 * The third hop: a technician who has not answered in time is shown to those who plan, once. By the rule of the company
 * the visit stays, or goes back to the tray of its station. Each in a change of its own, order before visit like everybody
 * else, so that an acceptance in the same second and this never wait for each other.
 */
export async function endUnanswered(services: Services, tenantId: string, now: Date): Promise<void> {
  const due = await services.db.tx(tenantId, (tx) =>
    tx
      .selectFrom('dispatch.visit')
      .select('id')
      .where('answer_by', '<=', now)
      .where('unanswered_at', 'is', null)
      .where('status', '=', 'scheduled')
      .orderBy('id')
      .execute(),
  )
  for (const { id } of due) await services.db.tx(tenantId, (tx) => endOne(tx, systemActor(tenantId), id, now))
}

async function endOne(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  const { visit, order } = await lockVisit(tx, actor, id)
  // Accepted, moved or cancelled a moment ago.
  const isDue =
    visit.status === 'scheduled' && visit.unanswered_at === null && visit.answer_by && visit.answer_by <= now
  if (!isDue) return
  await tx.updateTable('dispatch.visit').set({ unanswered_at: now }).where('id', '=', id).execute()
  const said = { answerBy: visit.answer_by!.toISOString() }
  // What a dispatcher has pinned stays where it is until a dispatcher moves it.
  if (!(await rulesOf(tx)).unansweredReturns || visit.is_pinned) {
    await announceVisit(tx, actor, 'visit.unanswered', visit, said)
    return tellPlanners(tx, actor, visit, 'unanswered')
  }
  const back = await setStatus(tx, visit, 'declined', { decline_reason: 'not_answered' })
  const changes = { status: { from: visit.status, to: 'declined' } }
  await announceVisit(tx, actor, 'visit.unanswered', back, { ...said, changes })
  await settleOrder(tx, actor, order, { visit: visit.number, reason: 'not_answered' })
  await tellPlanners(tx, actor, back, 'unanswered_back')
  await notify(tx, actor.tenantId, [visit.technician_id], {
    kind: 'dispatch:notice.taken_back',
    details: { number: visit.number },
    subject: { type: 'visit', id },
  })
}

async function tellPlanners(
  tx: Tx,
  actor: Actor,
  visit: VisitRow,
  kind: 'unanswered' | 'unanswered_back',
): Promise<void> {
  if (!visit.station_id) return
  await notify(tx, actor.tenantId, await planners(tx, visit.station_id), {
    kind: `dispatch:notice.${kind}`,
    details: { number: visit.number },
    subject: { type: 'visit', id: visit.id },
  })
}
