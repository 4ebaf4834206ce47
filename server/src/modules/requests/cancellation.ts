import { isCancelReason } from '@aftercare/rules'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { invalid } from '../../kit/problem.ts'
import { stopClocks } from './clocks.ts'
import { lockRequest, type RequestRow } from './find.ts'
import { endPause } from './pauses.ts'
import { moveRequest, mustBeAbleToGo } from './states.ts'

/** Ends a request without work, for a coded reason. */
export async function cancelRequest(
  tx: Tx,
  actor: Actor,
  id: string,
  why: { reason: string; note?: string | undefined },
  now: Date,
): Promise<RequestRow> {
  if (!isCancelReason('request', why.reason)) throw invalid({ path: 'reason', code: 'validation.invalid_value' })
  return cancelRow(tx, actor, await lockRequest(tx, actor, id), why, now)
}

export async function cancelRow(
  tx: Tx,
  actor: Actor,
  row: RequestRow,
  why: { reason: string; note?: string | undefined },
  now: Date,
): Promise<RequestRow> {
  mustBeAbleToGo(row, 'cancelled')
  await endPause(tx, row.id, now)
  await stopClocks(tx, row.id, now)
  return moveRequest(tx, actor, row, {
    to: 'cancelled',
    set: { closed_at: now, closure_code: why.reason, hold_reason: null },
    news: { type: 'request.cancelled', isPublic: true, data: { reason: why.reason, note: why.note ?? null } },
  })
}
