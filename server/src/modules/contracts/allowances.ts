import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { notFound, problem } from '../../kit/problem.ts'
import { lockContract } from './contracts.ts'

export interface Use {
  allowanceId: string
  /** What it is taken for; the same job takes once, however often it is told. */
  job: { type: 'visit' | 'request' | 'hand'; id: string }
  requestId: string | null
  quantity: bigint
  at: Date
  note?: string | null
  /** Takes what is left when that is less: a limit in money pays its last fen. */
  upToLeft?: boolean
}
export type Taken = 'taken' | 'already' | 'used_up'

/** Takes from an allowance. The row of the allowance is held, so two jobs never share the last visit. */
export async function takeAllowance(tx: Tx, actor: Actor, use: Use): Promise<Taken> {
  const held = await hold(tx, use.allowanceId)
  if (!held) return 'used_up'
  const before = await tx
    .selectFrom('contracts.allowance_use')
    .select(['returned_at'])
    .where('allowance_id', '=', use.allowanceId)
    .where('job_type', '=', use.job.type)
    .where('job_id', '=', use.job.id)
    .executeTakeFirst()
  if (before && !before.returned_at) return 'already'
  const left = BigInt(held.total) - BigInt(held.used)
  const quantity = use.upToLeft && use.quantity > left ? left : use.quantity
  if (quantity <= 0n || quantity > left) {
    await tell(tx, actor, held, 'refused', { requestId: use.requestId, left: left.toString() })
    return 'used_up'
  }
  await sql`
    insert into contracts.allowance_use (allowance_id, job_type, job_id, request_id, quantity, at, by_person, note)
    values (${use.allowanceId}, ${use.job.type}, ${use.job.id}, ${use.requestId}, ${quantity}, ${use.at},
      ${actor.kind === 'person' ? actor.id : null}, ${use.note ?? null})
    on conflict (tenant_id, allowance_id, job_type, job_id) do update set returned_at = null, quantity = excluded.quantity,
      at = excluded.at, by_person = excluded.by_person, note = excluded.note`.execute(tx)
  await count(tx, use.allowanceId, quantity)
  const rest = left - quantity
  await tell(tx, actor, held, 'taken', {
    requestId: use.requestId,
    quantity: quantity.toString(),
    left: rest.toString(),
  })
  return 'taken'
}

/** Gives it back when the job is not done after all. False when it had not been taken, or was given back already. */
export async function returnAllowance(
  tx: Tx,
  actor: Actor,
  of: Pick<Use, 'allowanceId' | 'job' | 'at'>,
): Promise<boolean> {
  const held = await hold(tx, of.allowanceId)
  if (!held) return false
  const given = await tx
    .updateTable('contracts.allowance_use')
    .set({ returned_at: of.at })
    .where('allowance_id', '=', of.allowanceId)
    .where('job_type', '=', of.job.type)
    .where('job_id', '=', of.job.id)
    .where('returned_at', 'is', null)
    .returning(['quantity', 'request_id'])
    .executeTakeFirst()
  if (!given) return false
  const quantity = BigInt(given.quantity)
  await count(tx, of.allowanceId, -quantity)
  const left = BigInt(held.total) - BigInt(held.used) + quantity
  await tell(tx, actor, held, 'returned', {
    requestId: given.request_id,
    quantity: quantity.toString(),
    left: left.toString(),
  })
  return true
}

/** By hand, at the desk: a visit made on another paper, or counted by mistake. */
export async function useByHand(
  tx: Tx,
  actor: Actor,
  at: { contractId: string; allowanceId: string; jobId: string },
  input: { quantity: string; note?: string | undefined } | null,
  now: Date,
): Promise<void> {
  const contract = await lockContract(tx, actor, at.contractId)
  const own = await tx
    .selectFrom('contracts.allowance')
    .select('id')
    .where('id', '=', at.allowanceId)
    .where('contract_id', '=', at.contractId)
    .executeTakeFirst()
  if (!own) throw notFound('allowance')
  const job = { type: 'hand', id: at.jobId } as const
  if (!input) {
    await returnAllowance(tx, actor, { allowanceId: own.id, job, at: now })
    return
  }
  if (contract.status !== 'active') throw problem('contracts.not_running', 409, { status: contract.status })
  const use = { allowanceId: own.id, job, requestId: null, quantity: BigInt(input.quantity), at: now }
  const taken = await takeAllowance(tx, actor, { ...use, note: input.note ?? null })
  if (taken === 'used_up') throw problem('contracts.allowance_used', 409)
}

type Held = NonNullable<Awaited<ReturnType<typeof hold>>>

function hold(tx: Tx, id: string) {
  return tx
    .selectFrom('contracts.allowance as a')
    .innerJoin('contracts.contract as c', 'c.id', 'a.contract_id')
    .select(['a.id', 'a.unit', 'a.total', 'a.used', 'a.contract_id', 'c.customer_id', 'c.station_id', 'c.number'])
    .where('a.id', '=', id)
    .forUpdate('a')
    .executeTakeFirst()
}

const count = (tx: Tx, id: string, quantity: bigint) =>
  sql`update contracts.allowance set used = used + ${quantity} where id = ${id}`.execute(tx)

function tell(tx: Tx, actor: Actor, held: Held, what: 'taken' | 'returned' | 'refused', data: Record<string, unknown>) {
  return announce(tx, actor, {
    type: `contract.allowance_${what}`,
    subject: { type: 'contract', id: held.contract_id },
    threadId: (data.requestId as string | null) ?? held.customer_id,
    stationId: held.station_id,
    data: { number: held.number, unit: held.unit, total: held.total, ...data },
  })
}
