import { newId } from '../../kit/ids.ts'
import type { OrderRow } from './find.ts'
import { keepPickUp, type PlannedPickUp } from './pick-ups.ts'
import { overtakenBy, planMoved } from './scenario-check.ts'
import type { ItemRow } from './scenario-find.ts'
import { takeTurns } from './turns.ts'
import type { Call } from './work-orders.ts'

/** What is kept for a visit that is about to be booked. */
export interface KeptPickUp {
  visitId: string
  planned: PlannedPickUp
  demandId: string
  needed: object[]
}

export const plannedOf = (item: ItemRow) => item.pick_up as unknown as PlannedPickUp

/**
 * Keeps the parts that are collected on the way, before anything is booked. Two plans on the last one take turns at its store; the
 * second hears which part is gone from where.
 */
export async function keepPickUps(
  call: Call,
  items: readonly ItemRow[],
  orders: ReadonlyMap<string, OrderRow>,
): Promise<Map<string, KeptPickUp>> {
  const { tx } = call
  const wanted = items.filter((one) => one.kind === 'book' && one.pick_up)
  const places = [...new Set(wanted.map((one) => plannedOf(one).placeId))].sort()
  for (const one of places) await takeTurns(tx, `store ${one}`)
  const kept = new Map<string, KeptPickUp>()
  const gone = []
  for (const item of wanted.toSorted((a, b) => (firstPart(a) < firstPart(b) ? -1 : 1))) {
    const planned = plannedOf(item)
    const visit = { id: newId(), technicianId: item.technician_id!, endAt: item.ends_at!.getTime() }
    const order = orders.get(item.work_order_id)!
    const { short, ...own } = await keepPickUp(call, order, visit, planned)
    if (short.length === 0) kept.set(item.id, { visitId: visit.id, planned, ...own })
    else {
      const row = await tx.selectFrom('parts.place').select('name').where('id', '=', planned.placeId).executeTakeFirst()
      const told = { part: short.join(', '), place: row?.name ?? '' }
      gone.push({ ...overtakenBy(item, order, undefined, 'part_gone'), ...told })
    }
  }
  if (gone.length > 0) throw await planMoved(tx, gone)
  return kept
}

/** Balances are locked part by part, in one order. */
const firstPart = (item: ItemRow): string =>
  plannedOf(item)
    .parts.map((one) => one.partId)
    .sort()[0] ?? ''
