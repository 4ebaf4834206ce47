import type { ReactionCall } from '../../kit/jobs.ts'
import { movedBy, noteMoved } from '../parties/index.ts'
import { findableRequest } from './findable.ts'

/** Two customers were one: their requests follow, and can go back should the merge be undone. */
export async function followMerge({ tx, event }: ReactionCall): Promise<void> {
  const { mergeId, keptId, mergedId } = event.data as { mergeId: string; keptId: string; mergedId: string }
  const moved = await tx
    .updateTable('requests.request')
    .set({ customer_id: keptId })
    .where('customer_id', '=', mergedId)
    .returning('id')
    .execute()
  const ids = moved.map((row) => row.id)
  await noteMoved(tx, mergeId, 'request', ids)
  for (const id of ids) await findableRequest(tx, id)
}

export async function undoFollow({ tx, event }: ReactionCall): Promise<void> {
  const { mergeId, keptId, mergedId } = event.data as { mergeId: string; keptId: string; mergedId: string }
  const ids = await movedBy(tx, mergeId, 'request')
  if (ids.length === 0) return
  await tx
    .updateTable('requests.request')
    .set({ customer_id: mergedId })
    .where('id', 'in', ids)
    .where('customer_id', '=', keptId)
    .execute()
  for (const id of ids) await findableRequest(tx, id)
}
