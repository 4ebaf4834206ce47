import { sql } from 'kysely'
import { problem } from '../../kit/problem.ts'
import { useParts } from '../parts/index.ts'
import { noteMeters, usedOn } from './consequences.ts'
import { putLine } from './lines.ts'
import { addToReport, columnsOf, holdReport, mustBeUnsigned } from './report.ts'
import { lineBody, reportPatch } from './shapes.ts'
import type { Taking } from './take-over.ts'
import { isOver } from './work.ts'

/** What stands above a signature, or in its place. */
const SIGNED = ['findings', 'workDone', 'unsignedReason', 'priceShown'] as const

/**
 * Answers, measurements, codes and words into the report. Somebody has signed: then its words stay as they are, everything
 * else is added. Readings of a visit that has ended go to its product at once.
 */
export async function takeReport({ by, work, at, read, isRestNoted }: Taking): Promise<void> {
  const report = await holdReport(by.tx, work.id)
  const patch = read(reportPatch)
  if (report.signed_at && SIGNED.some((field) => patch[field] !== undefined)) {
    if (!isRestNoted) mustBeUnsigned(report)
    for (const field of SIGNED) delete patch[field]
  }
  await addToReport(by.tx, by.actor, { work, report }, await columnsOf(by.tx, report, patch, work))
  if (patch.answers && isOver(work) && work.assetId)
    await noteMeters(by, work, await holdReport(by.tx, work.id), at.toISOString())
}

/** A part, labour or travel. Of a visit that has ended the part is booked at once; what a bill was made of stays. */
export async function takeLine({ by, work, id, at, read }: Taking): Promise<void> {
  if (isOver(work)) await mustBeUnbilled(by.tx, work.id)
  await putLine(by.tx, by.actor, work.id, id, read(lineBody), by.now, { isTold: true })
  if (!isOver(work)) return
  const happened = new Date(Math.min(at.getTime(), by.now.getTime()))
  await useParts(by.tx, by.actor, await usedOn(by.tx, work, by.now), happened, by.now)
}

async function mustBeUnbilled(tx: Taking['by']['tx'], visitId: string): Promise<void> {
  const { rows } = await sql<{ number: string | null }>`
    select number from billing.invoice where tenant_id = kit.tenant() and visit_id = ${visitId}::uuid limit 1`.execute(
    tx,
  )
  if (rows[0]) throw problem('field_work.billed', 409, { number: rows[0].number ?? '–' })
}
