import { canGo, type InvoiceState, localDay } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { gapFreeNumber } from '../../kit/numbers.ts'
import { notFound, Problem, problem } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import { type BillFacts, sumsOf } from './bill-facts.ts'
import { keepLines, linesOf } from './lines.ts'

const DAYS_TO_PAY = 14

export interface NewInvoice extends BillFacts {
  id?: string | undefined
  quotationId?: string | null
}

/** A draft: every position with its shares, the sums of what the customer pays. A visit has one invoice at most. */
export async function draftInvoice(tx: Tx, actor: Actor, input: NewInvoice): Promise<string> {
  const { sums, rule } = sumsOf(input)
  if (input.visitId) await mustBeFirstOf(tx, input.visitId)
  const id = input.id ?? newId()
  await tx
    .insertInto('billing.invoice')
    .values({
      ...rule,
      id,
      request_id: input.requestId,
      visit_id: input.visitId,
      quotation_id: input.quotationId ?? null,
      customer_id: input.customerId,
      station_id: input.stationId,
      net_minor: sums.customer.net,
      tax_minor: sums.customer.tax,
      total_minor: sums.customer.total,
      language: input.language,
      created_by: actor.kind === 'person' ? actor.id : null,
    })
    .execute()
  await keepLines(tx, { invoiceId: id }, input.lines, sums)
  await announce(tx, actor, {
    type: 'invoice.drafted',
    subject: { type: 'invoice', id, version: 1 },
    threadId: input.requestId,
    stationId: input.stationId,
    data: { totalMinor: sums.customer.total.toString(), currency: rule.currency },
  })
  return id
}

async function mustBeFirstOf(tx: Tx, visitId: string): Promise<void> {
  const other = await tx.selectFrom('billing.invoice').select('id').where('visit_id', '=', visitId).executeTakeFirst()
  if (other) throw problem('billing.visit_invoiced', 409, { invoiceId: other.id })
}

/** Gives it its number and makes it final: from now on it is only paid or credited. */
export async function issueInvoice(tx: Tx, actor: Actor, id: string, ifMatch: number, now: Date): Promise<void> {
  const row = await lockInvoice(tx, actor, id)
  if (row.version !== ifMatch)
    throw new Problem('conflict.version', 409, { values: { version: row.version }, changes: [] })
  mustGo(row.status, 'issued')
  const open = (await linesOf(tx, 'invoice_id', id)).filter((line) => line.payer === 'undetermined')
  if (open.length > 0) throw problem('billing.payer_open', 409, { lines: open.map((line) => line.name).join(', ') })
  if (row.total_minor === '0') throw problem('billing.nothing_to_pay', 409)
  const { time_zone } = await tx.selectFrom('kit.company').select('time_zone').executeTakeFirstOrThrow()
  const today = localDay(now.getTime(), time_zone)
  const number = await gapFreeNumber(tx, 'IN', Number(today.slice(0, 4)))
  await tx
    .updateTable('billing.invoice')
    .set({ status: 'issued', number, issued_at: now, version: row.version + 1 })
    .set({ due_on: sql<string>`${today}::date + ${DAYS_TO_PAY}::integer` })
    .where('id', '=', id)
    .execute()
  await announceInvoice(tx, actor, { ...row, number, version: row.version + 1 }, 'issued', {
    changes: { status: { from: row.status, to: 'issued' } },
  })
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

export function announceInvoice(
  tx: Tx,
  actor: Actor,
  row: InvoiceRow,
  what: 'issued' | 'part_paid' | 'paid',
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
