import { type ChecklistItem, itemState } from '@aftercare/rules'
import { words } from '@aftercare/words/server'
import { systemActor } from '../../kit/actor.ts'
import { type Tx, tenantOf } from '../../kit/db.ts'
import type { ReactionCall } from '../../kit/jobs.ts'
import { openPlannedWork } from '../requests/index.ts'
import { checklistOf } from './checklists.ts'
import { type Answers, holdReport } from './report.ts'
import { findWork, type Work } from './work.ts'

interface Failed {
  item: ChecklistItem
  said: string | null
}

/**
 * Steps that ask for it and stand outside their limits, or were left out, when the whole visit is done: a follow-up of the
 * request, once for all of them. After part of the work none is opened, the order itself goes on.
 */
export async function followFailedChecks({ tx, event, services }: ReactionCall): Promise<void> {
  const actor = systemActor(tenantOf(tx))
  const work = await findWork(tx, actor, event.subjectId)
  if (!work.assetId || !work.customerId) return
  const failed = await failedOn(tx, work)
  if (failed.length === 0) return
  const { language } = await tx.selectFrom('kit.company').select('language').executeTakeFirstOrThrow()
  const named = (to: string) => ({
    number: work.number,
    list: failed.map((one) => inWords(one, to)).join('; '),
  })
  await openPlannedWork(
    { tx, actor, services, now: event.at },
    {
      ...{ key: `checks ${work.id}`, kind: 'repair', followUpOf: work.requestId },
      ...{ assetId: work.assetId, customerId: work.customerId, stationId: work.stationId, language: work.language },
      words: words(work.language)('field-work:failedCheck.words', named(work.language)),
      summary: words(language)('field-work:failedCheck.summary', named(language)),
    },
  )
}

async function failedOn(tx: Tx, work: Work): Promise<Failed[]> {
  const report = await holdReport(tx, work.id)
  const list = await checklistOf(tx, work, report.checklist_id, report.checklist_version)
  const photos = await tx
    .selectFrom('field_work.photo')
    .select('checklist_key')
    .where('visit_id', '=', work.id)
    .execute()
  const shown = new Set(photos.flatMap((one) => one.checklist_key ?? []))
  const answers = report.answers as unknown as Answers
  return list.items.flatMap((item): Failed[] => {
    const answer = answers[item.key]
    const state = item.followUp ? itemState(item, answer, shown) : 'done'
    if (state === 'out_of_limits') return [{ item, said: `${answer!.value} ${item.unit ?? ''}`.trim() }]
    return state === 'skipped' ? [{ item, said: null }] : []
  })
}

/** `Suction pressure: 2.1 bar (4–6)`, or that the step was left out. */
function inWords({ item, said }: Failed, language: string): string {
  const label = item.label[language] ?? item.label.en ?? item.key
  if (said === null) return words(language)('field-work:failedCheck.leftOut', { label })
  return `${label}: ${said} (${item.min ?? ''}–${item.max ?? ''})`
}
