import type { ReactionCall } from '../../kit/jobs.ts'
import { movedBy, noteMoved } from '../parties/index.ts'

/** Two customers were one: their calls and surveys follow, and can go back should the merge be undone. */
export async function followMerge({ tx, event }: ReactionCall): Promise<void> {
  const { mergeId, keptId, mergedId } = event.data as { mergeId: string; keptId: string; mergedId: string }
  for (const [table, kind] of TABLES) {
    const moved = await tx
      .updateTable(table)
      .set({ customer_id: keptId })
      .where('customer_id', '=', mergedId)
      .returning('id')
      .execute()
    await noteMoved(
      tx,
      mergeId,
      kind,
      moved.map((row) => row.id),
    )
  }
}

export async function undoFollow({ tx, event }: ReactionCall): Promise<void> {
  const { mergeId, keptId, mergedId } = event.data as { mergeId: string; keptId: string; mergedId: string }
  for (const [table, kind] of TABLES) {
    const ids = await movedBy(tx, mergeId, kind)
    if (ids.length === 0) continue
    await tx
      .updateTable(table)
      .set({ customer_id: mergedId })
      .where('id', 'in', ids)
      .where('customer_id', '=', keptId)
      .execute()
  }
}

const TABLES = [
  ['voice.return_visit', 'return_visit'],
  ['voice.survey', 'survey'],
] as const
