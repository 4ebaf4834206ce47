import type { Actor } from './actor.ts'
import { afterCommit, type Tx } from './db.ts'
import { hint } from './live.ts'

/**
 * Tells those who look at the same thing that somebody looks at it, too, or holds it, or has left it. Nothing is kept:
 * each page says it again while it is so, and forgets whoever has not said so for a while.
 */
export function tellPresence(tx: Tx, actor: Actor, at: { id: string; stationId: string | null }, here: boolean): void {
  if (actor.kind !== 'person' || actor.id === null) return
  const who = { id: actor.id, name: actor.name, here }
  const subject = { type: 'viewer', id: at.id }
  afterCommit(tx, () => hint(actor.tenantId, { type: 'viewer.seen', subject, stationId: at.stationId, who }))
}
