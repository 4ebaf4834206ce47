import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

/** One at a time for one person (or request): two who book the same hour take turns, and the second hears of the first. */
export async function takeTurns(tx: Tx, whose: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`plan ${whose}`}, 0))`.execute(tx)
}
