import { localDay } from '@aftercare/rules'
import { Temporal } from 'temporal-polyfill'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, problem } from '../../kit/problem.ts'
import { draftQuotation, priceLines, type WantedLine, withDeposits } from '../billing/index.ts'
import { requestForWork } from '../requests/index.ts'
import { decisionFor, shareOf } from './cover.ts'
import { listBeside, listOf } from './prices.ts'
import { keepQuoted } from './reasons.ts'

const DAYS_VALID = 14

export interface Quoting {
  requestId: string
  visitId?: string | undefined
  replacesId?: string | undefined
  validUntil?: string | undefined
  lines: WantedLine[]
}

/** What the work would cost and who would pay it, for a request: prices from its country's list, shares from its cover. */
export async function quote(tx: Tx, services: Services, actor: Actor, input: Quoting, now: Date): Promise<string> {
  const request = await requestForWork(tx, actor, input.requestId, { open: true })
  if (!request.customerId) throw problem('field_work.no_customer', 409)
  const customer = await tx
    .selectFrom('parties.customer')
    .select('language')
    .where('id', '=', request.customerId)
    .executeTakeFirstOrThrow()
  const language = customer.language
  const today = localDay(now.getTime(), request.timeZone)
  const validUntil = input.validUntil ?? Temporal.PlainDate.from(today).add({ days: DAYS_VALID }).toString()
  if (validUntil < today) throw invalid({ path: 'validUntil', code: 'validation.order' })
  const list = await listOf(tx, request, now, input.visitId ?? null)
  const named = (names: Record<string, string>) => names[language] ?? names.en ?? ''
  const wanted = input.lines.map((line) => ({ ...line, id: line.id ?? newId() }))
  const priced = await priceLines(tx, list, wanted, named)
  const facts = { ...request, requestId: request.id, component: null }
  const decision = await decisionFor(tx, facts, wanted, now)
  const quotationId = newId()
  const about = { assetId: request.assetId, requestId: request.id, visitId: input.visitId ?? null, quotationId }
  const decisionId = await keepQuoted(tx, actor, about, decision, now)
  const lines = priced.map((line) => ({ ...line, ...shareOf(facts, decision, line.id), decisionId }))
  return draftQuotation(
    tx,
    services,
    actor,
    {
      id: quotationId,
      requestId: request.id,
      visitId: input.visitId ?? null,
      customerId: request.customerId,
      stationId: request.stationId,
      country: request.country,
      language,
      terms: input.visitId ? await listBeside(tx, list, input.visitId) : list,
      lines: await withDeposits(tx, { currency: list.currency, language }, lines),
      validUntil,
      replacesId: input.replacesId,
    },
    now,
  )
}
