import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../../kit/db.ts'
import type { correctionView, expenseView, timeChangeView } from './time-shapes.ts'

type Correction = z.input<typeof correctionView>
type Change = z.input<typeof timeChangeView>
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
  const { rows: changes } = await sql<Change & { visitId: string }>`
    select c.visit_id as "visitId", c.id, c.status, c.changed_at as at, p.name as by, c.before, c.after
    from field_work.work_time_change c left join people.person p on p.tenant_id = c.tenant_id and p.id = c.changed_by
    where c.tenant_id = kit.tenant() and c.visit_id = any(${[...ids]}::uuid[]) order by c.changed_at, c.id`.execute(tx)
  return { corrections, expenses, changes }
}
