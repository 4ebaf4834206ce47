import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Database, NOWHERE, type Tx } from '../db.ts'
import { Problem } from '../problem.ts'

/** So many tries are free; after them each one doubles the wait, up to a minute. A quarter of an hour without tries forgives all. */
export interface Limit {
  key: string
  free: number
  /** What was tried is forgiven when the try succeeds; the address only gets this one try back. */
  kind: 'subject' | 'address'
}

const LONGEST_WAIT = 60
const FORGIVEN_AFTER = '15 minutes'

/**
 * Takes one try under every limit before it is made, so that a hundred at once are counted like a hundred in a row.
 * Refuses with the seconds to wait when any limit is used up. Kept in the database: all processes count together.
 */
export async function takeTry(db: Database, limits: readonly Limit[]): Promise<void> {
  for (const limit of limits) {
    // Apart: the caller may hold a connection, and what is counted stays counted when its change is undone.
    const wait = await db.txApart(NOWHERE, (tx) => takeOne(tx, limit))
    if (wait > 0) throw new Problem('sign_in.slowed', 429, { values: { seconds: wait } })
  }
}

async function takeOne(tx: Tx, { key, free }: Limit): Promise<number> {
  const wait = sql`least(${LONGEST_WAIT}, power(2, least(6, a.tries - ${free}::int))) * interval '1 second'`
  const { rows } = await sql`
    insert into auth.attempt as a (key, tries, last_at) values (${hash(key)}, 1, now())
    on conflict (key) do update set last_at = now(),
      tries = case when a.last_at < now() - ${FORGIVEN_AFTER}::interval then 1 else a.tries + 1 end
    where a.tries < ${free} or a.last_at + ${wait} <= now() returning key`.execute(tx)
  if (rows.length > 0) return 0
  const left = await sql<{ seconds: number }>`
    select ceil(extract(epoch from a.last_at + ${wait} - now()))::int as seconds from auth.attempt a
    where a.key = ${hash(key)}`.execute(tx)
  return Math.max(1, left.rows[0]?.seconds ?? 1)
}

/** The try succeeded: it was no guess. */
export async function forgive(db: Database, limits: readonly Limit[]): Promise<void> {
  const of = (kind: Limit['kind']) => limits.filter((one) => one.kind === kind).map((one) => hash(one.key))
  await db.txApart(NOWHERE, async (tx) => {
    await sql`delete from auth.attempt where key = any(${of('subject')}::text[])`.execute(tx)
    await sql`update auth.attempt set tries = tries - 1 where key = any(${of('address')}::text[]) and tries > 0`.execute(
      tx,
    )
  })
}

/** E-mail and network addresses are personal data: only their hash is kept. */
function hash(key: string): string {
  return createHash('sha256').update(key).digest('base64url')
}
