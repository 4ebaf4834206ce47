import { sql } from 'kysely'
import type { Tx } from './db.ts'
import { enqueue, job } from './jobs.ts'

/** Fewer new rows than these change no plan; the database sees to them by itself. */
const MANY = 1000

/**
 * Says in a bulk import which tables (`schema.table`) it has filled with how many rows: as soon as it is committed a worker
 * takes their statistics. Autovacuum would, too, but up to minutes later, and until then everybody's queries are
 * planned for tables that were nearly empty. Asked for twice before it is done, it is done once.
 */
export async function filledInBulk(tx: Tx, rows: number, tables: readonly string[]): Promise<void> {
  if (rows < MANY) return
  for (const table of tables) await enqueue(tx, 'take-statistics', { table }, { key: `statistics ${table}` })
}

export const takeStatisticsJob = job<{ table: string }>('take-statistics', async ({ services, tenantId, payload }) => {
  await services.db.tx(tenantId, (tx) => sql`select kit.take_statistics(${payload.table}::regclass)`.execute(tx))
})
