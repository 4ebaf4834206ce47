import { announce } from '../../kit/events.ts'
import type { Problem } from '../../kit/problem.ts'
import { notFound, problem } from '../../kit/problem.ts'
import { bookOn } from './booking.ts'
import { matesOf } from './crew.ts'
import { mustBeFree } from './double-booking.ts'
import type { OrderRow, VisitRow } from './find.ts'
import { moveAndTell, settleCircle } from './moving.ts'
import { collectAt, writePickUp } from './pick-ups.ts'
import { lockItems, overtaken, overtakenBy, planMoved, unfitItems, wrongWayRound } from './scenario-check.ts'
import { type ItemRow, lockScenario, type ScenarioRow } from './scenario-find.ts'
import { type KeptPickUp, keepPickUps, plannedOf } from './scenario-pick-ups.ts'
import { settleOrder } from './states.ts'
import { takeTurns } from './turns.ts'
import { cancelRow } from './visit-cancellation.ts'
import { promisedOf } from './visit-state.ts'
import type { Call } from './work-orders.ts'

/**
 * Applies a scenario, whole or some of its items, in one change: all of it or nothing. Every visit must still be as the
 * plan saw it and everybody still able; otherwise 409 names those that are not. What would cancel visits needs a yes.
 */
export async function applyScenario(
  call: Call,
  id: string,
  { itemIds, cancelVisits }: Applied,
  ifMatch: number,
): Promise<void> {
  const { tx, actor } = call
  const scenario = await lockScenario(tx, actor, id, ifMatch)
  if (!['proposed', 'partly_applied', 'undone'].includes(scenario.state))
    throw problem('conflict.state', 409, { from: scenario.state, to: 'applied' })
  const { wanted, waiting } = await itemsToApply(call, scenario, itemIds ?? null)
  const { orders, visits } = await lockItems(tx, actor, wanted)
  if (!cancelVisits) mustCancelNothing(wanted, visits)
  const gone = overtaken(wanted, orders, visits)
  if (gone.length > 0) throw await planMoved(tx, gone)
  const found = await unfitItems(tx, actor, wanted, orders)
  if (found.length > 0) throw await planMoved(tx, found)
  const people = [...new Set(wanted.flatMap((one) => one.technician_id ?? []))].sort()
  for (const one of people) await takeTurns(tx, one)
  await unplace(call, wanted, orders, visits)
  await move(call, wanted, visits)
  const kept = await keepPickUps(call, wanted, orders)
  await book(call, wanted, orders, kept)
  await mustBeSettled(call, wanted, orders, visits)
  const wrong = await wrongWayRound(tx, wanted, orders)
  if (wrong.length > 0) throw await planMoved(tx, wrong)
  await mark(call, scenario, waiting > wanted.length ? 'partly_applied' : 'applied', wanted.length)
}

export interface Applied {
  /** Absent: all of it. */
  itemIds?: readonly string[] | undefined
  /** A dispatcher has seen which visits it takes back and said yes. */
  cancelVisits: boolean
}

/** Nobody's visit is cancelled by the way. */
function mustCancelNothing(items: readonly ItemRow[], visits: ReadonlyMap<string, VisitRow>): void {
  const lost = items.filter((one) => one.kind === 'unplace').map((one) => visits.get(one.visit_id!)?.number ?? '')
  if (lost.length > 0) throw problem('dispatch.would_cancel', 409, { count: lost.length, visits: lost.join(', ') })
}

/** Those that change something and are not applied yet. */
async function itemsToApply({ tx }: Call, scenario: ScenarioRow, itemIds: readonly string[] | null) {
  const waiting = await tx
    .selectFrom('dispatch.scenario_item')
    .selectAll()
    .where('scenario_id', '=', scenario.id)
    .where('kind', 'in', ['move', 'book', 'unplace'])
    .where('applied_at', 'is', null)
    .orderBy('position')
    .execute()
  if (!itemIds) {
    if (waiting.length === 0) throw problem('dispatch.nothing_to_apply', 409)
    return { wanted: waiting, waiting: waiting.length }
  }
  const named = waiting.filter((one) => itemIds.includes(one.id))
  if (named.length < new Set(itemIds).size) throw notFound('scenario_item')
  // Who comes together is taken together.
  const whole = new Set(named.map((one) => one.work_order_id))
  const isMate = (one: ItemRow) =>
    whole.has(one.work_order_id) &&
    waiting.some((other) => other.work_order_id === one.work_order_id && other.seat !== one.seat)
  const wanted = waiting.filter((one) => itemIds.includes(one.id) || isMate(one))
  return { wanted, waiting: waiting.length }
}

const NOBODY_LEFT = { reason: 'technician_unavailable', note: null }

/** First what gives way, so that its time is free. */
async function unplace(
  call: Call,
  items: readonly ItemRow[],
  orders: ReadonlyMap<string, OrderRow>,
  visits: ReadonlyMap<string, VisitRow>,
): Promise<void> {
  const { tx, actor } = call
  for (const item of items.filter((one) => one.kind === 'unplace')) {
    const row = await cancelRow(tx, actor, visits.get(item.visit_id!)!, NOBODY_LEFT)
    await settleOrder(tx, actor, orders.get(item.work_order_id)!, { visit: row.number })
    await applied(call, item, row)
  }
}

async function move(call: Call, items: readonly ItemRow[], visits: ReadonlyMap<string, VisitRow>): Promise<void> {
  const moves = items.filter((one) => one.kind === 'move')
  const targets = moves.map((one) => ({
    visitId: one.visit_id!,
    technicianId: one.technician_id!,
    startAt: one.starts_at!,
    endAt: one.ends_at!,
    promised: one.promised,
    status: 'scheduled',
  }))
  const moved = await moveAndTell(call, items[0]!.scenario_id, targets, visits)
  for (const item of moves) {
    if (item.pick_up) await collectAt(call.tx, item.visit_id!, plannedOf(item))
    await applied(call, item, moved.get(item.visit_id!)!)
  }
}

async function book(
  call: Call,
  items: readonly ItemRow[],
  orders: ReadonlyMap<string, OrderRow>,
  kept: ReadonlyMap<string, KeptPickUp>,
): Promise<void> {
  // What comes first is booked first.
  const booked = items
    .filter((one) => one.kind === 'book')
    .sort((a, b) => Number(a.starts_at) - Number(b.starts_at) || a.seat - b.seat)
  for (const [orderId, [item, ...mates]] of Map.groupBy(booked, (one) => one.work_order_id)) {
    const promised = promisedOf(item!.promised)
    const minutes = (item!.ends_at!.getTime() - item!.starts_at!.getTime()) / 60_000
    const plan = { technicianId: item!.technician_id!, start: item!.starts_at!.toISOString(), minutes }
    const crew = mates.map((one) => one.technician_id)
    const pickUp = kept.get(item!.id)
    try {
      const own = { ...(pickUp ? { id: pickUp.visitId } : {}), ...(promised ? { promised } : {}) }
      const first = await bookOn(call, orders.get(orderId)!, { ...plan, crew, ...own })
      if (pickUp) await writePickUp(call, first.id, pickUp.planned, pickUp)
      const others = await matesOf(call.tx, first)
      for (const [i, visit] of [first, ...others].entries()) await applied(call, [item!, ...mates][i]!, visit)
    } catch (error) {
      throw await asOvertaken(call, item!, orders.get(orderId), error)
    }
  }
}

/** Somebody else's visit or hold stands where this was to go. */
async function asOvertaken({ tx }: Call, item: ItemRow, order: OrderRow | undefined, error: unknown): Promise<unknown> {
  const { code } = error as Partial<Problem>
  if (code === 'conflict.double_booking' || code === 'conflict.held' || code === 'conflict.overlap')
    return planMoved(tx, [overtakenBy(item, order, undefined, 'taken')])
  if (code === 'dispatch.unfit' || code === 'dispatch.past')
    return planMoved(tx, [overtakenBy(item, order, undefined, 'unfit')])
  return error
}

/** Nobody is booked twice when all have moved; a visit or hold that came meanwhile is named. */
async function mustBeSettled(
  call: Call,
  items: readonly ItemRow[],
  orders: ReadonlyMap<string, OrderRow>,
  visits: ReadonlyMap<string, VisitRow>,
): Promise<void> {
  const { tx } = call
  for (const item of items.filter((one) => one.kind === 'move')) {
    const slot = {
      technicianId: item.technician_id!,
      startAt: item.starts_at!.getTime(),
      endAt: item.ends_at!.getTime(),
    }
    try {
      await mustBeFree(tx, { ...slot, except: item.visit_id })
    } catch (error) {
      const { code } = error as Partial<Problem>
      if (code !== 'conflict.double_booking' && code !== 'conflict.held') throw error
      throw await planMoved(tx, [
        overtakenBy(item, orders.get(item.work_order_id), visits.get(item.visit_id!), 'taken'),
      ])
    }
  }
  await settleCircle(tx)
}

function applied({ tx, now }: Call, item: ItemRow, visit: VisitRow): Promise<unknown> {
  return tx
    .updateTable('dispatch.scenario_item')
    .set({ applied_visit_id: visit.id, applied_version: visit.version, applied_at: now })
    .where('id', '=', item.id)
    .execute()
}

async function mark({ tx, actor, now }: Call, scenario: ScenarioRow, state: string, items: number): Promise<void> {
  const { version } = await tx
    .updateTable('dispatch.scenario')
    .set({ state, applied_at: now, applied_by: actor.kind === 'person' ? actor.id : null })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', scenario.id)
    .returning('version')
    .executeTakeFirstOrThrow()
  await announce(tx, actor, {
    type: 'scenario.applied',
    subject: { type: 'scenario', id: scenario.id, version },
    stationId: scenario.station_id,
    data: { name: scenario.name, items, changes: { state: { from: scenario.state, to: state } } },
  })
}
