import { type Actor, can, mustBeAbleTo } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { staleVersion } from '../../kit/edit.ts'
import { announce } from '../../kit/events.ts'
import { problem } from '../../kit/problem.ts'
import { findGoodwill, type GoodwillRow, type Share } from './goodwill.ts'
import { type Limit, limitsFor } from './goodwill-limits.ts'

type Answer = 'approved' | 'rejected' | 'withdrawn'

/**
 * Approves what was asked for, within what the person's roles may give alone, or rejects it with a reason. Nobody answers
 * what they asked for themselves; of two who answer at once the second learns of the first.
 */
export async function answerGoodwill(
  tx: Tx,
  actor: Actor,
  id: string,
  ifMatch: number,
  { answer, text }: { answer: Answer; text?: string | undefined },
  now: Date,
): Promise<void> {
  const row = await findGoodwill(tx, actor, id, true)
  if (row.version !== ifMatch)
    throw await staleVersion(tx, row, { id, ifMatch, patch: {}, news: { subjectType: 'goodwill' } })
  if (row.status !== 'requested') throw problem('conflict.state', 409, { from: row.status, to: answer })
  const role = await authority(tx, actor, row, answer)
  await tx
    .updateTable('entitlement.goodwill')
    .set({
      status: answer,
      decided_at: now,
      decided_by: actor.id,
      decided_by_name: actor.name,
      decided_role: role,
      decision_text: text ?? null,
      version: row.version + 1,
    })
    .where('id', '=', id)
    .execute()
  await announce(tx, actor, {
    type: `goodwill.${answer}`,
    subject: { type: 'goodwill', id, version: row.version + 1 },
    threadId: row.request_id ?? row.asset_id,
    stationId: row.station_id,
    data: {
      number: row.number,
      assetId: row.asset_id,
      requestId: row.request_id,
      givenMinor: row.given_minor,
      currency: row.currency,
      requestedBy: row.requested_by,
      text: text ?? null,
      changes: { status: { from: row.status, to: answer } },
    },
  })
}

/** In which role somebody answers; refused when none of theirs is enough. */
async function authority(tx: Tx, actor: Actor, row: GoodwillRow, answer: Answer): Promise<string | null> {
  const isOwn = actor.id !== null && actor.id === row.requested_by
  if (answer === 'withdrawn') {
    if (!isOwn) throw problem('entitlement.not_yours', 403)
    return null
  }
  mustBeAbleTo(actor, 'entitlement.goodwill_approve')
  if (isOwn) throw problem('entitlement.own_goodwill', 403)
  if (answer === 'rejected') return null
  const role = enough(actor, row, await limitsFor(tx, row.currency))
  if (!role) throw problem('entitlement.goodwill_limit', 403, { amount: row.given_minor, currency: row.currency })
  return role
}

/** The first of a person's roles that may give this much alone. An administrator answers for the whole company. */
function enough(actor: Actor, row: GoodwillRow, limits: readonly Limit[]): string | null {
  if (actor.roles.includes('administrator')) return 'administrator'
  const fits = limits.find(
    ({ role, limitMinor }) =>
      (actor.roles as readonly string[]).includes(role) &&
      (limitMinor === null || BigInt(limitMinor) >= BigInt(row.given_minor)),
  )
  return fits?.role ?? null
}

export async function goodwillPage(tx: Tx, actor: Actor, id: string) {
  const row = await findGoodwill(tx, actor, id)
  const limits = await limitsFor(tx, row.currency)
  return {
    id: row.id,
    version: row.version,
    number: row.number,
    assetId: row.asset_id,
    serial: row.serial,
    requestId: row.request_id,
    stationId: row.station_id,
    status: row.status,
    reasonCode: row.reason_code,
    note: row.note,
    inputs: row.inputs,
    shares: row.shares as unknown as Share[],
    components: row.components,
    currency: row.currency,
    amountMinor: row.amount_minor,
    givenMinor: row.given_minor,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    fileIds: row.file_ids,
    requestedAt: row.requested_at,
    requestedBy: row.requested_by,
    requestedByName: row.requested_by_name,
    decided: row.decided_at && {
      at: row.decided_at,
      byName: row.decided_by_name ?? '',
      role: row.decided_role,
      text: row.decision_text,
    },
    ladder: limits.map(({ role, limitMinor }) => ({
      role,
      limitMinor,
      enough: limitMinor === null || BigInt(limitMinor) >= BigInt(row.given_minor),
    })),
    can: doable(actor, row, limits),
  }
}

function doable(actor: Actor, row: GoodwillRow, limits: readonly Limit[]): ('approve' | 'reject' | 'withdraw')[] {
  if (row.status !== 'requested') return []
  if (actor.id !== null && actor.id === row.requested_by) return ['withdraw']
  if (!can(actor, 'entitlement.goodwill_approve')) return []
  return enough(actor, row, limits) ? ['approve', 'reject'] : ['reject']
}
