import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, problem } from '../../kit/problem.ts'
import { balanceOf, heldOf, moveBalance, openOf } from './balance.ts'
import { lockInvoice } from './invoices.ts'
import { isKept, moneyOf } from './payments.ts'
import type { creditMoveBody } from './shapes.ts'

/**
 * What we hold of a customer's from one invoice pays another of theirs: out of the one as a refund, into the other as a payment,
 * in one change. Never more than is held, never more than is open there, never across customers or currencies.
 */
export async function moveCredit(
  tx: Tx,
  actor: Actor,
  fromId: string,
  input: z.output<typeof creditMoveBody>,
  now: Date,
): Promise<void> {
  const { toInvoiceId: toId } = input
  if (fromId === toId) throw invalid({ path: 'toInvoiceId', code: 'billing.same_invoice' })
  // Always in the same order: two who move between the same two invoices never wait for each other in a ring.
  const rows = new Map<string, Awaited<ReturnType<typeof lockInvoice>>>()
  for (const id of [fromId, toId].sort()) rows.set(id, await lockInvoice(tx, actor, id))
  const [from, to] = [rows.get(fromId)!, rows.get(toId)!]
  if (input.id && (await isKept(tx, 'billing.refund', input.id))) return
  if (from.customer_id !== to.customer_id) throw invalid({ path: 'toInvoiceId', code: 'billing.other_customer' })
  if (from.currency !== to.currency) throw invalid({ path: 'toInvoiceId', code: 'money.currency_mismatch' })
  if (to.status !== 'issued' && to.status !== 'part_paid')
    throw problem('conflict.state', 409, { from: to.status, to: 'paid' })
  const minor = moneyOf(input.minor)
  const [gives, takes] = [balanceOf(from), balanceOf(to)]
  const [held, open] = [heldOf(gives), openOf(takes)]
  if (minor > held) throw problem('billing.refund_too_much', 409, { most: held.toString(), currency: from.currency })
  if (minor > open) throw problem('billing.overpaid', 409, { open: open.toString(), currency: to.currency })
  const by = actor.kind === 'person' ? actor.id : null
  await tx
    .insertInto('billing.refund')
    .values({
      id: input.id ?? newId(),
      invoice_id: from.id,
      at: now,
      method: 'credit',
      reason: 'moved',
      minor,
      reference: to.number,
      refunded_by: by,
      to_invoice_id: to.id,
    })
    .execute()
  await tx
    .insertInto('billing.payment')
    .values({
      id: newId(),
      invoice_id: to.id,
      at: now,
      method: 'credit',
      minor,
      reference: from.number,
      received_by: by,
      from_invoice_id: from.id,
    })
    .execute()
  const data = { minor: input.minor, method: 'credit' }
  const refunded = { refunded: gives.refunded + minor }
  await moveBalance(tx, actor, from, refunded, { what: 'refunded', data: { ...data, reason: 'moved', to: to.number } })
  await moveBalance(tx, actor, to, { paid: takes.paid + minor }, { data: { ...data, from: from.number } })
}
