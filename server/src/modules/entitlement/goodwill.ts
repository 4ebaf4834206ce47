import { localDay } from '@aftercare/rules'
import type { z } from 'zod'
import { type Actor, sees } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { attachFiles } from '../../kit/files/attach.ts'
import { newId } from '../../kit/ids.ts'
import { takeNumber } from '../../kit/numbers.ts'
import { type FieldError, invalid, notFound } from '../../kit/problem.ts'
import { maySee } from '../../kit/subjects.ts'
import { visibleTo } from '../../kit/visible.ts'
import { findAsset } from '../assets/index.ts'
import { goodwillInputsOf } from './goodwill-inputs.ts'
import type { goodwillBody } from './goodwill-shapes.ts'

type Input = z.output<typeof goodwillBody>
export type Share = Input['shares'][number]

/** Asks for help beyond every right: why, how much, who would bear which share. Whoever may decides; never who asks. */
export async function requestGoodwill(
  tx: Tx,
  services: Pick<Services, 'db'>,
  actor: Actor,
  input: Input,
  now: Date,
): Promise<string> {
  await findAsset(tx, actor, input.assetId)
  if (input.requestId && !(await maySee(tx, actor, 'request', input.requestId))) throw notFound('request')
  const stationId = stationOf(actor, input.stationId)
  const today = localDay(now.getTime(), actor.timeZone)
  checkShares(input.shares)
  if (input.validTo < today) throw invalid({ path: 'validTo', code: 'validation.order' })
  const inputs = await goodwillInputsOf(tx, input.assetId, input.requestId, now)
  const owed = input.shares.flatMap(({ kind }, i) =>
    inputs.paidKinds.includes(kind) ? [{ path: `shares.${i}.kind`, code: 'entitlement.goodwill_not_needed' }] : [],
  )
  if (owed.length > 0) throw invalid(...owed)
  const id = newId()
  const { amount, given } = sumsOf(input.shares)
  const number = await takeNumber(services.db, actor.tenantId, 'GW', now.getUTCFullYear())
  await tx
    .insertInto('entitlement.goodwill')
    .values({
      id,
      number,
      asset_id: input.assetId,
      request_id: input.requestId ?? null,
      station_id: stationId,
      reason_code: input.reasonCode,
      note: input.note ?? null,
      inputs: JSON.stringify({ ...inputs, maintenance: input.maintenance, priorComplaints: input.priorComplaints }),
      shares: JSON.stringify(input.shares),
      components: input.components,
      currency: input.currency,
      amount_minor: amount,
      given_minor: given,
      valid_from: today,
      valid_to: input.validTo,
      file_ids: input.fileIds,
      requested_at: now,
      requested_by: actor.kind === 'person' ? actor.id : null,
      requested_by_name: actor.name,
    })
    .execute()
  await attachFiles(tx, actor, input.fileIds, { type: 'goodwill', id, stationId, isPublic: false })
  await announce(tx, actor, {
    type: 'goodwill.requested',
    subject: { type: 'goodwill', id, version: 1 },
    threadId: input.requestId ?? input.assetId,
    stationId,
    data: {
      number,
      assetId: input.assetId,
      requestId: input.requestId ?? null,
      reasonCode: input.reasonCode,
      givenMinor: given.toString(),
      currency: input.currency,
    },
  })
  return id
}

function stationOf(actor: Actor, wanted: string | undefined): string | null {
  if (wanted && !sees(actor, wanted)) throw notFound('station')
  if (wanted || actor.stations === 'all') return wanted ?? null
  const [only, ...more] = actor.stations
  if (!only || more.length > 0) throw invalid({ path: 'stationId', code: 'validation.required' })
  return only
}

function checkShares(shares: readonly Share[]): void {
  const errors: FieldError[] = []
  const seen = new Set<string>()
  for (const [i, one] of shares.entries()) {
    if (one.manufacturerPct + one.dealerPct + one.customerPct !== 100)
      errors.push({ path: `shares.${i}.customerPct`, code: 'entitlement.shares_sum' })
    else if (one.customerPct === 100)
      errors.push({ path: `shares.${i}.customerPct`, code: 'entitlement.nothing_given' })
    if (seen.has(one.kind)) errors.push({ path: `shares.${i}.kind`, code: 'validation.duplicate' })
    seen.add(one.kind)
  }
  if (errors.length > 0) throw invalid(...errors)
}

/** Rounded up: an approval never covers less than is given. */
function sumsOf(shares: readonly Share[]): { amount: bigint; given: bigint } {
  const amount = shares.reduce((sum, one) => sum + BigInt(one.amountMinor), 0n)
  const hundredths = shares.reduce((sum, one) => sum + BigInt(one.amountMinor) * BigInt(100 - one.customerPct), 0n)
  return { amount, given: (hundredths + 99n) / 100n }
}

export async function findGoodwill(tx: Tx, actor: Actor, id: string, hold = false) {
  const row = await tx
    .selectFrom('entitlement.goodwill as g')
    .innerJoin('assets.asset as a', 'a.id', 'g.asset_id')
    .selectAll('g')
    .select('a.serial')
    .where('g.id', '=', id)
    .where(visibleTo(actor, 'g.station_id'))
    .$if(hold, (q) => q.forUpdate('g'))
    .executeTakeFirst()
  if (!row) throw notFound('goodwill')
  return row
}
export type GoodwillRow = Awaited<ReturnType<typeof findGoodwill>>
