import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { attachFiles } from '../../kit/files/attach.ts'
import { notFound } from '../../kit/problem.ts'
import type { expenseBody } from './time-shapes.ts'
import { findOwnWork } from './work.ts'

/** What a technician paid for a visit; told late it is a fact like any other. The receipt is for us, not for the customer. */
export async function putExpense(
  tx: Tx,
  actor: Actor,
  visitId: string,
  id: string,
  { kind, minor, currency, note, fileId, at }: z.output<typeof expenseBody>,
): Promise<void> {
  const work = await findOwnWork(tx, actor, visitId)
  const kept = await tx.selectFrom('field_work.expense').select('visit_id').where('id', '=', id).executeTakeFirst()
  if (kept && kept.visit_id !== visitId) throw notFound('expense')
  if (fileId)
    await attachFiles(tx, actor, [fileId], { type: 'visit', id: visitId, stationId: work.stationId, isPublic: false })
  const columns = { kind, minor, currency, note: note ?? null, file_id: fileId ?? null, spent_at: at }
  await tx
    .insertInto('field_work.expense')
    .values({ ...columns, id, visit_id: visitId, person_id: actor.id!, station_id: work.stationId })
    .onConflict((c) => c.columns(['tenant_id', 'id']).doUpdateSet(columns))
    .execute()
}

/** Taken back; a phone repeats what it has no answer to, so one that is not there is taken back already. */
export async function removeExpense(tx: Tx, actor: Actor, visitId: string, id: string, now: Date): Promise<void> {
  await findOwnWork(tx, actor, visitId)
  await tx
    .updateTable('field_work.expense')
    .set({ removed_at: now })
    .where('id', '=', id)
    .where('visit_id', '=', visitId)
    .where('removed_at', 'is', null)
    .execute()
}
