import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { invalid, problem } from '../../kit/problem.ts'
import { id, line } from '../../kit/shapes.ts'
import { lockOrder, settleOrder } from './purchases.ts'
import { asNumeric, toMicros } from './quantities.ts'
import { quantity } from './shapes.ts'

export const cancellationBody = z.object({
  lines: z
    .array(z.object({ lineId: id, quantity: quantity.gt(0).optional().describe('absent: all that is still open') }))
    .min(1)
    .max(500)
    .optional()
    .describe('absent: everything that is still open'),
  reason: line,
})

/** What is not wanted any more: the whole order, or the rest of a line. What has come stays; whoever waits hears a new day. */
export async function cancelOrder(
  tx: Tx,
  actor: Actor,
  orderId: string,
  body: z.output<typeof cancellationBody>,
): Promise<void> {
  const order = await lockOrder(tx, actor, orderId)
  if (order.state === 'closed' || order.state === 'cancelled')
    throw problem('conflict.state', 409, { from: order.state, to: 'cancelled' })
  const { rows } = await sql<{ id: string; open: string }>`select id, quantity - received - cancelled as open
    from parts.purchase_line where order_id = ${orderId} order by position`.execute(tx)
  const open = new Map(rows.map((row) => [row.id, toMicros(row.open)]))
  const asked: { lineId: string; quantity?: number | undefined }[] =
    body.lines ?? rows.filter((row) => toMicros(row.open) > 0).map((row) => ({ lineId: row.id }))
  for (const [index, one] of asked.entries()) {
    const left = open.get(one.lineId)
    if (left === undefined) throw invalid({ path: `lines.${index}.lineId`, code: 'validation.unknown_reference' })
    const micros = one.quantity === undefined ? left : toMicros(one.quantity)
    if (micros > left || micros === 0)
      throw invalid({ path: `lines.${index}.quantity`, code: 'parts.more_than_ordered' })
    open.set(one.lineId, left - micros)
    await sql`update parts.purchase_line set cancelled = cancelled + ${asNumeric(micros)}::numeric where id = ${one.lineId}`.execute(
      tx,
    )
  }
  await settleOrder(tx, actor, order, order.state, 'purchase_order.cancelled', { reason: body.reason })
}
