import { localDay } from '@aftercare/rules'
import { sql } from 'kysely'
import { type Actor, systemActor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { job } from '../../kit/jobs.ts'
import { invalid, Problem, problem } from '../../kit/problem.ts'
import { type KeptLine, linesOf, ruleOf, sumsOf } from './lines.ts'
import { lockQuotation, moveQuotation, type QuotationRow } from './quotations.ts'

/** Lets the customer see it: by mail with the paper, or shown on the technician's phone. */
export async function sendQuotation(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { by: 'mail' | 'shown'; ifMatch?: number | null },
  now: Date,
): Promise<void> {
  const row = await lockQuotation(tx, actor, id)
  mustBeVersion(row, input.ifMatch)
  await mustBeValid(tx, row, now)
  const set = { sent_at: now }
  await moveQuotation(tx, actor, row, 'sent', { set, data: { by: input.by }, isPublic: true })
}

export interface Answer {
  answer: 'accepted' | 'rejected'
  name: string
  note?: string | undefined
  /** Optional lines the customer leaves out. */
  declined?: readonly string[] | undefined
  ifMatch?: number | null
}

/** The customer's yes or no, by themselves on the portal or taken down by us with the name of who said it. */
export async function answerQuotation(tx: Tx, actor: Actor, id: string, input: Answer, now: Date): Promise<void> {
  const row = await lockQuotation(tx, actor, id)
  mustBeVersion(row, input.ifMatch)
  if (row.status === input.answer) return
  await mustBeValid(tx, row, now)
  const sums = input.answer === 'accepted' ? await leaveOut(tx, row, input.declined ?? []) : {}
  const set = { ...sums, answered_at: now, answered_by: input.name, answer_note: input.note ?? null }
  const data = { name: input.name, ...(input.note && { note: input.note }) }
  await moveQuotation(tx, actor, row, input.answer, { set, data, isPublic: true })
}

/** Optional lines left out do not count: the sums become those of what was accepted. */
async function leaveOut(tx: Tx, row: QuotationRow, declined: readonly string[]) {
  if (declined.length === 0) return {}
  const lines = await linesOf(tx, 'quotation_id', row.id)
  const wrong = declined.findIndex((id) => !lines.some((line) => line.id === id && line.isOptional))
  if (wrong >= 0) throw invalid({ path: `declined.${wrong}`, code: 'billing.not_optional' })
  const kept = lines.map((line) => ({ ...line, isDeclined: declined.includes(line.id) }))
  if (kept.every((line) => line.isDeclined)) throw invalid({ path: 'declined', code: 'billing.no_lines' })
  await tx
    .updateTable('billing.line')
    .set({ is_declined: true })
    .where('quotation_id', '=', row.id)
    .where('id', 'in', [...declined])
    .execute()
  const { lines: amounts, full, customer } = sumsOf(kept, ruleOf(row))
  await shareAnew(
    tx,
    kept.filter((line) => !line.isDeclined),
    amounts,
  )
  return {
    net_minor: full.net.toString(),
    tax_minor: full.tax.toString(),
    total_minor: full.total.toString(),
    customer_minor: customer.payable.toString(),
    rounding_minor: customer.rounding.toString(),
  }
}

/** What an allowance would have paid of a line left out, it pays of the next. */
async function shareAnew(tx: Tx, lines: readonly KeptLine[], amounts: readonly { customer: bigint }[]): Promise<void> {
  for (const [i, line] of lines.entries()) {
    const { customer } = amounts[i]!
    if (BigInt(line.customerMinor) === customer) continue
    await tx.updateTable('billing.line').set({ customer_minor: customer }).where('id', '=', line.id).execute()
  }
}

function mustBeVersion(row: QuotationRow, ifMatch: number | null | undefined): void {
  if (ifMatch === null || ifMatch === undefined || ifMatch === row.version) return
  throw new Problem('conflict.version', 409, { values: { version: row.version }, changes: [] })
}

/** The last day counts to its end where the customer is. */
async function mustBeValid(tx: Tx, row: QuotationRow, now: Date): Promise<void> {
  const today = localDay(now.getTime(), await zoneOf(tx, row.customer_id))
  if (row.valid_until < today) throw problem('billing.quotation_expired', 409, { validUntil: row.valid_until })
}

export async function zoneOf(tx: Tx, customerId: string): Promise<string> {
  const { time_zone } = await tx
    .selectFrom('parties.customer')
    .select('time_zone')
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow()
  return time_zone
}

/** Offers nobody answered in time are closed every hour, each customer's day by its own zone. */
export const expireQuotations = job(
  'expire-quotations',
  async ({ services, tenantId }) => {
    const actor = systemActor(tenantId)
    const due = await services.db.tx(tenantId, (tx) =>
      tx
        .selectFrom('billing.quotation as q')
        .innerJoin('parties.customer as c', 'c.id', 'q.customer_id')
        .select('q.id')
        .where('q.status', '=', 'sent')
        .where(sql<boolean>`q.valid_until < (now() at time zone c.time_zone)::date`)
        .limit(1000)
        .execute(),
    )
    for (const { id } of due) {
      await services.db.tx(tenantId, async (tx) => {
        const row = await lockQuotation(tx, actor, id)
        // Answered meanwhile: that answer stands.
        if (row.status === 'sent') await moveQuotation(tx, actor, row, 'expired', { isPublic: true })
      })
    }
  },
  '7 * * * *',
)
