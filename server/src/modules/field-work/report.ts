import type { ChecklistAnswer } from '@aftercare/rules'
import type { Selectable } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import type { FieldWorkReport } from '../../kit/db-types.ts'
import { staleVersion } from '../../kit/edit.ts'
import { announce } from '../../kit/events.ts'
import { problem } from '../../kit/problem.ts'
import { beginList } from './checklists.ts'
import { isApart } from './report-since.ts'
import type { reportPatch } from './shapes.ts'
import { findOpenWork, type Work } from './work.ts'

export type ReportRow = Selectable<FieldWorkReport>
export type Answers = Record<string, ChecklistAnswer>

/** The report of a visit, held; it begins with version 0 the first time somebody writes something. */
export async function holdReport(tx: Tx, visitId: string): Promise<ReportRow> {
  await tx
    .insertInto('field_work.report')
    .values({ visit_id: visitId, version: 0 })
    .onConflict((c) => c.doNothing())
    .execute()
  return tx
    .selectFrom('field_work.report')
    .selectAll()
    .where('visit_id', '=', visitId)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

/** What was signed stays as it was. */
export function mustBeUnsigned(report: Pick<ReportRow, 'signed_at' | 'signer_name'>): void {
  if (report.signed_at) throw problem('field_work.signed', 409, { name: report.signer_name })
}

/** The report held by one who may still write in it. */
export async function openReport(tx: Tx, actor: Actor, visitId: string) {
  const work = await findOpenWork(tx, actor, visitId)
  const report = await holdReport(tx, visitId)
  mustBeUnsigned(report)
  return { work, report }
}

/**
 * Adds to the report. Answers are added to those already there; another version of it is refused field by field. What a
 * phone tells goes on top of changes to other fields.
 */
export async function writeReport(
  tx: Tx,
  actor: Actor,
  visitId: string,
  ifMatch: number,
  input: z.output<typeof reportPatch>,
  isTold = false,
): Promise<void> {
  const { work, report } = await openReport(tx, actor, visitId)
  const wanted = await columnsOf(tx, report, input, work)
  if (report.version !== ifMatch && !(isTold && (await isApart(tx, report, ifMatch, wanted)))) {
    const news = { subjectType: 'report' }
    throw await staleVersion(tx, report as unknown as Record<string, unknown>, {
      id: visitId,
      ifMatch,
      patch: wanted,
      news,
    })
  }
  await addToReport(tx, actor, { work, report }, wanted)
}

/** Writes what is new of it, and says what was there before. */
export async function addToReport(
  tx: Tx,
  actor: Actor,
  { work, report }: { work: Pick<Work, 'id' | 'stationId'>; report: ReportRow },
  wanted: Record<string, unknown>,
): Promise<void> {
  const visitId = work.id
  const changed = Object.fromEntries(
    Object.entries(wanted).filter(
      ([field, value]) => value !== undefined && !same(report[field as keyof ReportRow], value),
    ),
  )
  if (Object.keys(changed).length === 0) return
  const { answers, ...rest } = changed
  await tx
    .updateTable('field_work.report')
    .set({ ...rest, ...(answers ? { answers: JSON.stringify(answers) } : {}), version: report.version + 1 })
    .where('visit_id', '=', visitId)
    .execute()
  await announce(tx, actor, {
    type: 'report.changed',
    subject: { type: 'report', id: visitId, version: report.version + 1 },
    stationId: work.stationId,
    data: { changes: changesOf(report, changed) },
  })
}

type Patch = z.output<typeof reportPatch>
export async function columnsOf(
  tx: Tx,
  report: ReportRow,
  input: Patch,
  work: { requestKind: string; assetId: string | null },
): Promise<Record<string, unknown>> {
  // The list a visit began with stays its list.
  const { checklist_id, checklist_version } = await beginList(tx, work, report, input)
  return {
    ...{ checklist_id, checklist_version },
    answers: input.answers ? { ...(report.answers as unknown as Answers), ...input.answers } : undefined,
    symptom_code: input.symptomCode,
    cause_code: input.causeCode,
    remedy_code: input.remedyCode,
    findings: input.findings,
    work_done: input.workDone,
    unsigned_reason: input.unsignedReason,
    customer_minor: input.priceShown?.minor,
    currency: input.priceShown?.currency,
  }
}

const wire = (column: string) => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
const same = (left: unknown, right: unknown) => JSON.stringify(left ?? null) === JSON.stringify(right ?? null)

function changesOf(before: ReportRow, changed: Record<string, unknown>) {
  return Object.fromEntries(
    Object.entries(changed).map(([field, to]) => [wire(field), { from: before[field as keyof ReportRow] ?? null, to }]),
  )
}
