import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, problem } from '../../kit/problem.ts'
import { balanceOf, heldOf, moveBalance, openOf } from './balance.ts'
import { lockInvoice } from './invoices.ts'
import type { paymentBody, refundBody } from './shapes.ts'

/** Notes money received. The row is held, so that two payments at once never pay more than is open. */
export async function receivePayment(
  tx: Tx,
  actor: Actor,
  invoiceId: string,
  input: z.output<typeof paymentBody>,
  now: Date,
): Promise<void> {
  const row = await lockInvoice(tx, actor, invoiceId)
  if (input.id && (await isKept(tx, 'billing.payment', input.id))) return
  if (row.status === 'draft' || row.status === 'credited')
    throw problem('conflict.state', 409, { from: row.status, to: 'paid' })
  const minor = moneyOf(input.minor)
  const balance = balanceOf(row)
  const open = openOf(balance)
  if (minor > open && !input.keepExcess)
    throw problem('billing.overpaid', 409, { open: open.toString(), currency: row.currency })
  await tx
    .insertInto('billing.payment')
    .values({
      id: input.id ?? newId(),
      invoice_id: invoiceId,
      at: pastOf(input.at, now),
      method: input.method,
      minor,
      reference: input.reference ?? null,
      received_by: actor.kind === 'person' ? actor.id : null,
    })
    .execute()
  await moveBalance(
    tx,
    actor,
    row,
    { paid: balance.paid + minor },
    { data: { minor: input.minor, method: input.method } },
  )
}

/** Notes money given back: what we hold of the customer's, or a payment that the bank took back. */
export async function recordRefund(
  tx: Tx,
  actor: Actor,
  invoiceId: string,
  input: z.output<typeof refundBody>,
  now: Date,
): Promise<void> {
  const row = await lockInvoice(tx, actor, invoiceId)
  if (input.id && (await isKept(tx, 'billing.refund', input.id))) return
  const minor = moneyOf(input.minor)
  const balance = balanceOf(row)
  const most = input.reason === 'payment_returned' ? balance.paid - balance.refunded : heldOf(balance)
  if (minor > most) throw problem('billing.refund_too_much', 409, { most: most.toString(), currency: row.currency })
  await tx
    .insertInto('billing.refund')
    .values({
      id: input.id ?? newId(),
      invoice_id: invoiceId,
      at: pastOf(input.at, now),
      method: input.method,
      reason: input.reason,
      minor,
      reference: input.reference ?? null,
      refunded_by: actor.kind === 'person' ? actor.id : null,
    })
    .execute()
  const data = { minor: input.minor, method: input.method, reason: input.reason }
  await moveBalance(tx, actor, row, { refunded: balance.refunded + minor }, { what: 'refunded', data })
}

export function moneyOf(text: string): bigint {
  const minor = BigInt(text)
  if (minor === 0n) throw invalid({ path: 'minor', code: 'validation.too_small', values: { minimum: 1 } })
  return minor
}

function pastOf(at: string | undefined, now: Date): Date {
  const when = at ? new Date(at) : now
  // A phone's clock may be a little ahead.
  if (when.getTime() > now.getTime() + 300_000) throw invalid({ path: 'at', code: 'validation.future' })
  return when
}

export async function isKept(tx: Tx, table: 'billing.payment' | 'billing.refund', id: string): Promise<boolean> {
  return (await tx.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst()) !== undefined
}
