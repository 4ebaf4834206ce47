import { localDay } from '@aftercare/rules'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { problem } from '../../kit/problem.ts'
import { answerQuotation, draftQuotation, priceLines, sendQuotation, withDeposits } from '../billing/index.ts'
import { keepAgreement } from './agreement.ts'
import { decisionFor, shareOf } from './cover.ts'
import { freeOfCharge, writeLines } from './lines.ts'
import { listBeside, listOf } from './prices.ts'
import { keepQuoted } from './reasons.ts'
import { openReport } from './report.ts'
import type { extraWorkBody } from './shapes.ts'

/**
 * Work found on the spot: quoted, shown and answered in one go, because the phone may have had no network while it
 * happened. Accepted, its lines are the visit's; either way the quotation and who answered are kept.
 */
export async function agreeExtraWork(
  tx: Tx,
  services: Services,
  actor: Actor,
  visitId: string,
  quotationId: string,
  input: z.output<typeof extraWorkBody>,
  now: Date,
): Promise<void> {
  const { work } = await openReport(tx, actor, visitId)
  if (!work.customerId) throw problem('field_work.no_customer', 409)
  if (await isKept(tx, quotationId)) return
  const list = await listOf(tx, work, now, visitId)
  const named = (names: Record<string, string>) => names[work.language] ?? names.en ?? ''
  const wanted = input.lines.map(freeOfCharge)
  const priced = await priceLines(tx, list, wanted, named)
  const decision = await decisionFor(tx, work, wanted, now)
  const about = { assetId: work.assetId, requestId: work.requestId, visitId, quotationId }
  const decisionId = await keepQuoted(tx, actor, about, decision, now)
  const shared = priced.map((line) => ({ ...line, ...shareOf(work, decision, line.id), decisionId }))
  const lines = await withDeposits(tx, { currency: list.currency, language: work.language }, shared)
  const terms = await listBeside(tx, list, visitId)
  await draftQuotation(
    tx,
    services,
    actor,
    {
      id: quotationId,
      requestId: work.requestId,
      visitId,
      customerId: work.customerId,
      stationId: work.stationId,
      country: work.country,
      language: work.language,
      terms,
      lines,
      validUntil: localDay(now.getTime(), work.timeZone),
    },
    now,
  )
  await keepAgreement(tx, actor, work, { quotationId, lines, list: terms }, input)
  await sendQuotation(tx, actor, quotationId, { by: 'shown' }, now)
  await answerQuotation(tx, actor, quotationId, { answer: input.answer, name: input.name }, now)
  if (input.answer === 'accepted') await writeLines(tx, work, list, wanted, { now, quotationId })
}

async function isKept(tx: Tx, id: string): Promise<boolean> {
  return (await tx.selectFrom('billing.quotation').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
}
