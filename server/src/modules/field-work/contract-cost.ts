import { coveredBy } from '@aftercare/rules'
import { amountLimits, takeAmounts } from '../entitlement/index.ts'
import { listOf, priced, workLines } from './prices.ts'
import type { TapCall } from './status.ts'
import type { Work } from './work.ts'

/**
 * What a service contract took over of a visit, at published prices: told upwards for its profit. What comes out of an
 * allowance in money is taken here, in the change that bills the rest to the customer: two visits that end at once never
 * share it.
 */
export async function contractCost({ tx, actor, now }: Pick<TapCall, 'tx' | 'actor' | 'now'>, work: Work) {
  const lines = (await workLines(tx, [work.id])).get(work.id) ?? []
  if (!lines.some((line) => line.payer === 'contract')) return {}
  const { id: visitId, requestId, assetId } = work
  const list = await listOf(tx, work, now, visitId)
  const limits = await amountLimits(tx, { assetId, visitId, currency: list.currency }, { hold: true })
  const covered = priced(lines, { ...list, limits }).lines.filter((line) => line.payer === 'contract')
  await takeAmounts(tx, actor, { visitId, requestId, at: now }, coveredBy(covered))
  // A deposit comes back: it is no cost.
  const borne = covered.filter((line) => line.depositFor === null)
  const minor = borne.reduce((sum, line) => sum + BigInt(line.fullMinor) - BigInt(line.customerMinor), 0n)
  return { contractMinor: minor.toString(), currency: list.currency }
}
