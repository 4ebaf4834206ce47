import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../../kit/db.ts'
import type { correctionView, expenseView } from './time-shapes.ts'

type Correction = z.input<typeof correctionView>
type Expense = z.input<typeof expenseView>

/** What was put right of the time sheets of some visits (the newest of each figure), and what was paid. */
export async function timeOf(tx: Tx, ids: readonly string[]) {
  const { rows: corrections } = await sql<Correction & { visitId: string }>`
    select distinct on (visit_id, field) visit_id as "visitId", id, field, value::float8 as value, reason, told_at as at
    from field_work.time_correction where tenant_id = kit.tenant() and visit_id = any(${[...ids]}::uuid[])
    order by visit_id, field, told_at desc, id desc`.execute(tx)
  const { rows: expenses } = await sql<Expense & { visitId: string }>`
    select visit_id as "visitId", id, kind, minor, currency, note, file_id as "fileId", spent_at as at
    from field_work.expense where tenant_id = kit.tenant() and visit_id = any(${[...ids]}::uuid[]) and removed_at is null
    order by spent_at, id`.execute(tx)
  return { corrections, expenses }
}
