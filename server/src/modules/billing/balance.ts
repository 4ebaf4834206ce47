import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announceInvoice, type InvoiceRow, mustGo } from './invoices.ts'

export interface Balance {
  total: bigint
  credited: bigint
  paid: bigint
  refunded: bigint
}

export const balanceOf = (
  row: Pick<InvoiceRow, 'total_minor' | 'credited_minor' | 'paid_minor' | 'refunded_minor'>,
): Balance => ({
  total: BigInt(row.total_minor),
  credited: BigInt(row.credited_minor),
  paid: BigInt(row.paid_minor),
  refunded: BigInt(row.refunded_minor),
})

/** What the customer still owes. */
export const openOf = (b: Balance): bigint => most(b.total - b.credited - b.paid + b.refunded)

/** What we hold of theirs: over-paid and kept, or credited after it was paid. */
export const heldOf = (b: Balance): bigint => most(b.paid - b.refunded - (b.total - b.credited))

const most = (value: bigint) => (value > 0n ? value : 0n)

export function stateOf(b: Balance): 'issued' | 'part_paid' | 'paid' | 'credited' {
  if (b.credited === b.total) return 'credited'
  if (openOf(b) === 0n) return 'paid'
  return b.paid > b.refunded ? 'part_paid' : 'issued'
}

/** The one way the money of an issued invoice moves; the caller holds its row. */
export async function moveBalance(
  tx: Tx,
  actor: Actor,
  row: InvoiceRow,
  change: Partial<Pick<Balance, 'credited' | 'paid' | 'refunded'>>,
  news: { what?: 'refunded' | 'credited'; data: Record<string, unknown> },
): Promise<void> {
  const before = balanceOf(row)
  const after = { ...before, ...change }
  const status = stateOf(after)
  if (row.status !== status) mustGo(row.status, status)
  const version = row.version + 1
  await tx
    .updateTable('billing.invoice')
    .set({ paid_minor: after.paid, credited_minor: after.credited, refunded_minor: after.refunded, status, version })
    .where('id', '=', row.id)
    .execute()
  const what = news.what ?? (status === 'paid' ? 'paid' : 'part_paid')
  const changes = row.status === status ? {} : { changes: { status: { from: row.status, to: status } } }
  await announceInvoice(tx, actor, { ...row, version }, what, { ...news.data, ...changes })
}
