import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, notFound } from '../../kit/problem.ts'
import { id } from '../../kit/shapes.ts'
import { partRow } from './catalogue.ts'

export const alternateBody = z.object({
  preferredId: id.nullable().default(null).describe('which of the two is taken first; null: whichever is there'),
})

/** Either of two parts works; said again, only the preference changes. */
export async function putAlternate(tx: Tx, actor: Actor, partId: string, otherId: string, preferredId: string | null) {
  await partRow(tx, partId)
  await partRow(tx, otherId)
  if (partId === otherId) throw invalid({ path: 'preferredId', code: 'validation.same' })
  if (preferredId && preferredId !== partId && preferredId !== otherId)
    throw invalid({ path: 'preferredId', code: 'validation.unknown_reference' })
  const [first, second] = [partId, otherId].toSorted() as [string, string]
  await tx
    .insertInto('parts.alternate')
    .values({ id: newId(), part_id: first, other_id: second, preferred_id: preferredId })
    .onConflict((c) => c.columns(['tenant_id', 'part_id', 'other_id']).doUpdateSet({ preferred_id: preferredId }))
    .execute()
  const data = { otherId, preferredId }
  await announce(tx, actor, { type: 'part.alternate_added', subject: { type: 'part', id: partId }, data })
}

export async function removeAlternate(tx: Tx, actor: Actor, partId: string, otherId: string) {
  const [first, second] = [partId, otherId].toSorted() as [string, string]
  const gone = await tx
    .deleteFrom('parts.alternate')
    .where('part_id', '=', first)
    .where('other_id', '=', second)
    .returning('id')
    .executeTakeFirst()
  if (!gone) throw notFound('alternate')
  await announce(tx, actor, {
    type: 'part.alternate_removed',
    subject: { type: 'part', id: partId },
    data: { otherId },
  })
}
