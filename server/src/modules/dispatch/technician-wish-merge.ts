import type { ReactionCall } from '../../kit/jobs.ts'
import { movedBy, noteMoved } from '../parties/index.ts'

type Merge = { mergeId: string; keptId: string; mergedId: string }

/** What a customer said of technicians is said by whoever they were merged into. */
export async function wishesFollow({ tx, event }: ReactionCall): Promise<void> {
  const { mergeId, keptId, mergedId } = event.data as Merge
  const moved = await tx
    .updateTable('dispatch.technician_wish')
    .set({ customer_id: keptId })
    .where('customer_id', '=', mergedId)
    .returning('id')
    .execute()
  const ids = moved.map((row) => row.id)
  await noteMoved(tx, mergeId, 'technician_wish', ids)
}

export async function wishesGoBack({ tx, event }: ReactionCall): Promise<void> {
  const { mergeId, keptId, mergedId } = event.data as Merge
  const ids = await movedBy(tx, mergeId, 'technician_wish')
  if (ids.length === 0) return
  await tx
    .updateTable('dispatch.technician_wish')
    .set({ customer_id: mergedId })
    .where('id', 'in', ids)
    .where('customer_id', '=', keptId)
    .execute()
}
