import type { z } from 'zod'
import { type Actor, sees } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { notFound, problem } from '../../kit/problem.ts'
import { findCustomer } from '../parties/index.ts'
import { withDeposits } from './deposits.ts'
import { bookDay, draftInvoice } from './invoices.ts'
import { priceLines } from './lines.ts'
import { listInForce } from './published.ts'
import type { freeInvoiceBody } from './shapes.ts'

/** A bill for something that was no visit: a sale over the counter, a lost tool. The customer pays all of it. */
export async function draftFreeInvoice(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof freeInvoiceBody>,
  now: Date,
): Promise<string> {
  const customer = await findCustomer(tx, actor, input.customerId)
  if (input.stationId && !sees(actor, input.stationId)) throw notFound('station')
  // Who sees only their own stations writes for one of them.
  const stationId = input.stationId ?? (actor.stations === 'all' ? null : (actor.stations[0] ?? null))
  const country = input.country ?? customer.country
  const list = await listInForce(tx, country, await bookDay(tx, now), stationId)
  if (!list) throw problem('billing.no_list', 409, { country })
  const named = (names: Record<string, string>) => names[customer.language] ?? names.en ?? ''
  const lines = (await priceLines(tx, list, input.lines, named)).map((line) => ({
    ...{ ...line, payer: 'customer', customerSharePct: 100, why: null, decisionId: null },
  }))
  return draftInvoice(tx, actor, {
    requestId: null,
    visitId: null,
    customerId: customer.id,
    stationId,
    country,
    language: customer.language,
    terms: list,
    lines: await withDeposits(tx, { currency: list.currency, language: customer.language }, lines),
  })
}
