import type { Actor } from '../../kit/actor.ts'
import { afterCommit, type Tx } from '../../kit/db.ts'
import { hint } from '../../kit/live.ts'
import { findRequest } from './find.ts'

/**
 * Tells those who have the same request open that somebody has it open, too, or has left it. Nothing is kept: each page
 * says it again while it is open, and forgets whoever has not said so for a while.
 */
export async function showPresence(tx: Tx, actor: Actor, id: string, here: boolean): Promise<{ here: boolean }> {
  const { station_id: stationId } = await findRequest(tx, actor, id)
  if (actor.kind === 'person' && actor.id !== null) {
    const who = { id: actor.id, name: actor.name, here }
    afterCommit(tx, () =>
      hint(actor.tenantId, { type: 'viewer.seen', subject: { type: 'viewer', id }, stationId, who }),
    )
  }
  return { here }
}
