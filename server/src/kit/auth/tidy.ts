import { sql } from 'kysely'
import type { Database } from '../db.ts'

/** What has run out is of no use to anybody but a thief: sessions, links, codes, counted tries. Kept a day for questions. */
export async function tidySignIn(db: Database): Promise<void> {
  await sql`delete from auth."session" where "expiresAt" < now() - interval '1 day'`.execute(db.untenanted)
  await sql`delete from auth."verification" where "expiresAt" < now() - interval '1 day'`.execute(db.untenanted)
  await sql`delete from auth.attempt where last_at < now() - interval '1 day'`.execute(db.untenanted)
}
