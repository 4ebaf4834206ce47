import { type ContractState, canGo } from '@aftercare/rules'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { notFound, Problem, problem } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'

/** Stations see the contracts they sold; customers their own, and no drafts. */
export function contractVisible(actor: Actor, alias = 'c'): RawBuilder<boolean> {
  if (actor.kind === 'customer')
    return sql<boolean>`${sql.ref(`${alias}.customer_id`)} = ${actor.id}::uuid and ${sql.ref(`${alias}.status`)} <> 'draft'`
  return visibleTo(actor, `${alias}.station_id`)
}

export async function findContract(tx: Tx, actor: Actor, id: string) {
  const row = await tx
    .selectFrom('contracts.contract as c')
    .selectAll()
    .where('c.id', '=', id)
    .where(contractVisible(actor))
    .executeTakeFirst()
  if (!row) throw notFound('contract')
  return row
}
export type ContractRow = Awaited<ReturnType<typeof findContract>>

export async function lockContract(tx: Tx, actor: Actor, id: string): Promise<ContractRow> {
  const row = await tx
    .selectFrom('contracts.contract as c')
    .selectAll()
    .where('c.id', '=', id)
    .where(contractVisible(actor))
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('contract')
  return row
}

export function mustBeVersion(row: { version: number }, ifMatch: number | null): void {
  if (ifMatch !== null && row.version !== ifMatch)
    throw new Problem('conflict.version', 409, { values: { version: row.version }, changes: [] })
}

interface Move {
  set?: Partial<{
    number: string
    activated_at: Date
    suspended_on: string | null
    suspend_reason: string | null
    cancelled_on: string
    cancel_reason: string
    refund: string
    signed_on: string
    starts_on: string
    ends_on: string
    total_minor: bigint
  }>
  type: string
  data?: Record<string, unknown>
  isPublic?: boolean
}

/** The one way a contract changes its state. */
export async function moveContract(
  tx: Tx,
  actor: Actor,
  row: ContractRow,
  to: ContractState,
  move: Move,
): Promise<void> {
  const from = row.status as ContractState
  if (!canGo('contract', from, to)) throw problem('conflict.state', 409, { from, to })
  await tx
    .updateTable('contracts.contract')
    .set({ status: to, version: row.version + 1, ...move.set })
    .where('id', '=', row.id)
    .execute()
  await announce(tx, actor, {
    type: move.type,
    subject: { type: 'contract', id: row.id, version: row.version + 1 },
    threadId: row.customer_id,
    stationId: row.station_id,
    isPublic: move.isPublic ?? true,
    data: { number: move.set?.number ?? row.number, ...move.data, changes: { status: { from, to } } },
  })
}
