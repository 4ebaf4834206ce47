import type { z } from 'zod'
import { type FieldError, invalid, Problem } from '../../kit/problem.ts'
import { shareAsset } from '../assets/index.ts'
import { proposeNext } from '../dispatch/index.ts'
import { proofsNeeded, sourcesNeeded } from '../parts/index.ts'
import { checksOf } from './check-standing.ts'
import { beginList } from './checklists.ts'
import { bookParts, fitParts, labelOldParts, noteMeters, noteRepair, usedOn } from './consequences.ts'
import { contractCost } from './contract-cost.ts'
import { invoiceVisit, keepCosts } from './invoicing.ts'
import { workLines } from './prices.ts'
import { keepUnsignedReasons } from './reasons.ts'
import { leftOpen, tellLeftOpen } from './recalls-left-open.ts'
import { holdReport, type ReportRow } from './report.ts'
import type { completionBody } from './shapes.ts'
import { type TapCall, tap, tapTold } from './status.ts'
import { findOwnWork, type Work } from './work.ts'

type Completion = z.output<typeof completionBody>

/**
 * The work is done, or as much of it as can be today. What is required and missing is named; what follows from the work
 * (parts in the machine and out of the van, meters, the repair in its history, a draft invoice) happens in the same change.
 */
export async function completeVisit(
  call: TapCall,
  visitId: string,
  ifMatch: number,
  input: Completion,
  { isTold = false, partsLater = false } = {},
) {
  const { tx, actor, now } = call
  const work = await findOwnWork(tx, actor, visitId)
  const report = await beginList(tx, work, await holdReport(tx, visitId), input)
  if (input.outcome === 'not_fixed' && !input.restOfWork)
    throw invalid({ path: 'restOfWork', code: 'field_work.rest_needed' })
  const recalls = await leftOpen(tx, work)
  const missing = await missingFor(call, work, report, input, partsLater)
  if (!isTold) missing.push(...recalls.map(unanswered))
  if (missing.length > 0)
    throw new Problem('field_work.incomplete', 409, { values: { count: missing.length }, errors: missing })
  await tx
    .updateTable('field_work.report')
    .set({
      outcome: input.outcome,
      rest_of_work: input.restOfWork ?? null,
      rest: input.rest ? JSON.stringify(input.rest) : null,
      checklist_id: report.checklist_id,
      checklist_version: report.checklist_version,
      version: report.version + 1,
    })
    .where('visit_id', '=', visitId)
    .execute()
  if (work.assetId) {
    if (work.stationId) await shareAsset(tx, work.assetId, work.stationId)
    await fitParts(call, work, input.at)
    await noteMeters(call, work, report, input.at)
    await noteRepair(tx, work, report, input, now)
  }
  if (!partsLater) await bookParts(call, work, input.at)
  await labelOldParts(call, work, input.at)
  await keepUnsignedReasons(tx, actor, work, now)
  const status = input.restOfWork ? 'part_done' : 'done'
  const { outcome, restOfWork, rest: next, checklistId: _, checklistVersion: __, ...rest } = input
  const said = {
    outcome,
    ...(restOfWork && { restOfWork }),
    ...(next && { next }),
    ...(await contractCost(call, work)),
  }
  const moved = await (isTold ? tapTold : tap)(call, visitId, ifMatch, { ...rest, status }, said)
  if (restOfWork && next) await proposeNext(tx, actor, work.workOrderId, next)
  await keepCosts(call, work)
  await invoiceVisit(call, work)
  await tellLeftOpen(call, work, recalls)
  return moved
}

/** What stands in the way, each with its place: the phone leads there. Part-done work needs no finished checklist. */
async function missingFor(
  { tx, now }: TapCall,
  work: Work,
  report: ReportRow,
  input: Completion,
  partsLater: boolean,
): Promise<FieldError[]> {
  const missing: FieldError[] = []
  const isWhole = !input.restOfWork
  if (isWhole) {
    for (const { item } of (await checksOf(tx, work, report)).filter((one) => one.isOpen))
      missing.push({
        path: `answers.${item.key}`,
        code: 'field_work.step_open',
        values: { step: item.label[work.language] ?? item.label.en! },
      })
  }
  const isRepaired = input.outcome === 'fixed' || input.outcome === 'temporary'
  if (isRepaired && !report.work_done) missing.push({ path: 'workDone', code: 'field_work.work_missing' })
  if (isRepaired && work.requestKind === 'repair' && !report.remedy_code && (await hasCodes(tx, work)))
    missing.push({ path: 'remedyCode', code: 'field_work.remedy_missing' })
  if (!report.signed_at && !report.unsigned_reason) missing.push({ path: 'signature', code: 'field_work.unsigned' })
  if (partsLater) return missing
  const used = await usedOn(tx, work, now)
  missing.push(...(await reasonsNeeded(tx, work)))
  missing.push(...(await sourcesNeeded(tx, used)), ...(await proofsNeeded(tx, used)))
  return missing
}

/** A company that keeps no remedy codes is not asked for one. */
async function hasCodes(tx: TapCall['tx'], work: Work): Promise<boolean> {
  if (!work.assetId) return false
  const found = await tx
    .selectFrom('assets.failure_code as f')
    .leftJoin('assets.asset as a', (join) => join.on('a.id', '=', work.assetId!))
    .leftJoin('assets.model as m', 'm.id', 'a.model_id')
    .select('f.id')
    .where('f.kind', '=', 'remedy')
    .where((eb) => eb.or([eb('f.family_id', 'is', null), eb('f.family_id', '=', eb.ref('m.family_id'))]))
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** No part is replaced without a coded reason; what the customer brought along is theirs to explain. */
async function reasonsNeeded(tx: TapCall['tx'], work: Work): Promise<FieldError[]> {
  const lines = (await workLines(tx, [work.id])).get(work.id) ?? []
  return lines
    .filter((line) => line.kind === 'part' && line.source !== 'customers_own' && !line.replaceReason)
    .map((line) => ({
      ...{ path: `lines.${line.id}.replaceReason`, code: 'field_work.reason_needed', values: { part: line.name } },
    }))
}

const unanswered = ({ id, number }: { id: string; number: string }): FieldError => ({
  ...{ path: `recalls.${id}`, code: 'field_work.recall_unanswered', values: { recall: number } },
})
