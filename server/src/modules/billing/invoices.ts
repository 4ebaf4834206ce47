import { canGo, type InvoiceState, localDay } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { notFound, problem } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import { type BillFacts, calculate } from './bill-facts.ts'
import { keepLines } from './lines.ts'

export interface NewInvoice extends BillFacts {
  id?: string | undefined
  quotationId?: string | null
  /** What it bills when that is no visit and no quotation: {type: 'contract', id}. */
  source?: { type: string; id: string }
}

/**
 * A draft: every position with its shares, the sums of what the customer pays. Usable inside another module's transaction.
 * A visit has one invoice at most, unless the first was credited whole.
 */
export async function draftInvoice(tx: Tx, actor: Actor, input: NewInvoice): Promise<string> {
  if (input.visitId) await mustBeFirstOf(tx, input.visitId)
  const { sums, lines, rule, account } = await calculate(tx, input)
  const id = input.id ?? newId()
  await tx
    .insertInto('billing.invoice')
    .values({
      ...rule,
      id,
      request_id: input.requestId,
      visit_id: input.visitId,
      quotation_id: input.quotationId ?? null,
      source: input.source ? JSON.stringify(input.source) : null,
      customer_id: input.customerId,
      station_id: input.stationId,
      net_minor: sums.customer.net,
      tax_minor: sums.customer.tax,
      total_minor: sums.customer.payable,
      vat_id: account.vatId,
      days_to_pay: account.daysToPay,
      language: input.language,
      created_by: actor.kind === 'person' ? actor.id : null,
    })
    .execute()
  await keepLines(tx, { invoiceId: id }, lines, sums)
  await announce(tx, actor, {
    type: 'invoice.drafted',
    subject: { type: 'invoice', id, version: 1 },
    threadId: input.requestId,
    stationId: input.stationId,
    data: { totalMinor: sums.customer.payable.toString(), currency: rule.currency, source: input.source ?? null },
  })
  return id
}

async function mustBeFirstOf(tx: Tx, visitId: string): Promise<void> {
  const other = await tx
    .selectFrom('billing.invoice')
    .select('id')
    .where('visit_id', '=', visitId)
    .where('status', '<>', 'credited')
    .executeTakeFirst()
  if (other) throw problem('billing.visit_invoiced', 409, { invoiceId: other.id })
}

export function mustGo(from: string, to: InvoiceState): void {
  if (!canGo('invoice', from as InvoiceState, to)) throw problem('conflict.state', 409, { from, to })
}

export async function findInvoice(tx: Tx, actor: Actor, id: string) {
  const row = await tx
    .selectFrom('billing.invoice as i')
    .selectAll()
    .where('i.id', '=', id)
    .where(invoiceVisible(actor))
    .executeTakeFirst()
  if (!row) throw notFound('invoice')
  return row
}

export async function lockInvoice(tx: Tx, actor: Actor, id: string) {
  const row = await tx
    .selectFrom('billing.invoice as i')
    .selectAll()
    .where('i.id', '=', id)
    .where(invoiceVisible(actor))
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('invoice')
  return row
}
export type InvoiceRow = Awaited<ReturnType<typeof findInvoice>>

function invoiceVisible(actor: Actor) {
  if (actor.kind === 'customer') return sql<boolean>`i.customer_id = ${actor.id}::uuid and i.status <> 'draft'`
  return visibleTo(actor, 'i.station_id')
}

/** The day it is where the books are kept: it decides year and day of what is issued. */
export async function bookDay(tx: Tx, now: Date): Promise<string> {
  const { time_zone } = await tx.selectFrom('kit.company').select('time_zone').executeTakeFirstOrThrow()
  return localDay(now.getTime(), time_zone)
}

export function announceInvoice(
  tx: Tx,
  actor: Actor,
  row: InvoiceRow,
  what: 'issued' | 'part_paid' | 'paid' | 'refunded' | 'credited',
  data: Record<string, unknown> = {},
): Promise<string> {
  return announce(tx, actor, {
    type: `invoice.${what}`,
    subject: { type: 'invoice', id: row.id, version: row.version },
    threadId: row.request_id,
    stationId: row.station_id,
    isPublic: true,
    data: { number: row.number, totalMinor: row.total_minor, currency: row.currency, ...data },
  })
}
