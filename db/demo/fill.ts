import { sql } from 'kysely'
import type { Tx } from '../../server/src/kit/db.ts'

export type Row = Record<string, unknown>

/** Rows of one table in few statements; columns not given take their defaults. */
export async function fill(tx: Tx, table: string, rows: readonly Row[]): Promise<void> {
  const first = rows[0]
  if (!first) return
  const columns = sql.join(Object.keys(first).map((name) => sql.ref(name)))
  for (let at = 0; at < rows.length; at += 2000) {
    const slice = JSON.stringify(rows.slice(at, at + 2000))
    await sql`insert into ${sql.table(table)} (${columns})
      select ${columns} from jsonb_populate_recordset(null::${sql.table(table)}, ${slice}::jsonb)`.execute(tx)
  }
}

/** Half-open range as PostgreSQL writes it. */
export function range(from: Date, to: Date): string {
  return `[${from.toISOString()},${to.toISOString()})`
}
