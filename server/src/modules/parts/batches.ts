import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { notFound } from '../../kit/problem.ts'
import { breakBatch } from './breaking.ts'

/**
 * A blocked or recalled batch is not issued any more; who is issuing it at this moment comes before or after. What was kept of it
 * for jobs breaks: they have another batch kept for them, or wait again and are told.
 */
export async function blockBatch(tx: Tx, actor: Actor, id: string, reason: string | null, now: Date) {
  // Balances before their batch, in the order in which issues lock them.
  await lockBalances(tx, id)
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
  if (reason) await breakBatch(tx, actor, id)
  return { id: row.id, code: row.code, isBlocked: reason !== null }
}

async function lockBalances(tx: Tx, batchId: string): Promise<void> {
  await sql`select parts.lock_balances(coalesce(jsonb_agg(jsonb_build_object('part', b.part_id, 'place', b.place_id,
      'condition', b.condition, 'owner', b.owner_id, 'batch', b.batch_id)), '[]'))
    from parts.batch h join parts.balance b on b.tenant_id = h.tenant_id and b.part_id = h.part_id and b.batch_id = h.id
    where h.id = ${batchId}`.execute(tx)
}
