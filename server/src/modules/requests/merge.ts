import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { invalid, problem } from '../../kit/problem.ts'
import { stopClocks } from './clocks.ts'
import { lockRequest, type RequestRow } from './find.ts'
import { endPause } from './pauses.ts'
import { moveRequest, mustBeOpen } from './states.ts'

/**
 * Two requests were one: the conversation of `otherId` is read with this one from now on, its number stays findable and
 * leads here, its promises no longer count. Nothing is copied, so nothing can differ.
 */
export async function mergeRequests(tx: Tx, actor: Actor, id: string, otherId: string, now: Date): Promise<RequestRow> {
  if (id === otherId) throw invalid({ path: 'otherId', code: 'validation.same' })
  const [kept, other] = await lockBoth(tx, actor, id, otherId)
  mustBeOpen(kept)
  mustBeOpen(other)
  mustBeOfOneCustomer(kept, other)
  await endPause(tx, other.id, now)
  await stopClocks(tx, other.id, now)
  await moveRequest(tx, actor, other, {
    to: 'cancelled',
    set: { merged_into: kept.id, closed_at: now, closure_code: 'duplicate', hold_reason: null },
    news: { type: 'request.merged', data: { into: kept.number, intoId: kept.id } },
  })
  // What was merged into the other earlier is read here too: one step, never a chain.
  await tx.updateTable('requests.request').set({ merged_into: kept.id }).where('merged_into', '=', other.id).execute()
  await moveWatchers(tx, other.id, kept.id)
  const grown = await tx
    .updateTable('requests.request')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', kept.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await announce(tx, actor, {
    type: 'request.absorbed',
    subject: { type: 'request', id: kept.id, version: grown.version },
    threadId: kept.id,
    stationId: kept.station_id,
    data: { number: kept.number, other: other.number, otherId: other.id },
  })
  return grown
}

/** Merged, both customers would read on the portal what the other has said. Two entries of one customer are merged first. */
function mustBeOfOneCustomer(kept: RequestRow, other: RequestRow): void {
  if (kept.customer_id && other.customer_id && kept.customer_id !== other.customer_id)
    throw problem('conflict.other_customer', 409, { number: other.number })
}

/** Always in the same order: two people who merge the same pair both ways wait, they do not deadlock. */
async function lockBoth(tx: Tx, actor: Actor, id: string, otherId: string): Promise<[RequestRow, RequestRow]> {
  const first = await lockRequest(tx, actor, id < otherId ? id : otherId)
  const second = await lockRequest(tx, actor, id < otherId ? otherId : id)
  return id < otherId ? [first, second] : [second, first]
}

async function moveWatchers(tx: Tx, from: string, to: string): Promise<void> {
  const gone = await tx.deleteFrom('requests.watcher').where('request_id', '=', from).returning('person_id').execute()
  if (gone.length === 0) return
  await tx
    .insertInto('requests.watcher')
    .values(gone.map(({ person_id }) => ({ request_id: to, person_id })))
    .onConflict((c) => c.doNothing())
    .execute()
}
