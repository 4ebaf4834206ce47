import { canGo, type QuotationState } from '@aftercare/rules'
import { sql } from 'kysely'
import { type Actor, can } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { balanceOf, heldOf, openOf } from './balance.ts'
import { creditedOf } from './credit-notes.ts'
import { findInvoice, type InvoiceRow } from './invoices.ts'
import { breakdownOf, type KeptLine, linesOf, ruleOf } from './lines.ts'
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
    revision: row.revision,
    versions: actor.kind === 'customer' ? [] : await versionsOf(tx, row.root_id),
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

function versionsOf(tx: Tx, rootId: string) {
  return tx
    .selectFrom('billing.quotation')
    .select(['id', 'number', 'revision', 'status'])
    .where('root_id', '=', rootId)
    .orderBy('revision')
    .execute()
}

export async function viewInvoice(tx: Tx, actor: Actor, id: string) {
  const row = await findInvoice(tx, actor, id)
  const lines = await linesOf(tx, 'invoice_id', id)
  const balance = balanceOf(row)
  return {
    ...(await commonOf(tx, row)),
    number: row.number,
    status: row.status,
    quotationId: row.quotation_id,
    source: row.source,
    vatId: row.vat_id,
    exchange: row.exchange,
    lines,
    breakdown: breakdownOf(lines, ruleOf(row)),
    issuedAt: row.issued_at,
    dueOn: row.due_on,
    totalMinor: row.total_minor,
    paidMinor: row.paid_minor,
    creditedMinor: row.credited_minor,
    refundedMinor: row.refunded_minor,
    openMinor: openOf(balance),
    heldMinor: heldOf(balance),
    payments: await paymentsOf(tx, id),
    refunds: await refundsOf(tx, id),
    creditNotes: await creditNotesOf(tx, id),
    creditable: row.status === 'draft' ? [] : await creditableOf(tx, id, lines),
    can: invoiceSteps(actor, row),
  }
}

function invoiceSteps(actor: Actor, row: InvoiceRow): string[] {
  const balance = balanceOf(row)
  const isDraft = row.status === 'draft'
  const stands = !isDraft && row.status !== 'credited'
  const may = (permission: 'billing.invoice' | 'billing.pay' | 'billing.credit', fits: boolean, step: string) =>
    can(actor, permission) && fits ? [step] : []
  return [
    ...may('billing.invoice', isDraft, 'issue'),
    ...may('billing.invoice', isDraft, 'discard'),
    ...may('billing.pay', stands && openOf(balance) > 0n, 'pay'),
    ...may('billing.credit', stands, 'credit'),
    ...may('billing.credit', balance.paid > balance.refunded, 'refund'),
    ...may('billing.credit', heldOf(balance) > 0n, 'move'),
  ]
}

async function creditableOf(tx: Tx, id: string, lines: readonly KeptLine[]) {
  const credited = await creditedOf(tx, id)
  return lines.map((line) => ({
    lineId: line.id,
    minor: BigInt(line.customerMinor) - (credited.get(line.id) ?? 0n),
  }))
}

const otherInvoice = sql<{ id: string; number: string } | null>`
  case when o.id is not null then json_build_object('id', o.id, 'number', o.number) end`.as('other')

function paymentsOf(tx: Tx, invoiceId: string) {
  return tx
    .selectFrom('billing.payment as p')
    .leftJoin('billing.invoice as o', 'o.id', 'p.from_invoice_id')
    .select(['p.id', 'p.at', 'p.method', 'p.minor', 'p.reference', 'p.received_by as receivedBy', otherInvoice])
    .where('p.invoice_id', '=', invoiceId)
    .orderBy('p.at')
    .orderBy('p.id')
    .execute()
}

function refundsOf(tx: Tx, invoiceId: string) {
  return tx
    .selectFrom('billing.refund as p')
    .leftJoin('billing.invoice as o', 'o.id', 'p.to_invoice_id')
    .select([
      'p.id',
      'p.at',
      'p.method',
      'p.reason',
      'p.minor',
      'p.reference',
      'p.refunded_by as refundedBy',
      otherInvoice,
    ])
    .where('p.invoice_id', '=', invoiceId)
    .orderBy('p.at')
    .orderBy('p.id')
    .execute()
}

function creditNotesOf(tx: Tx, invoiceId: string) {
  return tx
    .selectFrom('billing.credit_note')
    .select(['id', 'number', 'reason', 'note', 'total_minor as totalMinor', 'issued_at as issuedAt'])
    .where('invoice_id', '=', invoiceId)
    .orderBy('issued_at')
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
