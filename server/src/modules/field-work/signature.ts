import { createHash } from 'node:crypto'
import { signedText } from '@aftercare/rules'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { attachFiles } from '../../kit/files/attach.ts'
import { problem } from '../../kit/problem.ts'
import { listOf, priced, workLines } from './prices.ts'
import { keepReasons } from './reasons.ts'
import { openReport, type ReportRow } from './report.ts'
import type { signatureBody } from './shapes.ts'
import type { Work } from './work.ts'

/**
 * The customer puts their name to what the phone shows. Only the same work here and there is signed: the phone sends the
 * hash of its text, ours must be equal. From now on lines and report stand.
 */
export async function sign(
  tx: Tx,
  actor: Actor,
  visitId: string,
  input: z.output<typeof signatureBody>,
  now: Date,
): Promise<void> {
  const { work, report } = await openReport(tx, actor, visitId)
  const text = await textOf(tx, work, report, now)
  const hash = createHash('sha256').update(text.text).digest('hex')
  if (hash !== input.hash) throw problem('field_work.changed_since_shown', 409, { customerMinor: text.customerMinor })
  await attachFiles(tx, actor, [input.fileId], {
    type: 'visit',
    id: visitId,
    stationId: work.stationId,
    isPublic: true,
  })
  await keepReasons(tx, actor, work, now, 'report.signed')
  await tx
    .updateTable('field_work.report')
    .set({
      signer_name: input.name,
      signer_role: input.role,
      signature_file_id: input.fileId,
      signed_at: input.at,
      signed_hash: hash,
      customer_minor: text.customerMinor,
      currency: text.currency,
      unsigned_reason: null,
      version: report.version + 1,
    })
    .where('visit_id', '=', visitId)
    .execute()
  await announce(tx, actor, {
    type: 'report.signed',
    subject: { type: 'report', id: visitId, version: report.version + 1 },
    threadId: work.requestId,
    stationId: work.stationId,
    isPublic: true,
    data: {
      number: work.number,
      name: input.name,
      role: input.role,
      fileIds: [input.fileId],
      customerMinor: text.customerMinor,
      currency: text.currency,
    },
  })
}

/** Exactly what is shown above the signature. */
async function textOf(tx: Tx, work: Work, report: ReportRow, now: Date) {
  const kept = (await workLines(tx, [work.id])).get(work.id) ?? []
  const { price, lines } = priced(kept, await listOf(tx, work, now, work.id))
  const { name, serial } = await partiesOf(tx, work)
  const text = signedText({
    visit: work.number,
    customer: name,
    product: serial,
    findings: report.findings,
    workDone: report.work_done,
    currency: price.currency,
    lines,
    totalMinor: price.full.total.toString(),
    customerMinor: price.payable,
  })
  return { text, customerMinor: price.payable, currency: price.currency }
}

export async function partiesOf(tx: Tx, work: Work): Promise<{ name: string; serial: string | null }> {
  const customer = work.customerId
    ? await tx.selectFrom('parties.customer').select('name').where('id', '=', work.customerId).executeTakeFirst()
    : undefined
  const asset = work.assetId
    ? await tx.selectFrom('assets.asset').select('serial').where('id', '=', work.assetId).executeTakeFirst()
    : undefined
  return { name: customer?.name ?? '', serial: asset?.serial ?? null }
}
