import type { Selectable } from 'kysely'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import type { DispatchVisit, DispatchWorkOrder } from '../../kit/db-types.ts'
import { notFound } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'

export type OrderRow = Selectable<DispatchWorkOrder>
export type VisitRow = Selectable<DispatchVisit>

/** Visits of the actor's stations, and always those the actor makes. */
export function visitVisible(actor: Actor, alias: string): RawBuilder<boolean> {
  if (actor.kind !== 'person') return visibleTo(actor, `${alias}.station_id`)
  return sql<boolean>`(${visibleTo(actor, `${alias}.station_id`)} or ${sql.ref(`${alias}.technician_id`)} = ${actor.id}::uuid)`
}

export async function findOrder(tx: Tx, actor: Actor, id: string): Promise<OrderRow> {
  const row = await tx
    .selectFrom('dispatch.work_order as w')
    .selectAll()
    .where('w.id', '=', id)
    .where(visibleTo(actor, 'w.station_id'))
    .executeTakeFirst()
  if (!row) throw notFound('work_order')
  return row
}

/** The order, held until the change commits. Orders are always locked before their visits: who takes turns never deadlocks. */
export async function lockOrder(tx: Tx, actor: Actor, id: string): Promise<OrderRow> {
  const row = await tx
    .selectFrom('dispatch.work_order as w')
    .selectAll()
    .where('w.id', '=', id)
    .where(visibleTo(actor, 'w.station_id'))
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('work_order')
  return row
}

export async function findVisit(tx: Tx, actor: Actor, id: string): Promise<VisitRow> {
  const row = await tx
    .selectFrom('dispatch.visit as v')
    .selectAll()
    .where('v.id', '=', id)
    .where(visitVisible(actor, 'v'))
    .executeTakeFirst()
  if (!row) throw notFound('visit')
  return row
}

/** The visit and its order, both held. */
export async function lockVisit(tx: Tx, actor: Actor, id: string): Promise<{ visit: VisitRow; order: OrderRow }> {
  const found = await findVisit(tx, actor, id)
  const order = await tx
    .selectFrom('dispatch.work_order as w')
    .selectAll()
    .where('w.id', '=', found.work_order_id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const visit = await tx
    .selectFrom('dispatch.visit as v')
    .selectAll()
    .where('v.id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return { visit, order }
}
