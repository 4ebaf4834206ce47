import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, problem } from '../../kit/problem.ts'
import { type ComposedLine, compose } from './compose.ts'
import { lockContract } from './contracts.ts'
import { keepFindings } from './findings.ts'
import type { Sale } from './shapes.ts'

/** Writes a contract down as a draft, with the price and the terms of today and what was found against it. */
export async function draftContract(tx: Tx, actor: Actor, input: Sale, now: Date): Promise<string> {
  const id = input.id ?? newId()
  if (input.renewsId) await mustFollow(tx, actor, input)
  const made = await compose(tx, actor, input, id, now)
  await tx
    .insertInto('contracts.contract')
    .values({
      id,
      customer_id: made.customer.id,
      station_id: made.stationId,
      country: made.customer.country,
      language: input.language ?? made.customer.language,
      price_list_id: made.list.id,
      currency: made.list.currency,
      tax_bp: made.list.taxBp,
      tax_included: made.list.taxIncluded,
      billing: made.billing,
      billing_months: made.billingMonths,
      cancel_rule: made.cancelRule,
      is_transferable: made.isTransferable,
      signed_on: made.signedOn,
      starts_on: made.startsOn,
      ends_on: made.endsOn,
      total_minor: made.totalMinor,
      renews_id: input.renewsId ?? null,
      note: input.note ?? null,
      created_at: now,
      created_by: actor.kind === 'person' ? actor.id : null,
    })
    .execute()
  await keepLines(tx, id, made.lines)
  await keepFindings(tx, id, made.findings)
  await announce(tx, actor, {
    type: 'contract.drafted',
    subject: { type: 'contract', id, version: 1 },
    threadId: made.customer.id,
    stationId: made.stationId,
    data: { totalMinor: made.totalMinor.toString(), currency: made.list.currency, findings: made.findings.length },
  })
  return id
}

export async function keepLines(tx: Tx, contractId: string, lines: readonly ComposedLine[]): Promise<void> {
  await tx
    .insertInto('contracts.line')
    .values(
      lines.map((line, i) => ({
        id: line.id,
        contract_id: contractId,
        position: i + 1,
        product_id: line.productId,
        terms: JSON.stringify(line.terms),
        scope: line.scope,
        scope_id: line.scopeId,
        units: line.units.length,
        unit_minor: line.unitMinor,
        published_minor: line.publishedMinor,
        price_reason: line.priceReason,
        total_minor: line.totalMinor,
      })),
    )
    .execute()
}

/** A renewal is for the same customer, follows a contract that was in force, and there is one of it. */
async function mustFollow(tx: Tx, actor: Actor, input: Sale): Promise<void> {
  const before = await lockContract(tx, actor, input.renewsId!)
  if (before.customer_id !== input.customerId) throw invalid({ path: 'customerId', code: 'contracts.other_customer' })
  if (before.status === 'draft' || before.status === 'cancelled')
    throw problem('contracts.not_renewable', 409, { status: before.status })
  const other = await tx
    .selectFrom('contracts.contract')
    .select('id')
    .where('renews_id', '=', before.id)
    .where('status', '<>', 'cancelled')
    .executeTakeFirst()
  if (other) throw problem('contracts.renewed_already', 409, { contractId: other.id })
}

/** A draft nobody signs is thrown away; it has no number, so none is missing. */
export async function dropDraft(tx: Tx, actor: Actor, id: string): Promise<void> {
  const row = await lockContract(tx, actor, id)
  if (row.status !== 'draft') throw problem('conflict.state', 409, { from: row.status, to: 'dropped' })
  await tx.deleteFrom('contracts.contract').where('id', '=', id).execute()
  await announce(tx, actor, {
    type: 'contract.dropped',
    subject: { type: 'contract', id },
    threadId: row.customer_id,
    stationId: row.station_id,
  })
}
