import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { problem } from '../../kit/problem.ts'
import { readMeter } from '../assets/index.ts'
import { decideAndKeep } from '../entitlement/index.ts'
import { keepDeposits } from './core-deposits.ts'
import { decisionFor, shareOf } from './cover.ts'
import { workLines } from './prices.ts'
import { openReport } from './report.ts'
import type { foundBody } from './shapes.ts'
import type { Work } from './work.ts'

/**
 * What the technician found out about the fault is told to the decision about the request; the lines that are on the visit
 * already are shared anew. What the customer agreed to by a quotation stands.
 */
export async function noteFound(
  tx: Tx,
  actor: Actor,
  visitId: string,
  input: z.output<typeof foundBody>,
  now: Date,
): Promise<void> {
  const { work } = await openReport(tx, actor, visitId)
  if (!work.assetId) throw problem('field_work.no_product', 409)
  if (input.meter) await readMeter(tx, actor, work.assetId, { ...input.meter, source: 'visit' }, now)
  await decideAndKeep(tx, actor, {
    assetId: work.assetId,
    requestId: work.requestId,
    at: now,
    cause: 'visit.found',
    ...(input.fault && { fault: input.fault }),
    ...(input.facts && { facts: input.facts }),
  })
  await shareAnew(tx, work, now)
}

async function shareAnew(tx: Tx, work: Work, now: Date): Promise<void> {
  const lines = ((await workLines(tx, [work.id])).get(work.id) ?? []).filter(
    (line) => line.quotationId === null && line.depositFor === null,
  )
  if (lines.length === 0) return
  const decision = await decisionFor(tx, work, lines, now)
  for (const line of lines) {
    const { payer, customerSharePct, why } = shareOf(work, decision, line.id)
    await tx
      .updateTable('field_work.line')
      .set((eb) => ({
        payer,
        customer_share_pct: customerSharePct,
        why: why ? JSON.stringify(why) : null,
        version: eb('version', '+', 1),
      }))
      .where('id', '=', line.id)
      .execute()
  }
  await keepDeposits(
    tx,
    work,
    lines.map((line) => line.id),
  )
}
