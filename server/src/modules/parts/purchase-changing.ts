import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { staleVersion } from '../../kit/edit.ts'
import { invalid, problem } from '../../kit/problem.ts'
import { day, id } from '../../kit/shapes.ts'
import { lockOrder, settleOrder } from './purchases.ts'
import { asNumeric, fromMicros, toMicros } from './quantities.ts'
import { minor, quantity } from './shapes.ts'
import { termsOfSupplier } from './suppliers.ts'

export const orderPatch = z.object({
  lines: z
    .array(
      z.object({
        lineId: id,
        quantity: quantity.gt(0).optional().describe('of the line in all; not less than has come or was cancelled'),
        unitMinor: minor.optional(),
        expectedOn: day.optional().describe('when it is wanted'),
      }),
    )
    .min(1)
    .max(500),
})

/** Other quantities, prices or days than were ordered. What has come stays at its price; whoever waits hears the new day. */
export async function changeOrder(
  tx: Tx,
  actor: Actor,
  { orderId, ifMatch, body, now }: { orderId: string; ifMatch: number; body: z.output<typeof orderPatch>; now: Date },
): Promise<void> {
  const order = await lockOrder(tx, actor, orderId)
  const news = { subjectType: 'purchase_order' }
  if (order.version !== ifMatch) throw await staleVersion(tx, order, { id: orderId, ifMatch, patch: {}, news })
  if (order.state === 'closed' || order.state === 'cancelled')
    throw problem('conflict.state', 409, { from: order.state, to: 'changed' })
  const rows = await tx.selectFrom('parts.purchase_line').selectAll().where('order_id', '=', orderId).execute()
  for (const [index, one] of body.lines.entries()) {
    const path = `lines.${index}.`
    const row = rows.find((known) => known.id === one.lineId)
    if (!row) throw invalid({ path: `${path}lineId`, code: 'validation.unknown_reference' })
    const wanted = one.quantity === undefined ? toMicros(row.quantity) : toMicros(one.quantity)
    const least = toMicros(row.received) + toMicros(row.cancelled)
    if (wanted < least)
      throw invalid({ path: `${path}quantity`, code: 'parts.less_than_came', values: { least: fromMicros(least) } })
    await termsOfSupplier(tx, { supplier: order.supplier, partId: row.part_id, micros: wanted, path }, now)
    // What the supplier had confirmed was said of another day or quantity.
    const isAsked = one.quantity !== undefined || one.expectedOn !== undefined
    await sql`update parts.purchase_line set quantity = ${asNumeric(wanted)}::numeric,
        unit_minor = ${one.unitMinor ?? row.unit_minor}, expected_on = ${one.expectedOn ?? row.expected_on},
        confirmed_on = ${isAsked ? null : row.confirmed_on} where id = ${row.id}`.execute(tx)
  }
  await settleOrder(tx, actor, order, order.state, 'purchase_order.changed')
}
