import { canGo, nextStates, type StateOf, type VisitState, type WorkOrderState } from '@aftercare/rules'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { problem } from '../../kit/problem.ts'
import type { OrderRow, VisitRow } from './find.ts'

export const PLANNED: readonly VisitState[] = ['proposed', 'scheduled', 'accepted']
export const UNDER_WAY: readonly VisitState[] = ['en_route', 'on_site', 'working']
/** States in which a person's time is taken; the exclusion constraint counts the same. */
export const TAKES_TIME: readonly string[] = [...PLANNED, ...UNDER_WAY]

export function mustGo<M extends 'visit' | 'workOrder'>(machine: M, row: { status: string }, to: StateOf<M>): void {
  const from = row.status as StateOf<M>
  if (!canGo(machine, from, to)) throw problem('conflict.state', 409, { from, to, next: nextStates(machine, from) })
}

/** Plans are made and changed before somebody has set out. */
export function mustBePlanned(visit: VisitRow): void {
  const { status, number } = visit
  if ((UNDER_WAY as readonly string[]).includes(status))
    throw problem('conflict.visit_started', 409, { number, status })
  if (!(PLANNED as readonly string[]).includes(status)) throw problem('conflict.visit_over', 409, { number, status })
}

export function isOpenOrder(order: OrderRow): boolean {
  return order.status !== 'completed' && order.status !== 'posted' && order.status !== 'cancelled'
}

/** Not over yet. */
export function mustGoOn({ status, number }: VisitRow): void {
  if (!TAKES_TIME.includes(status)) throw problem('conflict.visit_over', 409, { number, status })
}

export function mustBeOpenOrder(order: OrderRow): void {
  if (!isOpenOrder(order)) throw problem('conflict.order_over', 409, { number: order.number, status: order.status })
}

/**
 * What an order is follows from its visits: under way, planned, done, or waiting for a plan. A new booking moves it; a
 * declined, cancelled or part-done visit brings it back to the tray (peers.md 4).
 */
export async function settleOrder(
  tx: Tx,
  actor: Actor,
  order: OrderRow,
  why: Record<string, unknown> = {},
): Promise<OrderRow> {
  const visits = await tx
    .selectFrom('dispatch.visit')
    .select(['status', 'ends_at', 'finished_at'])
    .where('work_order_id', '=', order.id)
    .execute()
  const to = stateFrom(order.status as WorkOrderState, visits)
  if (to === order.status) return order
  return moveOrder(tx, actor, order, to, { ...(to === 'completed' ? { type: 'work_order.completed' } : {}), data: why })
}

type Seen = Pick<VisitRow, 'status' | 'ends_at' | 'finished_at'>

function stateFrom(now: WorkOrderState, visits: readonly Seen[]): WorkOrderState {
  if (now === 'cancelled' || now === 'posted') return now
  const some = (states: readonly string[]) => visits.some((visit) => states.includes(visit.status))
  if (some(UNDER_WAY)) return 'in_progress'
  if (some(PLANNED)) return 'scheduled'
  const over = visits.filter((visit) => ['done', 'part_done', 'no_access'].includes(visit.status))
  const last = over.toSorted((a, b) => Number(a.finished_at ?? a.ends_at) - Number(b.finished_at ?? b.ends_at)).at(-1)
  return last?.status === 'done' ? 'completed' : 'unscheduled'
}

interface OrderNews {
  type?: string
  data?: Record<string, unknown>
  set?: { cancel_reason?: string }
}

export async function moveOrder(
  tx: Tx,
  actor: Actor,
  order: OrderRow,
  to: WorkOrderState,
  news: OrderNews,
): Promise<OrderRow> {
  // Straight through the states in between when a tap was missed (an offline phone reports only the end).
  const steps = canGo('workOrder', order.status as WorkOrderState, to) ? [] : (['in_progress'] as const)
  for (const step of steps) mustGo('workOrder', order, step)
  mustGo('workOrder', { status: steps[0] ?? order.status }, to)
  const row = await tx
    .updateTable('dispatch.work_order')
    .set({ ...news.set, status: to })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', order.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const returned = to === 'unscheduled'
  await announce(tx, actor, {
    type: news.type ?? (returned ? 'work_order.returned' : `work_order.${to === 'in_progress' ? 'started' : to}`),
    subject: { type: 'work_order', id: order.id, version: row.version },
    threadId: order.request_id,
    stationId: row.station_id,
    data: { number: order.number, from: order.status, to, ...news.data },
  })
  return row
}
