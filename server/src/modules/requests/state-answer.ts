import type { Tx } from '../../kit/db.ts'
import type { RequestRow } from './find.ts'

/** What a change answers. The deadline is read again: clocks are recomputed after the row was written. */
export async function stateOf(tx: Tx, row: RequestRow) {
  const { next_due_at } = await tx
    .selectFrom('requests.request')
    .select('next_due_at')
    .where('id', '=', row.id)
    .executeTakeFirstOrThrow()
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    priority: row.priority,
    version: row.version,
    nextDueAt: next_due_at,
  }
}
