import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { type Balances, balanceKey } from './balances.ts'
import type { NumberedMove } from './posting.ts'
import { asNumeric, fromMicros, toMicros } from './quantities.ts'

/**
 * A fact takes away what was kept for somebody: reservations break, the least urgent and youngest first, until the rest is
 * covered. Whoever waits is told by the event. The balance is locked, so nobody uses the reservation meanwhile.
 */
export async function breakReservations(
  tx: Tx,
  actor: Actor,
  moves: readonly NumberedMove[],
  balances: Balances,
): Promise<void> {
  const change = new Map<string, number>()
  for (const move of moves) {
    const from = balanceKey(move.partId, move.from, move.batchId)
    const to = balanceKey(move.partId, move.to, move.batchId)
    change.set(from, (change.get(from) ?? 0) - move.quantity)
    change.set(to, (change.get(to) ?? 0) + move.quantity)
  }
  for (const [key, by] of change) {
    const balance = balances.before.get(key)
    const missing = balance ? balance.reserved - Math.max(balance.onHand + by, 0) : 0
    if (missing > 0) await breakAt(tx, actor, key, missing)
  }
}

/** Nothing of a batch stays kept for anybody; its balances are locked first, as everywhere. */
export async function breakBatch(tx: Tx, actor: Actor, batchId: string): Promise<void> {
  const rows = await tx
    .selectFrom('parts.reservation')
    .select(['part_id', 'place_id', 'condition', 'owner_id'])
    .distinct()
    .where('batch_id', '=', batchId)
    .where('state', '=', 'active')
    .execute()
  for (const row of rows)
    await breakAt(tx, actor, [row.part_id, row.place_id, row.condition, row.owner_id, batchId].join('/'), Infinity)
}

/** What is kept for jobs at a balance, the least urgent and youngest first. */
export function keptAt(tx: Tx, key: string) {
  const [partId, placeId, , ownerId, batchId] = key.split('/') as [string, string, string, string, string]
  return tx
    .selectFrom('parts.reservation')
    .select(['id', 'line_id', 'open'])
    .where('part_id', '=', partId)
    .where('place_id', '=', placeId)
    .where('owner_id', '=', ownerId)
    .where('batch_id', '=', batchId)
    .where('state', '=', 'active')
    .orderBy('priority', 'desc')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
}

/** Which of them give way until so much is covered, and what they keep. */
export function givingWay<Row extends { open: string }>(rows: readonly Row[], missing: number) {
  let left = missing
  return rows.flatMap((row) => {
    const open = toMicros(row.open)
    const loses = Math.min(open, Math.max(left, 0))
    left -= loses
    return loses > 0 ? [{ row, keeps: open - loses, loses }] : []
  })
}

async function breakAt(tx: Tx, actor: Actor, key: string, missing: number): Promise<void> {
  const [partId, placeId] = key.split('/') as [string, string]
  const broken: { id: string; lineId: string; missing: number }[] = []
  for (const { row, keeps, loses } of givingWay(await keptAt(tx, key).forUpdate().execute(), missing)) {
    await tx
      .updateTable('parts.reservation')
      .set({ open: asNumeric(keeps), state: keeps === 0 ? 'broken' : 'active' })
      .where('id', '=', row.id)
      .execute()
    broken.push({ id: row.id, lineId: row.line_id, missing: fromMicros(loses) })
  }
  // Told the most urgent first: of what is free elsewhere they have it kept before the others.
  for (const { id, ...of } of broken.toReversed())
    await announce(tx, actor, {
      type: 'reservation.broken',
      subject: { type: 'reservation', id },
      data: { ...of, partId, placeId },
    })
}
