import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { day, id, instant } from '../../kit/shapes.ts'
import { ownRequest } from '../requests/index.ts'
import { fittedPart, fittedParts } from './fitted-parts.ts'

const priced = { id, number: z.string(), status: z.string(), currency: z.string() }
export const portalPapers = z
  .object({
    reports: z.array(
      z.object({
        visitId: id,
        technician: z.string(),
        finishedAt: instant.nullable(),
        workDone: z.string().nullable(),
        signerName: z.string().nullable(),
        signedAt: instant.nullable(),
        customerMinor: z.string().nullable(),
        currency: z.string().nullable(),
        parts: z.array(fittedPart),
      }),
    ),
    quotations: z.array(z.object({ ...priced, customerMinor: z.string(), validUntil: day })),
    invoices: z.array(
      z.object({
        ...priced,
        totalMinor: z.string(),
        paidMinor: z.string(),
        openMinor: z.string(),
        dueOn: day.nullable(),
      }),
    ),
    creditNotes: z.array(
      z.object({ id, number: z.string(), currency: z.string(), totalMinor: z.string(), invoiceNumber: z.string() }),
    ),
  })
  .meta({ id: 'PortalPapers' })

/** What a customer holds in hand at the end, of one request of theirs: reports, quotations, invoices. Drafts are not theirs yet. */
export async function papersOf(tx: Tx, actor: Actor, requestId: string, now: Date) {
  const request = await ownRequest(tx, actor, requestId)
  const reports = await tx
    .selectFrom('dispatch.visit as v')
    .innerJoin('people.person as p', 'p.id', 'v.technician_id')
    .leftJoin('field_work.report as t', 't.visit_id', 'v.id')
    .select(['v.id as visitId', 'p.name as technician', 'v.finished_at as finishedAt', 't.work_done as workDone'])
    .select(['t.signer_name as signerName', 't.signed_at as signedAt'])
    .select(['t.customer_minor as customerMinor', 't.currency'])
    .where('v.request_id', '=', requestId)
    .where('v.status', 'in', ['done', 'part_done'])
    .orderBy('v.finished_at', 'desc')
    .execute()
  const parts = await fittedParts(
    tx,
    request.asset_id,
    reports.map((one) => one.visitId),
    now,
  )
  const quotations = await tx
    .selectFrom('billing.quotation as q')
    .select(['q.id', 'q.number', 'q.status', 'q.currency', 'q.customer_minor as customerMinor'])
    .select('q.valid_until as validUntil')
    .where('q.request_id', '=', requestId)
    .where('q.customer_id', '=', actor.id)
    .where('q.status', 'not in', ['draft', 'superseded'])
    .orderBy('q.created_at', 'desc')
    .execute()
  const invoices = await tx
    .selectFrom('billing.invoice as i')
    .select(['i.id', 'i.number', 'i.status', 'i.currency', 'i.total_minor as totalMinor', 'i.paid_minor as paidMinor'])
    .select(['i.open_minor as openMinor', 'i.due_on as dueOn'])
    .where('i.request_id', '=', requestId)
    .where('i.customer_id', '=', actor.id)
    .where('i.status', '<>', 'draft')
    .orderBy('i.issued_at', 'desc')
    .execute()
  const creditNotes = await tx
    .selectFrom('billing.credit_note as n')
    .innerJoin('billing.invoice as i', 'i.id', 'n.invoice_id')
    .select(['n.id', 'n.number', 'n.currency', 'n.total_minor as totalMinor', 'i.number as invoiceNumber'])
    .where('i.request_id', '=', requestId)
    .where('n.customer_id', '=', actor.id)
    .orderBy('n.issued_at', 'desc')
    .execute()
  return {
    reports: reports.map((one) => ({ ...one, parts: parts.get(one.visitId) ?? [] })),
    quotations,
    invoices,
    creditNotes,
  }
}
