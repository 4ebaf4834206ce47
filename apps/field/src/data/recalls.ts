import { isOpenUnit, unansweredRecalls } from '@aftercare/rules'
import { change } from './changes.ts'
import { timeNow } from './clock.ts'
import type { Store, Visit } from './store.ts'

export type OpenRecall = NonNullable<Visit['asset']>['recalls'][number]
export type RecallAnswer = Visit['recallAnswers'][number]
export type RecallSaid = Pick<RecallAnswer, 'outcome' | 'reason' | 'note'>

/** Open on the product, or answered on this visit. A visit kept by an older app has none. */
export const recallsOf = (visit: Visit): OpenRecall[] => visit.asset?.recalls ?? []
export const answerOf = (visit: Visit, { id }: OpenRecall): RecallAnswer | undefined =>
  (visit.recallAnswers ?? []).find((one) => one.campaignId === id)
/** Nobody ends the visit without a word about these. */
export const unanswered = (visit: Visit): OpenRecall[] => unansweredRecalls(recallsOf(visit), visit.recallAnswers ?? [])

/** Somebody else has settled it otherwise: what was said here stands beside that, and changes nothing of it. */
export function settledOtherwise({ state }: OpenRecall, answer: RecallAnswer | undefined): boolean {
  if (!answer || isOpenUnit(state)) return false
  return state !== answer.outcome
}

/** The latest word holds until the visit ends; what was said before stays in the history. */
export function answerRecall(
  store: Store,
  visitId: string,
  campaignId: string,
  { said, by }: { said: RecallSaid; by: string },
): Promise<void> {
  const at = timeNow()
  const body = { ...said, at }
  return change(store, visitId, {
    op: { type: 'recall_answer', method: 'PUT', path: `/recalls/${campaignId}`, body, needs: null },
    apply: (visit) => ({
      ...visit,
      recallAnswers: [
        ...(visit.recallAnswers ?? []).filter((one) => one.campaignId !== campaignId),
        { campaignId, ...said, at, by },
      ],
    }),
  })
}
