import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { tellPresence } from '../../kit/presence.ts'
import { findRequest } from './find.ts'

/** Tells those who have the same request open that somebody has it open, too, or has left it. */
export async function showPresence(tx: Tx, actor: Actor, id: string, here: boolean): Promise<{ here: boolean }> {
  const { station_id: stationId } = await findRequest(tx, actor, id)
  tellPresence(tx, actor, { id, stationId }, here)
  return { here }
}
