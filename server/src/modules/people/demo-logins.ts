import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import type { Role } from '../../permissions.ts'

/** The password of every login of the demo company: known to all on purpose, and useless elsewhere. */
export const DEMO_PASSWORD = 'aftercare-demo'

/** The documented logins of the demo company, one per role; none where there is no demo. */
export async function demoLogins(tx: Tx) {
  const { rows } = await sql<{ role: Role; name: string; email: string }>`select * from people.demo_logins()`.execute(
    tx,
  )
  return rows.map((row) => ({ ...row, password: DEMO_PASSWORD }))
}
