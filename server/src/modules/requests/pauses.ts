import { HOLD_REASONS, PAUSE_REASONS, type PauseReason, type RequestState } from '@aftercare/rules'
import { sql } from 'kysely'
import { type Actor, mustBeAbleTo } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, problem } from '../../kit/problem.ts'
import { refreshClocks } from './clocks.ts'
import { lockRequest, type RequestRow } from './find.ts'
import { moveRequest, mustBeAbleToGo } from './states.ts'

/** Puts a request on hold for a coded reason; which clocks stand still is the reason's business, not the person's. */
export async function pauseRequest(
  tx: Tx,
  actor: Actor,
  id: string,
  pause: { reason: string; note?: string | undefined },
  now: Date,
): Promise<RequestRow> {
  const reason = pause.reason as PauseReason
  if (!(HOLD_REASONS as PauseReason[]).includes(reason))
    throw invalid({ path: 'reason', code: 'validation.invalid_value' })
  if (PAUSE_REASONS[reason].needsApproval) mustBeAbleTo(actor, 'dispatch.override')
  const row = await lockRequest(tx, actor, id)
  mustBeAbleToGo(row, 'waiting')
  await tx
    .insertInto('requests.pause')
    .values({
      id: newId(),
      request_id: id,
      reason,
      from_at: now,
      note: pause.note ?? null,
      by_person: actor.kind === 'person' ? actor.id : null,
    })
    .execute()
  const done = await moveRequest(tx, actor, row, {
    to: 'waiting',
    set: { hold_reason: reason },
    news: {
      type: 'request.paused',
      isPublic: true,
      data: { reason, note: pause.note ?? null, stops: PAUSE_REASONS[reason].stops },
    },
  })
  await refreshClocks(tx, id, now)
  return done
}

/** Goes on where it was. */
export async function resumeRequest(tx: Tx, actor: Actor, id: string, now: Date): Promise<RequestRow> {
  const row = await lockRequest(tx, actor, id)
  if (!row.hold_reason) throw problem('conflict.not_paused', 409, { from: row.status, wayOn: 'pause' })
  await endPause(tx, id, now)
  const done = await moveRequest(tx, actor, row, {
    to: await stateBefore(tx, id),
    set: { hold_reason: null },
    news: { type: 'request.resumed', isPublic: true, data: { reason: row.hold_reason } },
  })
  await refreshClocks(tx, id, now)
  return done
}

/** Also where a request leaves the hold by another way: resolved, scheduled, cancelled. */
export async function endPause(tx: Tx, requestId: string, now: Date): Promise<void> {
  await sql`update requests.pause set to_at = greatest(from_at, ${now}::timestamptz)
    where request_id = ${requestId} and to_at is null`.execute(tx)
}

async function stateBefore(tx: Tx, requestId: string): Promise<RequestState> {
  const { rows } = await sql<{ from: RequestState | null }>`
    select data->>'from' as from from kit.event
    where thread_id = ${requestId} and type = 'request.paused' order by at desc, id desc limit 1`.execute(tx)
  const from = rows[0]?.from
  return from && from !== 'new' ? from : 'triaged'
}
