import { systemActor } from '../../kit/actor.ts'
import { type Tx, tenantOf } from '../../kit/db.ts'
import { notify } from '../../kit/notices/notify.ts'
import type { VisitRow } from './find.ts'
import { planners } from './offer-find.ts'
import { announceVisit } from './visit-news.ts'

/** By when a technician has to answer: never later than the visit itself begins; null when the company waits for nobody. */
export function answerBy(answerMinutes: number | null, startAt: number, now: Date): Date | null {
  return answerMinutes === null ? null : new Date(Math.min(now.getTime() + answerMinutes * 60_000, startAt))
}

/** The third hop: a technician who has not answered in time is shown to those who plan, once. The visit stays. */
export async function tellUnanswered(tx: Tx, now: Date): Promise<void> {
  const rows: VisitRow[] = await tx
    .updateTable('dispatch.visit')
    .set({ unanswered_at: now })
    .where('answer_by', '<=', now)
    .where('unanswered_at', 'is', null)
    .where('status', '=', 'scheduled')
    .returningAll()
    .execute()
  for (const visit of rows) {
    const actor = systemActor(tenantOf(tx))
    await announceVisit(tx, actor, 'visit.unanswered', visit, { answerBy: visit.answer_by!.toISOString() })
    if (visit.station_id)
      await notify(tx, actor.tenantId, await planners(tx, visit.station_id), {
        kind: 'dispatch:notice.unanswered',
        details: { number: visit.number },
        subject: { type: 'visit', id: visit.id },
      })
  }
}
