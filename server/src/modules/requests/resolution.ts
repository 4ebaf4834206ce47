import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { meetClock } from './clocks.ts'
import { lockRequest, type RequestRow } from './find.ts'
import { endPause } from './pauses.ts'
import { moveRequest, mustBeAbleToGo } from './states.ts'

/** The fault is cured and the customer knows. */
export async function resolveRequest(
  tx: Tx,
  actor: Actor,
  id: string,
  note: string | null,
  now: Date,
): Promise<RequestRow> {
  return resolveRow(tx, actor, await lockRequest(tx, actor, id), { note, at: now })
}

export async function resolveRow(
  tx: Tx,
  actor: Actor,
  row: RequestRow,
  how: { note: string | null; at: Date; data?: Record<string, unknown> },
): Promise<RequestRow> {
  mustBeAbleToGo(row, 'resolved')
  await endPause(tx, row.id, how.at)
  const done = await moveRequest(tx, actor, row, {
    to: 'resolved',
    set: { resolved_at: how.at, hold_reason: null, first_reply_at: row.first_reply_at ?? how.at },
    news: { type: 'request.resolved', isPublic: true, data: { note: how.note, ...how.data } },
  })
  // Whoever solved it has answered, too. An appointment that was not needed is no broken promise.
  await meetClock(tx, row.id, ['respond', 'restore', 'resolve'], how.at)
  await tx
    .updateTable('requests.clock')
    .set({ stopped_at: how.at, next_step_at: null })
    .where('request_id', '=', row.id)
    .where('kind', '=', 'arrive')
    .where('met_at', 'is', null)
    .execute()
  return { ...done, next_due_at: null }
}
