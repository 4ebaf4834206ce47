import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, problem } from '../../kit/problem.ts'
import { announceInvoice, lockInvoice, mustGo } from './invoices.ts'
import type { paymentBody } from './shapes.ts'

/** Notes money received. The row is held, so that two payments at once never pay more than is open. */
export async function receivePayment(
  tx: Tx,
  actor: Actor,
  invoiceId: string,
  input: z.output<typeof paymentBody>,
  now: Date,
): Promise<void> {
  const row = await lockInvoice(tx, actor, invoiceId)
  if (input.id && (await isKept(tx, input.id))) return
  if (row.status === 'draft') throw problem('conflict.state', 409, { from: row.status, to: 'paid' })
  const paid = BigInt(input.minor)
  const open = BigInt(row.total_minor) - BigInt(row.paid_minor)
  if (paid === 0n) throw invalid({ path: 'minor', code: 'validation.too_small', values: { minimum: 1 } })
  if (paid > open) throw problem('billing.overpaid', 409, { open: open.toString(), currency: row.currency })
  const at = input.at ? new Date(input.at) : now
  if (at.getTime() > now.getTime() + 300_000) throw invalid({ path: 'at', code: 'validation.future' })
  const to = paid === open ? 'paid' : 'part_paid'
  if (row.status !== to) mustGo(row.status, to)
  await tx
    .insertInto('billing.payment')
    .values({
      id: input.id ?? newId(),
      invoice_id: invoiceId,
      at,
      method: input.method,
      minor: paid,
      reference: input.reference ?? null,
      received_by: actor.kind === 'person' ? actor.id : null,
    })
    .execute()
  const version = row.version + 1
  await tx
    .updateTable('billing.invoice')
    .set({ paid_minor: BigInt(row.paid_minor) + paid, status: to, version })
    .where('id', '=', invoiceId)
    .execute()
  await announceInvoice(tx, actor, { ...row, version }, to, { minor: input.minor, method: input.method })
}

async function isKept(tx: Tx, id: string): Promise<boolean> {
  return (await tx.selectFrom('billing.payment').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
}
