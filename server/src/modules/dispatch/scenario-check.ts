import { judge, type Work } from '@aftercare/dispatch'
import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { problem } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import { atSeat } from './crew.ts'
import type { OrderRow, VisitRow } from './find.ts'
import { judgedWork } from './fitness.ts'
import { linksAmong } from './order-links.ts'
import type { ItemRow } from './scenario-find.ts'
import { PLANNED } from './states.ts'
import { technicians } from './technicians.ts'

/** Why an item can no longer be done as the plan saw it. */
export interface Overtaken {
  itemId: string
  visitId: string | null
  workOrderId: string
  number: string
  reason: 'moved' | 'begun' | 'gone' | 'pinned' | 'order_changed' | 'taken' | 'unfit' | 'part_gone'
  by: string | null
  /** Of what is gone. */
  part?: string
  place?: string
}

/** The visits and orders of items, held in one order, so that two who apply at once take turns. */
export async function lockItems(tx: Tx, actor: Actor, items: readonly ItemRow[]) {
  const orders = await tx
    .selectFrom('dispatch.work_order')
    .selectAll()
    .where(
      'id',
      'in',
      items.map((one) => one.work_order_id),
    )
    .where(visibleTo(actor, 'station_id'))
    .orderBy('id')
    .forUpdate()
    .execute()
  const visitIds = items.flatMap((one) => one.applied_visit_id ?? one.visit_id ?? [])
  const visits =
    visitIds.length === 0
      ? []
      : await tx
          .selectFrom('dispatch.visit')
          .selectAll()
          .where('id', 'in', visitIds)
          .orderBy('id')
          .forUpdate()
          .execute()
  return {
    orders: new Map(orders.map((row) => [row.id, row])),
    visits: new Map(visits.map((row) => [row.id, row])),
  }
}

/** What has changed since the plan was made, item by item. */
export function overtaken(
  items: readonly ItemRow[],
  orders: ReadonlyMap<string, OrderRow>,
  visits: ReadonlyMap<string, VisitRow>,
): Overtaken[] {
  return items.flatMap((item) => {
    const order = orders.get(item.work_order_id)
    const visit = item.visit_id ? visits.get(item.visit_id) : undefined
    const reason = whyOvertaken(item, order, visit)
    return reason ? [overtakenBy(item, order, visit, reason)] : []
  })
}

function whyOvertaken(item: ItemRow, order?: OrderRow, visit?: VisitRow): Overtaken['reason'] | null {
  if (!order) return 'gone'
  if (!item.visit_id) {
    if (order.status !== 'unscheduled') return order.status === 'scheduled' ? 'taken' : 'gone'
    return order.version === item.order_version ? null : 'order_changed'
  }
  if (!visit) return 'gone'
  if (!(PLANNED as readonly string[]).includes(visit.status))
    return ['declined', 'cancelled'].includes(visit.status) ? 'gone' : 'begun'
  // What was pinned when the plan was made, the plan knew of: its technician is away.
  if (visit.version === item.visit_version) return null
  return visit.is_pinned ? 'pinned' : 'moved'
}

export function overtakenBy(
  item: ItemRow,
  order: OrderRow | undefined,
  visit: VisitRow | undefined,
  reason: Overtaken['reason'],
): Overtaken {
  const number = visit?.number ?? order?.number ?? ''
  return { itemId: item.id, visitId: visit?.id ?? null, workOrderId: item.work_order_id, number, reason, by: null }
}

/** The refusal that names them all, and who it was where that is known. */
export async function planMoved(tx: Tx, found: readonly Overtaken[]) {
  const ids = found.map((one) => one.visitId ?? one.workOrderId)
  const { rows } = await sql<{ id: string; by: string | null }>`
    select distinct on (e.subject_id) e.subject_id as id, e.actor_name as by from kit.event e
    where e.subject_type in ('visit', 'work_order') and e.subject_id = any(${ids}::uuid[]) order by e.subject_id, e.at desc`.execute(
    tx,
  )
  const by = new Map(rows.map((row) => [row.id, row.by]))
  return problem('conflict.plan_moved', 409, {
    count: found.length,
    visits: found.map((one) => ({ ...one, by: by.get(one.visitId ?? one.workOrderId) ?? null })),
  })
}

/**
 * Whether everybody can still do what the plan gives them: absences, shifts, certificates, parts and who is never to come
 * may have changed without a visit having changed. Judged as a booking is. Returns what no longer fits.
 */
export async function unfitItems(
  tx: Tx,
  actor: Actor,
  items: readonly ItemRow[],
  orders: ReadonlyMap<string, OrderRow>,
): Promise<Overtaken[]> {
  const placed = items.filter((one) => one.technician_id !== null)
  if (placed.length === 0) return []
  const window = {
    fromAt: Math.min(...placed.map((one) => one.starts_at!.getTime())),
    toAt: Math.max(...placed.map((one) => one.ends_at!.getTime())),
  }
  const ids = [...new Set(placed.map((one) => one.technician_id!))]
  const people = await technicians(tx, sql`p.id = any(${ids}::uuid[]) and ${visibleTo(actor, 's.id')}`, window)
  const byId = new Map(people.map((one) => [one.id, one]))
  const bySeat = Map.groupBy(placed, (item) => item.seat)
  const works = new Map<number, Map<string, Work>>()
  for (const [seat, own] of bySeat)
    works.set(
      seat,
      await judgedWork(
        tx,
        [...new Set(own.map((one) => orders.get(one.work_order_id)!))].map((order) => atSeat(order, seat)),
        items.flatMap((one) => one.visit_id ?? []),
      ),
    )
  const isBrought = (item: ItemRow, by: readonly string[] = []) =>
    placed.some((one) => one.work_order_id === item.work_order_id && by.includes(one.technician_id!))
  const found: Overtaken[] = []
  for (const item of placed) {
    const order = orders.get(item.work_order_id)!
    const technician = byId.get(item.technician_id!)
    // Whether the order of orders holds is asked when all stand where they go.
    const { links: _, parts, ...asked } = works.get(item.seat)!.get(order.id)!
    const work = {
      ...asked,
      // One of a crew brings them. Whether they still lie where they are to be collected is asked when they are kept there.
      parts: (item.kind === 'book' && item.pick_up) || isBrought(item, parts?.inVanOf) ? null : (parts ?? null),
      durationMs: item.ends_at!.getTime() - item.starts_at!.getTime(),
    }
    const lacks =
      !technician ||
      judge(work, technician, item.starts_at!.getTime()).reasons.some((one) => !one.ok && one.code !== 'booked')
    if (lacks) found.push(overtakenBy(item, order, undefined, 'unfit'))
  }
  return found
}

/** Moves that leave an order before what must come first, now that all stand where they go. */
export async function wrongWayRound(
  tx: Tx,
  items: readonly ItemRow[],
  orders: ReadonlyMap<string, OrderRow>,
): Promise<Overtaken[]> {
  const moved = items.filter((one) => one.kind !== 'book')
  const links = await linksAmong(tx, [...new Set(moved.map((one) => one.work_order_id))])
  const wrong = links.filter(
    ({ firstEndsAt, afterStartsAt, gapMs }) =>
      afterStartsAt !== null && (firstEndsAt === null || firstEndsAt + gapMs > afterStartsAt),
  )
  const isWrong = ({ work_order_id: order }: ItemRow) =>
    wrong.some((link) => link.firstId === order || link.afterId === order)
  return moved.filter(isWrong).map((item) => overtakenBy(item, orders.get(item.work_order_id), undefined, 'unfit'))
}
