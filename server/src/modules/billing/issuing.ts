import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { gapFreeNumber } from '../../kit/numbers.ts'
import { Problem, problem } from '../../kit/problem.ts'
import { bookRate } from './exchange.ts'
import { announceInvoice, bookDay, type InvoiceRow, lockInvoice, mustGo } from './invoices.ts'
import { linesOf } from './lines.ts'

/** Gives it its number and makes it final: from now on it is only paid or credited. */
export async function issueInvoice(tx: Tx, actor: Actor, id: string, ifMatch: number, now: Date): Promise<void> {
  const row = await lockInvoice(tx, actor, id)
  if (row.version !== ifMatch)
    throw new Problem('conflict.version', 409, { values: { version: row.version }, changes: [] })
  mustGo(row.status, 'issued')
  const open = (await linesOf(tx, 'invoice_id', id)).filter((line) => line.payer === 'undetermined')
  if (open.length > 0) throw problem('billing.payer_open', 409, { lines: open.map((line) => line.name).join(', ') })
  if (row.total_minor === '0') throw problem('billing.nothing_to_pay', 409)
  const today = await bookDay(tx, now)
  const exchange = await bookRate(tx, { minor: BigInt(row.total_minor), currency: row.currency }, today)
  // Last, because the series is locked from here to the commit.
  const number = await nextInSeries(tx, 'IN', row.country, today)
  await tx
    .updateTable('billing.invoice')
    .set({ status: 'issued', number, issued_at: now, version: row.version + 1 })
    .set({ exchange: exchange ? JSON.stringify(exchange) : null })
    .set({ due_on: sql<string>`${today}::date + ${row.days_to_pay}::integer` })
    .where('id', '=', id)
    .execute()
  await announceInvoice(tx, actor, { ...row, number, version: row.version + 1 }, 'issued', {
    changes: { status: { from: row.status, to: 'issued' } },
  })
}

/** One series without gaps per company, country, kind of paper and year: `IN-DE-2026-000001`. A rollback gives it back. */
export function nextInSeries(tx: Tx, kind: 'IN' | 'CR', country: string | null, day: string): Promise<string> {
  return gapFreeNumber(tx, country ? `${kind}-${country}` : kind, Number(day.slice(0, 4)))
}

/** A draft nobody wants; what was issued is credited instead. */
export async function discardInvoice(tx: Tx, actor: Actor, id: string): Promise<void> {
  const row: InvoiceRow = await lockInvoice(tx, actor, id)
  if (row.status !== 'draft') throw problem('conflict.state', 409, { from: row.status, to: 'discarded' })
  await tx.deleteFrom('billing.line').where('invoice_id', '=', id).execute()
  await tx.deleteFrom('billing.invoice').where('id', '=', id).execute()
  await announce(tx, actor, {
    type: 'invoice.discarded',
    subject: { type: 'invoice', id, version: row.version + 1 },
    threadId: row.request_id,
    stationId: row.station_id,
    data: { totalMinor: row.total_minor, currency: row.currency },
  })
}
