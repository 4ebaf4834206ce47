import { checklistStanding, type StepStanding } from '@aftercare/rules'
import type { Tx } from '../../kit/db.ts'
import { checklistOf } from './checklists.ts'
import type { Answers, ReportRow } from './report.ts'
import type { Work } from './work.ts'

/** How each step of the visit's list stands, by the rule the phone and the desk use. */
export async function checksOf(tx: Tx, work: Work, report: ReportRow): Promise<StepStanding[]> {
  const list = await checklistOf(tx, work, report.checklist_id, report.checklist_version)
  const photos = await tx
    .selectFrom('field_work.photo as o')
    .leftJoin('kit.file as f', 'f.id', 'o.file_id')
    .select(['o.checklist_key as checklistKey', 'o.kind', 'f.type as mediaType'])
    .where('o.visit_id', '=', work.id)
    .execute()
  const answers = report.answers as unknown as Answers
  return checklistStanding(list.items, { answers, photos, model: await modelOf(tx, work.assetId) })
}

async function modelOf(tx: Tx, assetId: string | null): Promise<string | null> {
  if (!assetId) return null
  const row = await tx
    .selectFrom('assets.asset as a')
    .innerJoin('assets.model as m', 'm.id', 'a.model_id')
    .select('m.code')
    .where('a.id', '=', assetId)
    .executeTakeFirst()
  return row?.code ?? null
}
