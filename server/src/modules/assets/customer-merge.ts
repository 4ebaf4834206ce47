import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { type mergeBody, mergeCustomers, movedBy, noteMoved, undoMerge } from '../parties/index.ts'
import { findableAssetsOf } from './findable.ts'

/** Merges customers together with what they own; modules above follow when they hear `customer.merged`. */
export async function mergeOwners(tx: Tx, actor: Actor, keptId: string, input: z.output<typeof mergeBody>, now: Date) {
  const merge = await mergeCustomers(tx, actor, keptId, input, now)
  const assets = await tx
    .updateTable('assets.asset')
    .set((eb) => ({ customer_id: merge.keptId, version: eb('version', '+', 1) }))
    .where('customer_id', '=', merge.mergedId)
    .returning('id')
    .execute()
  const owned = await tx
    .updateTable('assets.ownership')
    .set({ customer_id: merge.keptId })
    .where('customer_id', '=', merge.mergedId)
    .returning('id')
    .execute()
  await noteMoved(
    tx,
    merge.id,
    'asset',
    assets.map((row) => row.id),
  )
  await noteMoved(
    tx,
    merge.id,
    'ownership',
    owned.map((row) => row.id),
  )
  await findableAssetsOf(tx, merge.keptId)
  return merge
}

/** Takes it back: products handed on to somebody else meanwhile stay where they went. */
export async function unmergeOwners(tx: Tx, actor: Actor, mergeId: string, now: Date) {
  const merge = await undoMerge(tx, actor, mergeId, now)
  const assets = await movedBy(tx, mergeId, 'asset')
  const owned = await movedBy(tx, mergeId, 'ownership')
  if (assets.length > 0)
    await tx
      .updateTable('assets.asset')
      .set((eb) => ({ customer_id: merge.mergedId, version: eb('version', '+', 1) }))
      .where('id', 'in', assets)
      .where('customer_id', '=', merge.keptId)
      .execute()
  if (owned.length > 0)
    await tx.updateTable('assets.ownership').set({ customer_id: merge.mergedId }).where('id', 'in', owned).execute()
  await findableAssetsOf(tx, merge.mergedId)
  await findableAssetsOf(tx, merge.keptId)
  return merge
}
