import { multiplyMoney, ratio } from '@aftercare/rules'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { day, id, instant } from '../../kit/shapes.ts'
import { bookDay } from '../billing/index.ts'
import { findContract } from './contracts.ts'
import type { Refund } from './refund.ts'
import { daysBetween } from './terms.ts'

export const profitView = z
  .object({
    currency: z.string(),
    on: day,
    parts: z.array(
      z.object({
        fromOn: day,
        toOn: day,
        minor: z.string(),
        days: z.number(),
        ofDays: z.number(),
        earnedMinor: z.string(),
      }),
    ),
    earnedMinor: z.string().describe('revenue of the days that are over'),
    jobs: z.array(z.object({ visitId: id, requestId: id, number: z.string(), minor: z.string(), at: instant })),
    costMinor: z.string().describe('what the contract took over, at published prices'),
    refundMinor: z.string(),
    profitMinor: z.string(),
  })
  .meta({ id: 'ContractProfit' })

/** Revenue of the days that are over, less what the jobs served would have cost the customer; shown part by part. */
export async function profitOf(tx: Tx, actor: Actor, contractId: string, now: Date) {
  const contract = await findContract(tx, actor, contractId)
  const today = await bookDay(tx, now)
  const on = contract.cancelled_on && contract.cancelled_on < today ? contract.cancelled_on : today
  const refund = contract.refund as unknown as Refund | null
  const rows = await tx
    .selectFrom('contracts.instalment')
    .select(['from_on as fromOn', 'to_on as toOn', 'minor'])
    .where('contract_id', '=', contractId)
    .where('state', '<>', 'dropped')
    .orderBy('position')
    .execute()
  // After a refund by what was unused, what stayed is earned whole: days say nothing about it.
  const isSettled = refund?.rule === 'unused'
  const parts = rows.map((part) => {
    const ofDays = daysBetween(part.fromOn, part.toOn) + 1
    const days = isSettled ? ofDays : Math.min(ofDays, Math.max(0, daysBetween(part.fromOn, on) + 1))
    const full = { minor: BigInt(part.minor), currency: contract.currency }
    return { ...part, days, ofDays, earnedMinor: multiplyMoney(full, ratio(BigInt(days), BigInt(ofDays))).minor }
  })
  const jobs = await tx
    .selectFrom('contracts.job_cost')
    .select(['visit_id as visitId', 'request_id as requestId', 'number', 'minor', 'at'])
    .where('contract_id', '=', contractId)
    .where('currency', '=', contract.currency)
    .orderBy('at')
    .execute()
  const refundMinor = isSettled ? BigInt(refund.totalMinor) : 0n
  const earnedMinor = parts.reduce((sum, part) => sum + part.earnedMinor, 0n)
  const costMinor = jobs.reduce((sum, one) => sum + BigInt(one.minor), 0n)
  return {
    currency: contract.currency,
    on,
    parts,
    earnedMinor,
    jobs,
    costMinor,
    refundMinor,
    profitMinor: earnedMinor - refundMinor - costMinor,
  }
}
