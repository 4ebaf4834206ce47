import { unansweredRecalls } from '@aftercare/rules'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { notify } from '../../kit/notices/notify.ts'
import { planners } from '../dispatch/index.ts'
import { recallsOf } from './recalls-of-visits.ts'
import type { TapCall } from './status.ts'
import type { Work } from './work.ts'

type Recall = Awaited<ReturnType<typeof leftOpen>>[number]

/** Recalls of the product nobody has said a word about on this visit. */
export async function leftOpen(tx: Tx, work: Work) {
  const { recalls, answers } = (await recallsOf(tx, [work])).get(work.id)!
  return unansweredRecalls(recalls, answers)
}

/**
 * The visit has ended, which is a fact: announced while the phone had no network, the recall could not be asked about there.
 * The desk reads it with the request, and those who plan for the station are told.
 */
export async function tellLeftOpen({ tx, actor }: TapCall, work: Work, recalls: readonly Recall[]): Promise<void> {
  if (recalls.length === 0) return
  const data = {
    ...{ number: work.number, recalls: recalls.map((one) => one.number).join(', ') },
    ...{ campaignIds: recalls.map((one) => one.id), isSafety: recalls.some((one) => one.isSafety) },
  }
  const subject = { type: 'visit', id: work.id }
  const of = { threadId: work.requestId, stationId: work.stationId }
  await announce(tx, actor, { type: 'visit.recall_left_open', subject, ...of, data })
  const people = work.stationId ? await planners(tx, work.stationId) : []
  await notify(tx, actor.tenantId, people, { kind: 'field-work:notice.recall_left_open', details: data, subject })
}
