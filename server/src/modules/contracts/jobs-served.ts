import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import { systemActor } from '../../kit/actor.ts'
import { type Tx, tenantOf } from '../../kit/db.ts'
import type { ReactionCall } from '../../kit/jobs.ts'
import { returnAllowance, takeAllowance } from './allowances.ts'
import { billVisit } from './invoicing.ts'

/**
 * What happens above (decisions, visits) in terms of contracts: which pays for a request, what counts down, what it cost.
 * All of it comes in as events; nothing here knows of visits but their ids.
 */
const inItsName = (tx: Tx): Actor => systemActor(tenantOf(tx))
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []

/** A decision about a request named its payers: from now on these contracts pay for it, others no longer. */
export async function noteDecision({ tx, event }: ReactionCall): Promise<void> {
  const requestId = event.data.requestId
  if (typeof requestId !== 'string') return
  const lines = texts(event.data.contracts)
  await sql`
    update contracts.job set holds = false where request_id = ${requestId} and not is_planned
      and line_id <> all(${lines}::uuid[])`.execute(tx)
  await tx
    .insertInto('contracts.job')
    .columns(['request_id', 'line_id', 'contract_id', 'decided_at'])
    .expression((eb) =>
      eb
        .selectFrom('contracts.line')
        .select([sql<string>`${requestId}::uuid`.as('request_id'), 'id', 'contract_id'])
        .select(sql<Date>`${event.at}`.as('decided_at'))
        .where('id', '=', sql<string>`any(${lines}::uuid[])`),
    )
    .onConflict((c) =>
      c.columns(['tenant_id', 'request_id', 'line_id']).doUpdateSet({ holds: true, decided_at: event.at }),
    )
    .execute()
}

interface Counted {
  id: string
  unit: string
}
/** What counts down for a request in visits and jobs: the allowances of the lines that pay for it. */
async function allowancesFor(tx: Tx, requestId: string): Promise<Counted[]> {
  return tx
    .selectFrom('contracts.job as j')
    .innerJoin('contracts.allowance as a', 'a.line_id', 'j.line_id')
    .select(['a.id', 'a.unit'])
    .where('j.request_id', '=', requestId)
    .where('j.holds', '=', true)
    .where('a.unit', '<>', 'amount')
    .orderBy('a.id')
    .execute()
}

/** A visit is booked: it takes its visit, its request takes its job. Told twice, it takes once. */
export async function visitTakes({ tx, event }: ReactionCall): Promise<void> {
  if (!event.threadId) return
  await takeFor(tx, event.threadId, event.subjectId, event.at)
}

async function takeFor(tx: Tx, requestId: string, visitId: string, at: Date): Promise<void> {
  for (const { id, unit } of await allowancesFor(tx, requestId)) {
    const job = unit === 'visit' ? { type: 'visit' as const, id: visitId } : { type: 'request' as const, id: requestId }
    await takeAllowance(tx, inItsName(tx), { allowanceId: id, job, requestId, quantity: 1n, at })
  }
}

/** Nobody came, or the work is not done: the visit is given back. The rest of the work takes another one. */
export async function visitGivesBack({ tx, event }: ReactionCall): Promise<void> {
  await giveBack(tx, { type: 'visit', id: event.subjectId }, event.at)
}

/** The request is called off: everything taken for it that was not done. */
export async function requestGivesBack({ tx, event }: ReactionCall): Promise<void> {
  await giveBack(tx, { type: 'request', id: event.subjectId }, event.at)
  await tx.updateTable('contracts.job').set({ holds: false }).where('request_id', '=', event.subjectId).execute()
  await tx
    .updateTable('contracts.planned_date')
    .set((eb) => ({ status: 'skipped', reason: String(event.data.reason ?? ''), version: eb('version', '+', 1) }))
    .where('request_id', '=', event.subjectId)
    .where('status', '=', 'ordered')
    .execute()
}

async function giveBack(tx: Tx, job: { type: 'visit' | 'request'; id: string }, at: Date): Promise<void> {
  const uses = await tx
    .selectFrom('contracts.allowance_use as u')
    .innerJoin('contracts.allowance as a', 'a.id', 'u.allowance_id')
    .select('u.allowance_id')
    .where('u.job_id', '=', job.id)
    .where('u.job_type', '=', job.type)
    .where('u.returned_at', 'is', null)
    // Money is taken for work that was done and billed, be it a part of the job.
    .where('a.unit', '<>', 'amount')
    .orderBy('u.allowance_id')
    .execute()
  for (const use of uses) await returnAllowance(tx, inItsName(tx), { allowanceId: use.allowance_id, job, at })
}

/** Done: counted even when nobody had booked it under the contract, with what it cost; per visit it is billed now. */
export async function visitServed(call: ReactionCall): Promise<void> {
  const { tx, event } = call
  const requestId = event.threadId
  if (!requestId) return
  await takeFor(tx, requestId, event.subjectId, event.at)
  await visitCost(call)
  for (const contractId of await payingContracts(tx, requestId))
    await billVisit(tx, { contractId, requestId, visitId: event.subjectId }, event.at)
}

/** What the contract paid of a visit, whole or in part done. Amounts were taken when the rest was billed. */
export async function visitCost({ tx, event }: ReactionCall): Promise<void> {
  const { contractMinor, currency, number } = event.data
  if (!event.threadId || typeof contractMinor !== 'string' || BigInt(contractMinor) <= 0n) return
  // Work that two contracts share is the first one's: the shares of a line name one of them.
  const [contractId] = await payingContracts(tx, event.threadId)
  if (!contractId) return
  await tx
    .insertInto('contracts.job_cost')
    .values({
      visit_id: event.subjectId,
      contract_id: contractId,
      request_id: event.threadId,
      number: String(number ?? ''),
      minor: contractMinor,
      currency: String(currency),
      at: event.at,
    })
    .onConflict((c) => c.doNothing())
    .execute()
}

async function payingContracts(tx: Tx, requestId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('contracts.job')
    .select('contract_id')
    .distinct()
    .where('request_id', '=', requestId)
    .where('holds', '=', true)
    .orderBy('contract_id')
    .execute()
  return rows.map((row) => row.contract_id)
}
