import type { Limit } from '@aftercare/rules'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { notFound, problem } from '../../kit/problem.ts'
import {
  type BillFacts,
  type BillLine,
  draftInvoice,
  findQuotation,
  type KeptLine,
  keepInternalCost,
  linesOf,
  type PublishedList,
  withoutOrphans,
} from '../billing/index.ts'
import { billLine, listOf, priced, workLines } from './prices.ts'
import type { TapCall } from './status.ts'
import { findWork, type Work } from './work.ts'

/** What the warranty, a contract or goodwill bears of the visit is recorded, billed or not. */
export async function keepCosts({ tx, now }: Pick<TapCall, 'tx' | 'now'>, work: Work): Promise<void> {
  // A deposit comes back: nobody has borne it.
  const lines = ((await workLines(tx, [work.id])).get(work.id) ?? []).filter((line) => line.depositFor === null)
  if (!lines.some((line) => line.payer !== 'customer')) return
  const list = await listOf(tx, work, now, work.id)
  const { payers } = priced(lines, list).price
  const { id: visitId, requestId, stationId } = work
  await keepInternalCost(tx, { visitId, requestId, stationId, currency: list.currency, payers }, now)
}

/** When the customer pays something, or nobody can say yet, the office finds a draft invoice. */
export async function invoiceVisit(call: Omit<TapCall, 'services'>, work: Work): Promise<string | null> {
  const lines = (await workLines(call.tx, [work.id])).get(work.id) ?? []
  if (!work.customerId || !lines.some((line) => line.customerSharePct > 0)) return null
  const list = await listOf(call.tx, work, call.now, work.id)
  return draftInvoice(call.tx, call.actor, { ...factsOf(work, list), lines: lines.map(billLine) })
}

/** Asked for by the office: from a visit or from an accepted quotation. */
export async function makeInvoice(
  tx: Tx,
  actor: Actor,
  of: { visitId?: string | undefined; quotationId?: string | undefined },
  now: Date,
): Promise<string> {
  if (of.visitId) {
    const id = await invoiceVisit({ tx, actor, now }, await findWork(tx, actor, of.visitId))
    if (!id) throw problem('billing.nothing_to_pay', 409)
    return id
  }
  if (!of.quotationId) throw notFound('quotation')
  const row = await findQuotation(tx, actor, of.quotationId)
  if (row.status !== 'accepted') throw problem('conflict.state', 409, { from: row.status, to: 'invoiced' })
  const lines = await linesOf(tx, 'quotation_id', row.id)
  const terms = {
    country: row.country ?? '',
    currency: row.currency,
    taxBp: row.tax_bp,
    taxIncluded: row.tax_included,
    rounding: row.rounding,
    rates: {},
    limits: row.limits as unknown as Limit[],
  }
  return draftInvoice(tx, actor, {
    requestId: row.request_id,
    visitId: null,
    quotationId: row.id,
    customerId: row.customer_id,
    stationId: row.station_id,
    country: row.country ?? '',
    language: row.language,
    terms,
    lines: withoutOrphans(lines.filter((line) => !line.isDeclined)).map(agreedLine),
  })
}

/** As it was agreed: the price, its reason and its rate do not change on the way to the invoice. */
const agreedLine = (line: KeptLine): BillLine => ({
  ...line,
  unitMinor: BigInt(line.unitMinor),
  publishedMinor: line.publishedMinor === null ? null : BigInt(line.publishedMinor),
  isOptional: false,
})

function factsOf(work: Work, list: PublishedList): Omit<BillFacts, 'lines'> {
  return {
    requestId: work.requestId,
    visitId: work.id,
    customerId: work.customerId!,
    stationId: work.stationId,
    country: work.country,
    language: work.language,
    terms: list,
  }
}
