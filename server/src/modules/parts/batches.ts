import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { notFound } from '../../kit/problem.ts'

/** A blocked or recalled batch is not issued any more; who is issuing it at this moment comes before or after. */
export async function blockBatch(tx: Tx, actor: Actor, id: string, reason: string | null, now: Date) {
  const row = await tx
    .updateTable('parts.batch')
    .set({ blocked_at: reason ? now : null, blocked_reason: reason })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .returning(['id', 'code', 'part_id', 'version'])
    .executeTakeFirst()
  if (!row) throw notFound('batch')
  await announce(tx, actor, {
    type: reason ? 'batch.blocked' : 'batch.released',
    subject: { type: 'batch', id, version: row.version },
    data: { code: row.code, partId: row.part_id, reason },
  })
  return { id: row.id, code: row.code, isBlocked: reason !== null }
}
