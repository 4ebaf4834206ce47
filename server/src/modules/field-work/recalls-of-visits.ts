import type { NotDoneReason, RecallOutcome } from '@aftercare/rules'
import type { Tx } from '../../kit/db.ts'
import { type OpenRecall, openRecallsOf } from '../campaigns/index.ts'
import type { Work } from './work.ts'

export interface RecallAnswer {
  campaignId: string
  outcome: RecallOutcome
  reason: NotDoneReason | null
  note: string | null
  at: Date
  by: string
}

export interface RecallsOfVisit {
  recalls: OpenRecall[]
  answers: RecallAnswer[]
}

/** What is open on the products of some visits, what was answered there, and what those answers were about. */
export async function recallsOf(
  tx: Tx,
  works: readonly Pick<Work, 'id' | 'assetId'>[],
): Promise<Map<string, RecallsOfVisit>> {
  const answers = await answersOf(
    tx,
    works.map((work) => work.id),
  )
  const assets = [...new Set(works.flatMap((work) => work.assetId ?? []))]
  const also = [...new Set([...answers.values()].flat().map((one) => one.campaignId))]
  const open = await openRecallsOf(tx, assets, { also })
  return new Map(
    works.map((work) => {
      const own = answers.get(work.id) ?? []
      // What another visit has answered is no longer open here.
      const recalls = (open.get(work.assetId ?? '') ?? []).filter(
        (one) => one.isOpen || own.some((answer) => answer.campaignId === one.id),
      )
      return [work.id, { recalls: recalls.map(({ isOpen: _, ...one }) => one), answers: own }]
    }),
  )
}

async function answersOf(tx: Tx, visitIds: readonly string[]): Promise<Map<string, RecallAnswer[]>> {
  if (visitIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('field_work.recall_answer')
    .select(['visit_id', 'campaign_id as campaignId', 'outcome', 'reason', 'note', 'at', 'by_name as by'])
    .where('visit_id', 'in', [...visitIds])
    .orderBy('at')
    .execute()
  const found = new Map<string, RecallAnswer[]>()
  for (const { visit_id, ...row } of rows)
    found.set(visit_id, [...(found.get(visit_id) ?? []), row as unknown as RecallAnswer])
  return found
}
