import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { findVisit, type OrderRow, type VisitRow } from './find.ts'

export interface VisitForWork {
  visit: VisitRow
  order: OrderRow
  /** Whether the actor is the one who makes it. */
  isOwn: boolean
}

/** A visit and its order, for those who do the work and those who look over it; what is not theirs does not exist. */
export async function visitForWork(tx: Tx, actor: Actor, id: string): Promise<VisitForWork> {
  const visit = await findVisit(tx, actor, id)
  const order = await tx
    .selectFrom('dispatch.work_order')
    .selectAll()
    .where('id', '=', visit.work_order_id)
    .executeTakeFirstOrThrow()
  return { visit, order, isOwn: actor.id === visit.technician_id }
}
