import { sql } from 'kysely'
import { type Actor, systemActor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { job } from '../../kit/jobs.ts'
import { problem } from '../../kit/problem.ts'
import { bookDay } from '../billing/index.ts'
import { lockContract, moveContract, mustBeVersion } from './contracts.ts'
import { endPlans, pausePlans } from './plan-state.ts'

/** Not paid, or in dispute: no cover, no visits, until it is taken up again. The term runs on. */
export async function suspendContract(
  tx: Tx,
  actor: Actor,
  id: string,
  reason: string,
  ifMatch: number,
  now: Date,
): Promise<void> {
  const row = await lockContract(tx, actor, id)
  mustBeVersion(row, ifMatch)
  await setRunning(tx, id, false)
  await moveContract(tx, actor, row, 'suspended', {
    type: 'contract.suspended',
    set: { suspended_on: await bookDay(tx, now), suspend_reason: reason },
    data: { reason },
  })
}

export async function resumeContract(tx: Tx, actor: Actor, id: string, ifMatch: number): Promise<void> {
  const row = await lockContract(tx, actor, id)
  mustBeVersion(row, ifMatch)
  if (row.status !== 'suspended') throw problem('conflict.state', 409, { from: row.status, to: 'active' })
  await setRunning(tx, id, true)
  await moveContract(tx, actor, row, 'active', {
    type: 'contract.resumed',
    set: { suspended_on: null, suspend_reason: null },
  })
}

async function setRunning(tx: Tx, id: string, isRunning: boolean): Promise<void> {
  await tx.updateTable('contracts.cover').set({ is_running: isRunning }).where('contract_id', '=', id).execute()
  await pausePlans(tx, id, !isRunning)
}

const AT_ONCE = 200

/** The day after its last day a contract is over. Its cover ended by itself: the day is in every row. */
export const expireContracts = job<object>(
  'contracts-expiry',
  async ({ services, tenantId }) => {
    for (let n = AT_ONCE; n === AT_ONCE; )
      n = await services.db.tx(tenantId, async (tx) => {
        const today = await bookDay(tx, new Date())
        const { rows } = await sql<{ id: string }>`
          select id from contracts.contract where status in ('active', 'suspended') and ends_on < ${today}::date
          order by ends_on, id limit ${AT_ONCE}`.execute(tx)
        for (const { id } of rows) await expire(tx, systemActor(tenantId), id)
        return rows.length
      })
  },
  '5 2 * * *',
)

async function expire(tx: Tx, actor: Actor, id: string): Promise<void> {
  const row = await lockContract(tx, actor, id)
  if (row.status !== 'active' && row.status !== 'suspended') return
  await endPlans(tx, { contractId: id }, row.ends_on, 'contract_expired')
  await moveContract(tx, actor, row, 'expired', { type: 'contract.expired', data: { endsOn: row.ends_on } })
}
