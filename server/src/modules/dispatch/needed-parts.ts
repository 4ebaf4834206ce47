import type { MissingParts } from '@aftercare/dispatch'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { day, line } from '../../kit/shapes.ts'
import { findOrder, lockOrder } from './find.ts'
import { mustBeOpenOrder } from './states.ts'
import { vanParts } from './van-parts.ts'

export const neededPart = z
  .object({
    code: line,
    quantity: z.number().int().min(1).max(9999),
    expectedOn: day.nullable().describe('null: nobody knows when, so the work cannot be planned'),
    isReady: z.boolean().default(false),
  })
  .meta({ id: 'NeededPart' })
export type NeededPart = z.output<typeof neededPart>

/** Parts without which the work cannot begin. */
export async function neededParts(tx: Tx, actor: Actor, orderId: string): Promise<NeededPart[]> {
  await findOrder(tx, actor, orderId)
  const rows = await tx
    .selectFrom('dispatch.needed_part')
    .select(['code', 'quantity', 'expected_on as expectedOn', 'is_ready as isReady'])
    .where('work_order_id', '=', orderId)
    .orderBy('code')
    .orderBy('id')
    .execute()
  return rows
}

/** Says which parts an order waits for, all at once; plans made before notice by the version of the order. */
export async function needParts(tx: Tx, actor: Actor, orderId: string, parts: NeededPart[]): Promise<NeededPart[]> {
  const order = await lockOrder(tx, actor, orderId)
  mustBeOpenOrder(order)
  const before = await tx
    .selectFrom('dispatch.needed_part')
    .select(['code', 'quantity', 'expected_on', 'is_ready', 'is_by_hand'])
    .where('work_order_id', '=', orderId)
    .execute()
  await tx.deleteFrom('dispatch.needed_part').where('work_order_id', '=', orderId).execute()
  const rows = parts.map(({ code, quantity, expectedOn, isReady }) => ({
    id: newId(),
    work_order_id: orderId,
    code,
    quantity,
    expected_on: expectedOn,
    is_ready: isReady,
    // What somebody wrote stays when stock says otherwise; what they left as it was is still stock's.
    is_by_hand:
      before.find(
        (one) =>
          one.code === code && one.quantity === quantity && one.expected_on === expectedOn && one.is_ready === isReady,
      )?.is_by_hand ?? true,
  }))
  if (rows.length > 0) await tx.insertInto('dispatch.needed_part').values(rows).execute()
  const { version } = await tx
    .updateTable('dispatch.work_order')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', orderId)
    .returning('version')
    .executeTakeFirstOrThrow()
  await announce(tx, actor, {
    type: 'work_order.parts_needed',
    subject: { type: 'work_order', id: orderId, version },
    threadId: order.request_id,
    stationId: order.station_id,
    data: { number: order.number, parts: parts.map(({ code, quantity }) => `${quantity} × ${code}`).join(', ') },
  })
  return neededParts(tx, actor, orderId)
}

/**
 * From when on the parts of each order are there, epoch ms: the morning (of the site) of the latest expected day, null
 * when nobody knows, and who has them all in the van meanwhile. Orders that wait for nothing are not in the answer. This is the
 * one place that knows about parts; the board, the booking, slots and plans ask here. What the visits in `freed` take from a van
 * is not counted: they are planned anew.
 */
export async function missingParts(
  tx: Tx,
  orderIds: readonly string[],
  freed: readonly string[] = [],
): Promise<Map<string, MissingParts & { inVanOf: string[] }>> {
  if (orderIds.length === 0) return new Map()
  const { rows } = await sql<{ orderId: string; unknown: string[] | null; codes: string[]; readyAt: Date | null }>`
    select n.work_order_id as "orderId", array_agg(distinct n.code) as codes,
      array_agg(distinct n.code) filter (where n.expected_on is null) as unknown,
      max(n.expected_on::timestamp at time zone w.time_zone) as "readyAt"
    from dispatch.needed_part n join dispatch.work_order w on w.tenant_id = n.tenant_id and w.id = n.work_order_id
    where n.work_order_id = any(${[...orderIds]}::uuid[]) and not n.is_ready group by n.work_order_id`.execute(tx)
  const vans = await vanParts(
    tx,
    rows.map((row) => row.orderId),
    freed,
  )
  return new Map(
    rows.map(({ orderId, unknown, codes, readyAt }) => [
      orderId,
      {
        ...(unknown ? { readyAt: null, codes: unknown } : { readyAt: readyAt!.getTime(), codes }),
        inVanOf: vans.haveAll(orderId),
      },
    ]),
  )
}
