import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, problem } from '../../kit/problem.ts'
import { findCustomer } from '../parties/index.ts'
import { checkAddress } from './checks.ts'
import { findableAssets } from './findable.ts'
import { holdAsset, mustBeInService } from './lookup.ts'
import type { ownershipBody } from './shapes.ts'

/**
 * Hands a product, with all that is built into it, to a new owner. The old row of the history is closed; cover, meters and repairs
 * hang on the product and go with it.
 */
export async function transferAsset(
  tx: Tx,
  actor: Actor,
  assetId: string,
  input: z.output<typeof ownershipBody>,
): Promise<void> {
  const asset = await holdAsset(tx, actor, assetId)
  mustBeInService(asset)
  if (asset.customer_id === input.customerId) throw problem('assets.same_owner', 409)
  const owner = await findCustomer(tx, actor, input.customerId)
  if (owner.merged_into) throw problem('parties.merged', 409, { mergedInto: owner.merged_into })
  if (input.addressId) await checkAddress(tx, input.addressId, input.customerId)
  const parts = await partsOf(tx, assetId, asset.customer_id)
  for (const one of parts) await openOwnership(tx, one, input.customerId, input.fromOn)
  await tx
    .updateTable('assets.asset')
    .set((eb) => ({
      customer_id: input.customerId,
      address_id: input.addressId ?? null,
      version: eb('version', '+', 1),
    }))
    .where('id', 'in', parts)
    .execute()
  await findableAssets(tx, parts)
  const changes = {
    customerId: { from: asset.customer_id, to: input.customerId },
    addressId: { from: asset.address_id, to: input.addressId ?? null },
  }
  await announce(tx, actor, {
    type: 'asset.transferred',
    subject: { type: 'asset', id: assetId, version: asset.version + 1 },
    threadId: assetId,
    data: { to: owner.name, customerId: owner.id, fromOn: input.fromOn, changes },
  })
}

/** The product and everything below it that belongs to the same owner. */
async function partsOf(tx: Tx, assetId: string, customerId: string | null): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive down as (
      select id from assets.asset where id = ${assetId}
      union select a.id from assets.asset a join down on a.parent_id = down.id
        where a.customer_id is not distinct from ${customerId}::uuid)
    select id from down`.execute(tx)
  return rows.map((row) => row.id)
}

/** Closes the running row, if there is one, and opens the next; a day belongs to one owner. */
export async function openOwnership(tx: Tx, assetId: string, customerId: string, fromOn: string): Promise<void> {
  const running = await tx
    .selectFrom('assets.ownership')
    .select(['id', 'from_on'])
    .where('asset_id', '=', assetId)
    .where('to_on', 'is', null)
    .executeTakeFirst()
  if (running && fromOn <= running.from_on)
    throw invalid({ path: 'fromOn', code: 'assets.owned_later', values: { since: running.from_on } })
  if (running) await tx.updateTable('assets.ownership').set({ to_on: fromOn }).where('id', '=', running.id).execute()
  await tx
    .insertInto('assets.ownership')
    .values({ id: newId(), asset_id: assetId, customer_id: customerId, from_on: fromOn })
    .execute()
}
