import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { findContract } from './contracts.ts'

/** What was taken from the allowances of a contract, newest first; what was given back stays to be seen. */
export async function usesOf(tx: Tx, actor: Actor, contractId: string) {
  await findContract(tx, actor, contractId)
  return tx
    .selectFrom('contracts.allowance_use as u')
    .innerJoin('contracts.allowance as a', 'a.id', 'u.allowance_id')
    .select(['u.allowance_id as allowanceId', 'a.unit', 'u.job_type as jobType', 'u.job_id as jobId'])
    .select(['u.request_id as requestId', 'u.quantity', 'u.at', 'u.returned_at as returnedAt', 'u.note'])
    .where('a.contract_id', '=', contractId)
    .orderBy('u.at', 'desc')
    .limit(500)
    .execute()
}
