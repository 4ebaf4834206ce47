import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { problem } from '../../kit/problem.ts'
import { findRequest } from './find.ts'

/** A person wants to hear of what happens to a request, or no longer. */
export async function watchRequest(
  tx: Tx,
  actor: Actor,
  id: string,
  watching: boolean,
): Promise<{ watching: boolean }> {
  await findRequest(tx, actor, id)
  if (actor.kind !== 'person' || !actor.id) throw problem('forbidden', 403, { permission: 'requests.read' })
  const one = { request_id: id, person_id: actor.id }
  if (watching)
    await tx
      .insertInto('requests.watcher')
      .values(one)
      .onConflict((c) => c.doNothing())
      .execute()
  else await tx.deleteFrom('requests.watcher').where('request_id', '=', id).where('person_id', '=', actor.id).execute()
  return { watching }
}
