import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { invalid } from '../../kit/problem.ts'
import { findRequest } from './find.ts'

/** Says that two requests belong together; repeating it changes the kind. */
export async function linkRequests(
  tx: Tx,
  actor: Actor,
  id: string,
  other: { id: string; kind: string },
): Promise<void> {
  if (other.id === id) throw invalid({ path: 'otherId', code: 'validation.same' })
  const row = await findRequest(tx, actor, id)
  const linked = await findRequest(tx, actor, other.id)
  await insertLink(tx, id, other.id, other.kind, actor.kind === 'person' ? actor.id : null)
  const data = { number: row.number, other: linked.number, otherId: linked.id, kind: other.kind }
  await announce(tx, actor, {
    type: 'request.linked',
    subject: { type: 'request', id },
    threadId: id,
    stationId: row.station_id,
    data,
  })
}

export async function unlinkRequests(tx: Tx, actor: Actor, id: string, otherId: string): Promise<void> {
  const row = await findRequest(tx, actor, id)
  const other = await findRequest(tx, actor, otherId)
  if (!(await removeLink(tx, id, otherId))) return
  const data = { number: row.number, other: other.number, otherId }
  await announce(tx, actor, {
    type: 'request.unlinked',
    subject: { type: 'request', id },
    threadId: id,
    stationId: row.station_id,
    data,
  })
}

export async function insertLink(tx: Tx, id: string, otherId: string, kind: string, by: string | null): Promise<void> {
  await removeLink(tx, id, otherId)
  await tx.insertInto('requests.link').values({ request_id: id, other_id: otherId, kind, by_person: by }).execute()
}

/** A link is the same seen from both ends. */
async function removeLink(tx: Tx, id: string, otherId: string): Promise<boolean> {
  const gone = await tx
    .deleteFrom('requests.link')
    .where((eb) =>
      eb.or([
        eb.and([eb('request_id', '=', id), eb('other_id', '=', otherId)]),
        eb.and([eb('request_id', '=', otherId), eb('other_id', '=', id)]),
      ]),
    )
    .returning('kind')
    .execute()
  return gone.length > 0
}
