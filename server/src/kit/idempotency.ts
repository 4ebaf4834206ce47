import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from './db.ts'
import { problem } from './problem.ts'

export interface StoredAnswer {
  status: number
  response: unknown
}

export function bodyHash(body: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(body ?? null))
    .digest('base64url')
}

/**
 * Takes the key for this change, or returns the first answer again. A second caller with the same key waits on the
 * primary key until the first has committed or rolled back. The same key with another body or route is refused.
 */
export async function takeKey(
  tx: Tx,
  key: string,
  actorId: string | null,
  route: string,
  hash: string,
): Promise<StoredAnswer | null> {
  const { rows } = await sql`
    insert into kit.idempotency (key, actor_id, route, body_hash) values (${key}, ${actorId}, ${route}, ${hash})
    on conflict do nothing returning key`.execute(tx)
  if (rows.length > 0) return null
  return storedAnswer(tx, key, actorId, route, hash)
}

export async function storedAnswer(
  tx: Tx,
  key: string,
  actorId: string | null,
  route: string,
  hash: string,
): Promise<StoredAnswer> {
  const row = await tx.selectFrom('kit.idempotency').selectAll().where('key', '=', key).executeTakeFirstOrThrow()
  if (row.body_hash !== hash || row.route !== route || row.actor_id !== actorId)
    throw problem('idempotency.mismatch', 422)
  return { status: row.status ?? 200, response: row.response }
}

export async function keepAnswer(tx: Tx, key: string, answer: StoredAnswer): Promise<void> {
  await sql`update kit.idempotency set status = ${answer.status}, response = ${JSON.stringify(answer.response ?? null)}::jsonb
    where key = ${key}`.execute(tx)
}
