import type { Tx } from '../../kit/db.ts'

type Which = { contractId: string } | { contractId: string; assetId: string }

/** Nothing more is planned after a day; what stands after it is skipped, with the reason. */
export async function endPlans(tx: Tx, which: Which, on: string, reason: string): Promise<void> {
  const plans = await tx
    .updateTable('contracts.plan')
    .set((eb) => ({ status: 'ended', ends_on: on, version: eb('version', '+', 1) }))
    .where('contract_id', '=', which.contractId)
    .$if('assetId' in which, (q) => q.where('asset_id', '=', (which as { assetId: string }).assetId))
    .where('status', '<>', 'ended')
    .returning('id')
    .execute()
  if (plans.length === 0) return
  await tx
    .updateTable('contracts.planned_date')
    .set((eb) => ({ status: 'skipped', reason, version: eb('version', '+', 1) }))
    .where(
      'plan_id',
      'in',
      plans.map((row) => row.id),
    )
    .where('status', '=', 'planned')
    .where('planned_on', '>', on)
    .execute()
}

/** While a contract is suspended no work is made ahead for it. */
export async function pausePlans(tx: Tx, contractId: string, paused: boolean): Promise<void> {
  await tx
    .updateTable('contracts.plan')
    .set((eb) => ({ status: paused ? 'paused' : 'active', version: eb('version', '+', 1) }))
    .where('contract_id', '=', contractId)
    .where('status', '=', paused ? 'active' : 'paused')
    .execute()
}
