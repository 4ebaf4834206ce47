import { sql } from 'kysely'
import { type Actor, systemActor } from '../../kit/actor.ts'
import { type Tx, tenantOf } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import type { ReactionCall } from '../../kit/jobs.ts'
import { problem } from '../../kit/problem.ts'
import { findCustomer, movedBy, noteMoved } from '../parties/index.ts'
import { type ContractRow, lockContract, mustBeVersion } from './contracts.ts'
import { findableContract } from './findable.ts'
import { endPlans } from './plan-state.ts'
import { dayAfter } from './terms.ts'

/** Hands a contract with all it covers to another customer. */
export async function transferContract(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { customerId: string; reason?: string | undefined },
  ifMatch: number,
): Promise<void> {
  const row = await lockContract(tx, actor, id)
  mustBeVersion(row, ifMatch)
  if (row.status !== 'active') throw problem('contracts.not_running', 409, { status: row.status })
  if (!row.is_transferable) throw problem('contracts.not_transferable', 409)
  if (row.customer_id === input.customerId) throw problem('contracts.same_customer', 409)
  const customer = await findCustomer(tx, actor, input.customerId)
  if (customer.merged_into) throw problem('parties.merged', 409, { mergedInto: customer.merged_into })
  await give(tx, actor, row, customer.id, { reason: input.reason ?? null })
}

async function give(tx: Tx, actor: Actor, row: ContractRow, customerId: string, data: Record<string, unknown>) {
  await tx
    .updateTable('contracts.contract')
    .set({ customer_id: customerId, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute()
  await announce(tx, actor, {
    type: 'contract.transferred',
    subject: { type: 'contract', id: row.id, version: row.version + 1 },
    threadId: customerId,
    stationId: row.station_id,
    isPublic: true,
    data: { number: row.number, ...data, changes: { customerId: { from: row.customer_id, to: customerId } } },
  })
  await findableContract(tx, row.id)
}

/**
 * A product changed hands. A contract for it alone goes with it when it may; one over several stays with who pays it, and the
 * product keeps its cover; one that may not be handed on ends for this product.
 */
export async function followProduct({ tx, event }: ReactionCall): Promise<void> {
  const { customerId, fromOn } = event.data as { customerId?: string; fromOn?: string }
  if (!customerId || !fromOn) return
  const actor = systemActor(tenantOf(tx))
  const { rows } = await sql<{ contract_id: string; others: number }>`
    select v.contract_id, (select count(*)::int from contracts.cover o where o.tenant_id = v.tenant_id
      and o.contract_id = v.contract_id and o.asset_id <> v.asset_id) as others
    from contracts.cover v where v.asset_id = ${event.subjectId} and v.ends_on >= ${fromOn}::date
    group by v.tenant_id, v.contract_id, v.asset_id order by v.contract_id`.execute(tx)
  for (const { contract_id: id, others } of rows) {
    const row = await lockContract(tx, actor, id)
    if (row.status !== 'active' && row.status !== 'suspended') continue
    if (!row.is_transferable) await endFor(tx, actor, row, event.subjectId, dayAfter(fromOn, -1))
    else if (others === 0) await give(tx, actor, row, customerId, { reason: null, assetId: event.subjectId })
  }
}

async function endFor(tx: Tx, actor: Actor, row: ContractRow, assetId: string, on: string): Promise<void> {
  const own = () => tx.updateTable('contracts.cover').where('contract_id', '=', row.id).where('asset_id', '=', assetId)
  await own().set({ ends_on: on }).where('ends_on', '>', on).where('starts_on', '<=', on).execute()
  await tx
    .deleteFrom('contracts.cover')
    .where('contract_id', '=', row.id)
    .where('asset_id', '=', assetId)
    .where('starts_on', '>', on)
    .execute()
  await endPlans(tx, { contractId: row.id, assetId }, on, 'product_sold')
  await announce(tx, actor, {
    type: 'contract.cover_ended',
    subject: { type: 'contract', id: row.id, version: row.version },
    threadId: row.customer_id,
    stationId: row.station_id,
    data: { number: row.number, assetId, on },
  })
}

/** Two customers were one: their contracts follow, and can go back. */
export async function followMerge({ tx, event }: ReactionCall): Promise<void> {
  const { mergeId, keptId, mergedId } = event.data as { mergeId: string; keptId: string; mergedId: string }
  const rows = await tx
    .updateTable('contracts.contract')
    .set({ customer_id: keptId })
    .where('customer_id', '=', mergedId)
    .returning('id')
    .execute()
  const ids = rows.map((row) => row.id)
  await noteMoved(tx, mergeId, 'contract', ids)
  for (const id of ids) await findableContract(tx, id)
}

export async function undoFollow({ tx, event }: ReactionCall): Promise<void> {
  const { mergeId, keptId, mergedId } = event.data as { mergeId: string; keptId: string; mergedId: string }
  const ids = await movedBy(tx, mergeId, 'contract')
  if (ids.length === 0) return
  await tx
    .updateTable('contracts.contract')
    .set({ customer_id: mergedId })
    .where('id', 'in', ids)
    .where('customer_id', '=', keptId)
    .execute()
  for (const id of ids) await findableContract(tx, id)
}
