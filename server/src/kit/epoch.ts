import { sql } from 'kysely'
import type { Tx } from './db.ts'

/**
 * Which life of the database this is: another cluster, another restore of a dump and another timeline after a recovery each
 * have their own. A copy of the data folder put back has the same one; who must notice that, too, asks for what it told last.
 */
export async function epochOf(tx: Tx): Promise<string> {
  const { rows } = await sql<{ epoch: string }>`
    select md5(concat_ws('.', (select system_identifier from pg_control_system()),
      (select timeline_id from pg_control_checkpoint()), d.oid)) as epoch
    from pg_database d where d.datname = current_database()`.execute(tx)
  return rows[0]!.epoch
}
