import { CANCEL_REASONS } from '@aftercare/rules'
import { sql } from 'kysely'
import { type Actor, systemActor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { invalid, problem } from '../../kit/problem.ts'
import { bookDay, creditNote, discardInvoice, linesOf } from '../billing/index.ts'
import { type ContractRow, findContract, lockContract, moveContract, mustBeVersion } from './contracts.ts'
import { invoiceInstalment } from './invoicing.ts'
import { endPlans } from './plan-state.ts'
import { type InvoicedPart, type Refund, type RefundPart, refundOf } from './refund.ts'

export const REASONS = CANCEL_REASONS.contract

/** What would go back, shown before anybody says yes. */
export async function previewRefund(tx: Tx, actor: Actor, id: string, on: string | undefined, now: Date) {
  return planRefund(tx, await findContract(tx, actor, id), on ?? (await bookDay(tx, now)))
}

/**
 * Ends a contract with a day: cover and visits stop there, what was paid beyond it goes back as credit notes, drafts that
 * nobody has sent are withdrawn, and what was only planned is dropped.
 */
export async function cancelContract(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { on?: string | undefined; reason: string },
  ifMatch: number,
  now: Date,
): Promise<void> {
  const row = await lockContract(tx, actor, id)
  mustBeVersion(row, ifMatch)
  const on = input.on ?? (await bookDay(tx, now))
  if (row.status !== 'active' && row.status !== 'suspended')
    throw problem('conflict.state', 409, { from: row.status, to: 'cancelled' })
  const refund = await planRefund(tx, row, on)
  await sql`update contracts.cover set ends_on = least(ends_on, ${on}::date) where contract_id = ${id}`.execute(tx)
  await tx.deleteFrom('contracts.cover').where('contract_id', '=', id).where('starts_on', '>', on).execute()
  await tx
    .updateTable('contracts.instalment')
    .set({ state: 'dropped' })
    .where('contract_id', '=', id)
    .where('state', '=', 'planned')
    .where('from_on', '>', on)
    .execute()
  await endPlans(tx, { contractId: id }, on, 'contract_cancelled')
  await payBack(tx, actor, refund, now)
  await moveContract(tx, actor, row, 'cancelled', {
    type: 'contract.cancelled',
    set: { cancelled_on: on, cancel_reason: input.reason, refund: JSON.stringify(refund) },
    data: { on, reason: input.reason, refundMinor: refund.totalMinor, currency: row.currency, rule: refund.rule },
  })
}

async function planRefund(tx: Tx, row: ContractRow, on: string): Promise<Refund> {
  if (on < row.signed_on) throw invalid({ path: 'on', code: 'contracts.too_early', values: { day: row.signed_on } })
  if (on > row.ends_on) throw invalid({ path: 'on', code: 'contracts.too_late', values: { day: row.ends_on } })
  const parts = await tx
    .selectFrom('contracts.instalment as i')
    .innerJoin('billing.invoice as v', 'v.id', 'i.invoice_id')
    .select(['i.id', 'i.invoice_id as invoiceId', 'i.from_on as fromOn', 'i.to_on as toOn', 'i.minor', 'v.status'])
    .where('i.contract_id', '=', row.id)
    .where('i.state', '=', 'invoiced')
    .where('i.visit_id', 'is', null)
    .where('v.status', '<>', 'credited')
    .orderBy('i.position')
    .execute()
  const { left, of } = await tx
    .selectFrom('contracts.allowance')
    .select(sql<number>`coalesce(sum(total - used), 0)::float8`.as('left'))
    .select(sql<number>`coalesce(sum(total), 0)::float8`.as('of'))
    .where('contract_id', '=', row.id)
    .executeTakeFirstOrThrow()
  const paid = parts.map(
    ({ status, ...part }): InvoicedPart => ({
      ...part,
      invoiceId: part.invoiceId!,
      minor: BigInt(part.minor),
      isDraft: status === 'draft',
    }),
  )
  return refundOf(row.cancel_rule as Refund['rule'], on, row.currency, paid, { left, of })
}

/** What was sent is credited; a draft nobody has sent is made anew for what stays. */
async function payBack(tx: Tx, actor: Actor, refund: Refund, now: Date): Promise<void> {
  // The right to cancel carries the credit with it; the notes stand in the name of who cancelled.
  for (const part of refund.parts) {
    const back = BigInt(part.refundMinor)
    if (back === 0n) continue
    if (part.how === 'withdrawn') await shrink(tx, actor, part, refund, now)
    else {
      const lines = await shared(tx, part.invoiceId, back)
      await creditNote(tx, actor, part.invoiceId, { reason: 'cancelled', lines }, now)
    }
  }
}

async function shrink(tx: Tx, actor: Actor, part: RefundPart, refund: Refund, now: Date): Promise<void> {
  const stays = BigInt(part.minor) - BigInt(part.refundMinor)
  const instalment = await tx
    .updateTable('contracts.instalment')
    .set({ state: stays === 0n ? 'dropped' : 'planned', invoice_id: null, minor: stays })
    .$if(refund.rule === 'days' && stays > 0n, (q) => q.set({ to_on: refund.on }))
    .where('id', '=', part.id)
    .returning('contract_id')
    .executeTakeFirstOrThrow()
  await discardInvoice(tx, systemActor(actor.tenantId), part.invoiceId)
  if (stays > 0n) await invoiceInstalment(tx, instalment.contract_id, part.id, now)
}

/** Line by line in the order of the invoice, never more than a line says. */
async function shared(tx: Tx, invoiceId: string, back: bigint) {
  let rest = back
  const lines: { lineId: string; minor: string }[] = []
  for (const line of await linesOf(tx, 'invoice_id', invoiceId)) {
    const minor = BigInt(line.customerMinor) < rest ? BigInt(line.customerMinor) : rest
    if (minor > 0n) lines.push({ lineId: line.id, minor: minor.toString() })
    rest -= minor
  }
  return lines
}
