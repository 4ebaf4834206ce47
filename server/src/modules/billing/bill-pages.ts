import { canGo, type QuotationState } from '@aftercare/rules'
import { type Actor, can } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { findInvoice } from './invoices.ts'
import { breakdownOf, linesOf } from './lines.ts'
import { findQuotation } from './quotations.ts'

export async function viewQuotation(tx: Tx, actor: Actor, id: string) {
  const row = await findQuotation(tx, actor, id)
  const lines = await linesOf(tx, 'quotation_id', id)
  const go = (to: QuotationState) => canGo('quotation', row.status as QuotationState, to)
  const mayQuote = can(actor, 'billing.quote')
  return {
    ...(await commonOf(tx, row)),
    number: row.number,
    status: row.status,
    lines,
    breakdown: breakdownOf(lines, ruleOf(row)),
    validUntil: row.valid_until,
    replacesId: row.replaces_id,
    sentAt: row.sent_at,
    answeredAt: row.answered_at,
    answeredBy: row.answered_by,
    answerNote: row.answer_note,
    can: [
      ...(mayQuote && go('sent') ? ['send'] : []),
      ...((mayQuote || actor.kind === 'customer') && go('accepted') ? ['answer'] : []),
      ...(mayQuote && go('superseded') ? ['replace'] : []),
      ...(can(actor, 'billing.invoice') && row.status === 'accepted' ? ['invoice'] : []),
    ],
  }
}

export async function viewInvoice(tx: Tx, actor: Actor, id: string) {
  const row = await findInvoice(tx, actor, id)
  const lines = await linesOf(tx, 'invoice_id', id)
  const open = BigInt(row.total_minor) - BigInt(row.paid_minor)
  return {
    ...(await commonOf(tx, row)),
    number: row.number,
    status: row.status,
    quotationId: row.quotation_id,
    lines,
    breakdown: breakdownOf(lines, ruleOf(row)),
    issuedAt: row.issued_at,
    dueOn: row.due_on,
    paidMinor: row.paid_minor,
    openMinor: open,
    payments: await paymentsOf(tx, id),
    can: [
      ...(can(actor, 'billing.invoice') && row.status === 'draft' ? ['issue'] : []),
      ...(can(actor, 'billing.pay') && row.status !== 'draft' && row.status !== 'credited' && open > 0n ? ['pay'] : []),
    ],
  }
}

function paymentsOf(tx: Tx, invoiceId: string) {
  return tx
    .selectFrom('billing.payment')
    .select(['id', 'at', 'method', 'minor', 'reference', 'received_by as receivedBy'])
    .where('invoice_id', '=', invoiceId)
    .orderBy('at')
    .orderBy('id')
    .execute()
}

interface Bill {
  id: string
  request_id: string | null
  visit_id: string | null
  station_id: string | null
  customer_id: string
  language: string
  created_at: Date
  version: number
}

async function commonOf(tx: Tx, row: Bill) {
  const customer = await tx
    .selectFrom('parties.customer')
    .select(['id', 'number', 'name', 'email'])
    .where('id', '=', row.customer_id)
    .executeTakeFirstOrThrow()
  return {
    id: row.id,
    requestId: row.request_id,
    visitId: row.visit_id,
    stationId: row.station_id,
    customer,
    language: row.language,
    createdAt: row.created_at,
    version: row.version,
  }
}

export const ruleOf = (row: { currency: string; tax_bp: number; tax_included: boolean }) => ({
  currency: row.currency,
  taxBp: row.tax_bp,
  taxIncluded: row.tax_included,
})
