import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'

export async function classList(tx: Tx) {
  const items = await tx
    .selectFrom('parts.class')
    .select(['id', 'code', 'name', 'method', 'version'])
    .orderBy('code')
    .execute()
  return { items }
}

/** A class keeps its method for good: a part changes class while there is none of it. */
export async function addClass(tx: Tx, actor: Actor, body: { code: string; name: object; method: string }) {
  const id = newId()
  await tx
    .insertInto('parts.class')
    .values({ id, code: body.code, name: JSON.stringify(body.name), method: body.method })
    .execute()
  await announce(tx, actor, {
    type: 'part_class.added',
    subject: { type: 'part_class', id, version: 1 },
    data: { code: body.code, method: body.method },
  })
  return { id, ...body, version: 1 }
}
