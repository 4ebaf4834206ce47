import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { useWorld } from '../../../test/harness.ts'

const world = useWorld()

/** The plan as the application's role gets it: under row-level security, where a condition that is not leakproof finds no index. */
async function planOf(condition: string): Promise<string> {
  return world.services.db.tx(world.tenant.id, async (tx) => {
    await sql`set local enable_seqscan = off`.execute(tx)
    await sql`set local enable_bitmapscan = off`.execute(tx)
    const { rows } = await sql<{
      'QUERY PLAN': string
    }>`explain select id from dispatch.visit v where ${sql.raw(condition)}`.execute(tx)
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  })
}

test('the visits of a stretch of time are found by index, under row-level security', async () => {
  const window = `v.starts_at >= '2026-11-23' and v.starts_at < '2026-11-24'`
  expect(await planOf(window)).toMatch(/Index Cond: .*starts_at >= /)
  // What the range itself would have cost, and why the times have columns of their own.
  expect(await planOf(`lower(v.planned) >= '2026-11-23'`)).not.toMatch(/Index Cond: .*lower/)
})
