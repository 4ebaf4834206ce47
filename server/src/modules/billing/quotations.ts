import { canGo, type QuotationState } from '@aftercare/rules'
import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { takeNumber } from '../../kit/numbers.ts'
import { notFound, problem } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import { type BillFacts, calculate } from './bill-facts.ts'
import { keepLines } from './lines.ts'

export interface NewQuotation extends BillFacts {
  id?: string | undefined
  requestId: string
  validUntil: string
  /** The quotation this one takes the place of. */
  replacesId?: string | undefined
}

/** Writes a quotation down as a draft; the customer sees it once it is sent. */
export async function draftQuotation(
  tx: Tx,
  services: Services,
  actor: Actor,
  input: NewQuotation,
  now: Date,
): Promise<string> {
  const { sums, lines, rule } = await calculate(tx, input)
  const id = input.id ?? newId()
  const number = await takeNumber(services.db, actor.tenantId, 'QT', now.getUTCFullYear())
  const before = input.replacesId ? await supersede(tx, actor, input.replacesId, number) : null
  await tx
    .insertInto('billing.quotation')
    .values({
      ...rule,
      id,
      number,
      request_id: input.requestId,
      visit_id: input.visitId,
      customer_id: input.customerId,
      station_id: input.stationId,
      net_minor: sums.full.net,
      tax_minor: sums.full.tax,
      total_minor: sums.full.total,
      customer_minor: sums.customer.payable,
      valid_until: input.validUntil,
      language: input.language,
      replaces_id: input.replacesId ?? null,
      root_id: before?.root_id ?? id,
      revision: (before?.revision ?? 0) + 1,
      created_by: actor.kind === 'person' ? actor.id : null,
    })
    .execute()
  await keepLines(tx, { quotationId: id }, lines, sums)
  await announce(tx, actor, {
    type: 'quotation.drafted',
    subject: { type: 'quotation', id, version: 1 },
    threadId: input.requestId,
    stationId: input.stationId,
    data: { number, customerMinor: sums.customer.payable.toString(), currency: rule.currency },
  })
  return id
}

async function supersede(tx: Tx, actor: Actor, id: string, by: string): Promise<QuotationRow> {
  const quotation = await lockQuotation(tx, actor, id)
  await moveQuotation(tx, actor, quotation, 'superseded', { data: { by } })
  return quotation
}

export async function findQuotation(tx: Tx, actor: Actor, id: string) {
  const row = await tx
    .selectFrom('billing.quotation as q')
    .selectAll()
    .where('q.id', '=', id)
    .where(quotationVisible(actor))
    .executeTakeFirst()
  if (!row) throw notFound('quotation')
  return row
}

export async function lockQuotation(tx: Tx, actor: Actor, id: string) {
  const row = await tx
    .selectFrom('billing.quotation as q')
    .selectAll()
    .where('q.id', '=', id)
    .where(quotationVisible(actor))
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('quotation')
  return row
}
export type QuotationRow = Awaited<ReturnType<typeof findQuotation>>

/** Customers see their own, and no drafts. */
function quotationVisible(actor: Actor) {
  if (actor.kind === 'customer') return sql<boolean>`q.customer_id = ${actor.id}::uuid and q.status <> 'draft'`
  return visibleTo(actor, 'q.station_id')
}

interface Move {
  set?: {
    sent_at?: Date
    answered_at?: Date
    answered_by?: string
    answer_note?: string | null
    net_minor?: string
    tax_minor?: string
    total_minor?: string
    customer_minor?: string
    rounding_minor?: string
  }
  data?: Record<string, unknown>
  isPublic?: boolean
}

/** The one way a quotation changes its state. */
export async function moveQuotation(
  tx: Tx,
  actor: Actor,
  row: QuotationRow,
  to: QuotationState,
  move: Move = {},
): Promise<void> {
  const from = row.status as QuotationState
  if (!canGo('quotation', from, to)) throw problem('conflict.state', 409, { from, to })
  await tx
    .updateTable('billing.quotation')
    .set({ status: to, version: row.version + 1, ...move.set })
    .where('id', '=', row.id)
    .execute()
  const changes = { status: { from, to } }
  await announce(tx, actor, {
    type: `quotation.${to}`,
    subject: { type: 'quotation', id: row.id, version: row.version + 1 },
    threadId: row.request_id,
    stationId: row.station_id,
    isPublic: move.isPublic ?? false,
    data: {
      number: row.number,
      customerMinor: move.set?.customer_minor ?? row.customer_minor,
      currency: row.currency,
      visitId: row.visit_id,
      ...move.data,
      changes,
    },
  })
}
