import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { notFound, problem } from '../../kit/problem.ts'
import { findableCustomer } from './findable.ts'
import { foldedName } from './folded-name.ts'
import { findCustomer, mustBeKept } from './lookup.ts'
import type { Moved } from './merge.ts'

/**
 * Takes a merge back: what had moved moves back, and fields that were taken over return to what they were unless somebody has
 * changed them since. What was added to the kept customer afterwards stays there.
 */
export async function undoMerge(tx: Tx, actor: Actor, mergeId: string, now: Date) {
  const merge = await tx
    .selectFrom('parties.merge')
    .selectAll()
    .where('id', '=', mergeId)
    .forUpdate()
    .executeTakeFirst()
  if (!merge) throw notFound('merge')
  const kept = await findCustomer(tx, actor, merge.kept_id)
  if (merge.undone_at) throw problem('parties.merge_undone', 409)
  mustBeKept(kept)
  const moved = merge.moved as unknown as Moved
  const back = { customer_id: merge.merged_id }
  if (moved.contact.length > 0)
    await tx.updateTable('parties.contact').set(back).where('id', 'in', moved.contact).execute()
  if (moved.address.length > 0)
    await tx.updateTable('parties.address').set(back).where('id', 'in', moved.address).execute()
  if (moved.consent.length > 0)
    await tx.updateTable('parties.consent').set(back).where('id', 'in', moved.consent).execute()
  if (moved.stations.length > 0)
    await tx
      .deleteFrom('parties.customer_station')
      .where('customer_id', '=', kept.id)
      .where('station_id', 'in', moved.stations)
      .execute()
  await restoreFields(tx, kept, moved.fields)
  await tx
    .updateTable('parties.customer')
    .set((eb) => ({ merged_into: null, version: eb('version', '+', 1) }))
    .where('id', '=', merge.merged_id)
    .execute()
  await tx.updateTable('parties.merge').set({ undone_at: now }).where('id', '=', mergeId).execute()
  await findableCustomer(tx, merge.kept_id)
  await findableCustomer(tx, merge.merged_id)
  const data = { mergeId, keptId: merge.kept_id, mergedId: merge.merged_id }
  const subject = { type: 'customer', id: merge.kept_id }
  await announce(tx, actor, { type: 'customer.merge_undone', subject, data })
  return { id: mergeId, keptId: merge.kept_id, mergedId: merge.merged_id }
}

async function restoreFields(
  tx: Tx,
  kept: Record<string, unknown> & { id: string },
  fields: Moved['fields'],
): Promise<void> {
  const untouched = Object.entries(fields).filter(([column, { after }]) => (kept[column] ?? null) === (after ?? null))
  const set = Object.fromEntries(untouched.map(([column, { before }]) => [column, before]))
  if (typeof set.name === 'string') set.name_fold = foldedName(set.name)
  await tx
    .updateTable('parties.customer')
    .set((eb) => ({ ...set, version: eb('version', '+', 1) }))
    .where('id', '=', kept.id)
    .execute()
}
