import { announce } from '../../kit/events.ts'
import { problem } from '../../kit/problem.ts'
import { bookOn } from './booking.ts'
import type { OrderRow, VisitRow } from './find.ts'
import { moveAndTell, settleCircle } from './moving.ts'
import { lockItems, overtakenBy, planMoved } from './scenario-check.ts'
import { type ItemRow, lockScenario } from './scenario-find.ts'
import { PLANNED, settleOrder } from './states.ts'
import { takeTurns } from './turns.ts'
import { cancelRow } from './visit-cancellation.ts'
import { promisedOf } from './visit-state.ts'
import type { Call } from './work-orders.ts'

const TAKEN_BACK = { reason: 'planned_in_error', note: null }

/**
 * Takes back what a scenario has applied, in one change: moved visits go back, booked ones are cancelled, those that gave
 * way are booked again where they were. What somebody has changed since is not touched: 409 names it.
 */
export async function undoScenario(call: Call, id: string, ifMatch: number): Promise<void> {
  const { tx, actor } = call
  const scenario = await lockScenario(tx, actor, id, ifMatch)
  if (!['applied', 'partly_applied'].includes(scenario.state))
    throw problem('conflict.state', 409, { from: scenario.state, to: 'undone' })
  const items = await tx
    .selectFrom('dispatch.scenario_item')
    .selectAll()
    .where('scenario_id', '=', id)
    .where('applied_at', 'is not', null)
    .orderBy('position')
    .execute()
  const { orders, visits } = await lockItems(tx, actor, items)
  await mustBeUntouched(call, items, orders, visits)
  const people = [...new Set(items.flatMap((one) => [one.technician_id ?? [], one.was_technician_id ?? []].flat()))]
  for (const one of people.sort()) await takeTurns(tx, one)
  await unbook(call, items, orders, visits)
  await moveBack(call, items, visits)
  await settleCircle(tx)
  await bookAgain(call, scenario.name, items, orders)
  await tx
    .updateTable('dispatch.scenario_item')
    .set({ applied_visit_id: null, applied_version: null, applied_at: null })
    .where('scenario_id', '=', id)
    .execute()
  const { version } = await tx
    .updateTable('dispatch.scenario')
    .set({ state: 'undone', applied_at: null, applied_by: null })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow()
  await announce(tx, actor, {
    type: 'scenario.undone',
    subject: { type: 'scenario', id, version },
    stationId: scenario.station_id,
    data: { name: scenario.name, items: items.length, changes: { state: { from: scenario.state, to: 'undone' } } },
  })
}

async function mustBeUntouched(
  { tx }: Call,
  items: readonly ItemRow[],
  orders: ReadonlyMap<string, OrderRow>,
  visits: ReadonlyMap<string, VisitRow>,
): Promise<void> {
  const changed = items.flatMap((item) => {
    const order = orders.get(item.work_order_id)
    const visit = visits.get(item.applied_visit_id!)
    if (!order || !visit) return [overtakenBy(item, order, visit, 'gone')]
    if (item.kind === 'unplace') return order.status === 'unscheduled' ? [] : [overtakenBy(item, order, visit, 'taken')]
    if (!(PLANNED as readonly string[]).includes(visit.status)) return [overtakenBy(item, order, visit, 'begun')]
    return visit.version === item.applied_version ? [] : [overtakenBy(item, order, visit, 'moved')]
  })
  if (changed.length > 0) throw await planMoved(tx, changed)
}

async function unbook(
  { tx, actor }: Call,
  items: readonly ItemRow[],
  orders: ReadonlyMap<string, OrderRow>,
  visits: ReadonlyMap<string, VisitRow>,
): Promise<void> {
  for (const item of items.filter((one) => one.kind === 'book')) {
    const row = await cancelRow(tx, actor, visits.get(item.applied_visit_id!)!, TAKEN_BACK)
    await settleOrder(tx, actor, orders.get(item.work_order_id)!, { visit: row.number })
  }
}

async function moveBack(call: Call, items: readonly ItemRow[], visits: ReadonlyMap<string, VisitRow>): Promise<void> {
  const moves = items.filter((one) => one.kind === 'move')
  const targets = moves.map((one) => ({
    visitId: one.visit_id!,
    technicianId: one.was_technician_id!,
    startAt: one.was_starts_at!,
    endAt: one.was_ends_at!,
    promised: one.was_promised,
    status: one.was_status!,
  }))
  await moveAndTell(call, items[0]?.scenario_id ?? '', targets, visits)
}

/** They were there before, so what is lacking now (somebody is away) is what the dispatcher wants back all the same. */
async function bookAgain(
  call: Call,
  name: string,
  items: readonly ItemRow[],
  orders: ReadonlyMap<string, OrderRow>,
): Promise<void> {
  const gone = items.filter((one) => one.kind === 'unplace')
  for (const [orderId, [item, ...mates]] of Map.groupBy(gone, (one) => one.work_order_id)) {
    const promised = promisedOf(item!.was_promised)
    const minutes = (item!.was_ends_at!.getTime() - item!.was_starts_at!.getTime()) / 60_000
    const order = { ...orders.get(orderId)!, status: 'unscheduled' }
    const plan = { technicianId: item!.was_technician_id!, start: item!.was_starts_at!.toISOString(), minutes }
    const crew = mates.map((one) => one.was_technician_id)
    await bookOn(call, order, { ...plan, crew, ...(promised ? { promised } : {}), overrideReason: name })
  }
}
