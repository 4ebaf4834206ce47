import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { NO_BATCH } from './balances.ts'
import { asNumeric, toMicros } from './quantities.ts'

export interface Wanted {
  lineId: string
  partId: string
  placeId: string
  ownerId: string
  /** Millionths. */
  quantity: number
  priority: number
  until: Date
}

/**
 * Keeps what is free of a part at a place for a line, batches that expire first before others; what was kept, in millionths.
 * The balances are locked in the one order before what is free is read, so the sum of what is kept never exceeds what lies there.
 */
export async function reserve(tx: Tx, wanted: Wanted, now: Date): Promise<number> {
  const { rows: keys } = await sql<{ batch: string }>`
    select b.batch_id as batch from parts.balance b where b.part_id = ${wanted.partId} and b.place_id = ${wanted.placeId}
      and b.condition = 'good' and b.owner_id = ${wanted.ownerId} and b.on_hand > 0`.execute(tx)
  if (keys.length === 0 || wanted.quantity <= 0 || wanted.until <= now) return 0
  const end = { part: wanted.partId, place: wanted.placeId, condition: 'good', owner: wanted.ownerId }
  const ends = keys.map(({ batch }) => ({ ...end, batch }))
  await sql`select parts.lock_balances(${JSON.stringify(ends)}::jsonb)`.execute(tx)
  await expireAt(tx, wanted, now)
  // Who blocks one of the batches comes before or after, also where its balance is younger than the block.
  const batches = keys.flatMap(({ batch }) => (batch === NO_BATCH ? [] : batch))
  if (batches.length > 0)
    await sql`select 1 from parts.batch where id = any(${batches}::uuid[]) order by id for share`.execute(tx)
  const { rows } = await sql<{ batch: string; free: string }>`
    select b.batch_id as batch, greatest(b.on_hand, 0) - b.reserved as free from parts.balance b
    left join parts.batch h on h.tenant_id = b.tenant_id and h.id = b.batch_id
    where b.part_id = ${wanted.partId} and b.place_id = ${wanted.placeId} and b.condition = 'good' and b.owner_id = ${wanted.ownerId}
      and b.on_hand > b.reserved and h.blocked_at is null and (h.expires_on is null or h.expires_on >= ${wanted.until}::date)
    order by h.expires_on nulls last, b.batch_id`.execute(tx)
  let left = wanted.quantity
  for (const row of rows) {
    const quantity = Math.min(left, toMicros(row.free))
    if (quantity <= 0) continue
    await tx
      .insertInto('parts.reservation')
      .values({
        ...{
          id: newId(),
          part_id: wanted.partId,
          place_id: wanted.placeId,
          owner_id: wanted.ownerId,
          batch_id: row.batch,
        },
        ...{
          line_id: wanted.lineId,
          quantity: asNumeric(quantity),
          open: asNumeric(quantity),
          priority: wanted.priority,
        },
        ends_at: wanted.until,
      })
      .execute()
    left -= quantity
  }
  return wanted.quantity - left
}

/** What has run out is free again for whoever asks next; the balance is locked, so an issue came before or finds it gone. */
async function expireAt(tx: Tx, { partId, placeId }: Wanted, now: Date): Promise<void> {
  await tx
    .updateTable('parts.reservation')
    .set({ open: '0', state: 'expired' })
    .where('part_id', '=', partId)
    .where('place_id', '=', placeId)
    .where('state', '=', 'active')
    .where('ends_at', '<=', now)
    .execute()
}

/** Lets go of what is kept for a line; the balances are locked before their reservations, as everywhere. */
export async function release(tx: Tx, lineId: string, state: 'released' | 'expired'): Promise<void> {
  const kept = await tx
    .selectFrom('parts.reservation')
    .select(['part_id', 'place_id', 'owner_id', 'batch_id'])
    .where('line_id', '=', lineId)
    .where('state', '=', 'active')
    .execute()
  if (kept.length === 0) return
  const ends = kept.map((one) => ({
    ...{ part: one.part_id, place: one.place_id, condition: 'good', owner: one.owner_id, batch: one.batch_id },
  }))
  await sql`select parts.lock_balances(${JSON.stringify(ends)}::jsonb)`.execute(tx)
  await tx
    .updateTable('parts.reservation')
    .set({ open: '0', state })
    .where('line_id', '=', lineId)
    .where('state', '=', 'active')
    .execute()
}

/** What is kept for a line now, in millionths, by batch. */
export async function keptFor(tx: Tx, lineId: string) {
  const rows = await tx
    .selectFrom('parts.reservation')
    .select(['id', 'batch_id', 'owner_id', 'open'])
    .where('line_id', '=', lineId)
    .where('state', '=', 'active')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ id: row.id, batchId: row.batch_id, ownerId: row.owner_id, open: toMicros(row.open) }))
}
