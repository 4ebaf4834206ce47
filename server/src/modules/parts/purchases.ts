import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { takeNumber } from '../../kit/numbers.ts'
import { invalid, notFound, problem } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import { groundOf } from './ground.ts'
import { readLines } from './lines.ts'
import { shelf } from './places.ts'
import { type End, post } from './posting.ts'
import { contentHash, orderedLines } from './purchase-content.ts'
import { lastSending, sendingsOf } from './purchase-sendings.ts'
import type { confirmationBody, deliveryBody, purchaseBody, purchaseView } from './purchase-shapes.ts'
import { asNumeric, toMicros } from './quantities.ts'
import { termsOfSupplier } from './suppliers.ts'

export async function orderParts(
  tx: Tx,
  actor: Actor,
  body: z.output<typeof purchaseBody>,
  services: Pick<Services, 'db'>,
  now: Date,
) {
  const place = await shelf(tx, actor, body.placeId)
  const { currency } = await groundOf(tx)
  const orderId = body.id ?? newId()
  const number = await takeNumber(services.db, actor.tenantId, 'PO', now.getUTCFullYear())
  await tx
    .insertInto('parts.purchase_order')
    .values({
      id: orderId,
      number,
      supplier: body.supplier,
      place_id: place.id,
      station_id: place.station_id,
      currency,
      ordered_by: actor.id,
    })
    .execute()
  for (const [index, one] of body.lines.entries()) {
    const part = await tx.selectFrom('parts.part').select('tracking').where('id', '=', one.partId).executeTakeFirst()
    // Batches and serials are known when they come: an order counts units.
    const micros =
      part && part.tracking !== 'none'
        ? toMicros(one.quantity)
        : (await readLines(tx, [{ partId: one.partId, quantity: one.quantity, unit: one.unit }], false))[0]!.quantity
    const ordered = { supplier: body.supplier, partId: one.partId, micros, path: `lines.${index}.` }
    const terms = await termsOfSupplier(tx, ordered, now)
    await tx
      .insertInto('parts.purchase_line')
      .values({
        ...{ id: newId(), order_id: orderId, position: index + 1, part_id: one.partId, place_id: place.id },
        ...{ quantity: asNumeric(micros), unit_minor: one.unitMinor, expected_on: one.expectedOn ?? terms.expectedOn },
      })
      .execute()
  }
  await tell(tx, actor, 'purchase_order.ordered', { id: orderId, version: 1, number, station_id: place.station_id })
  return orderId
}

async function tell(
  tx: Tx,
  actor: Actor,
  type: string,
  row: { id: string; version: number; number: string; station_id: string | null },
  more: Record<string, unknown> = {},
) {
  const parts = await tx.selectFrom('parts.purchase_line').select('part_id').where('order_id', '=', row.id).execute()
  await announce(tx, actor, {
    type,
    subject: { type: 'purchase_order', id: row.id, version: row.version },
    stationId: row.station_id,
    data: { ...more, number: row.number, partIds: [...new Set(parts.map((one) => one.part_id))] },
  })
}

export async function lockOrder(tx: Tx, actor: Actor, orderId: string) {
  const row = await tx
    .selectFrom('parts.purchase_order as o')
    .selectAll('o')
    .where('o.id', '=', orderId)
    .where(visibleTo(actor, 'o.station_id'))
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('purchase_order')
  return row
}

/** The supplier's answer per line: the day, and what will not come at all. Whoever waits is told the new day. */
export async function confirmOrder(
  tx: Tx,
  actor: Actor,
  orderId: string,
  body: z.output<typeof confirmationBody>,
): Promise<void> {
  const order = await lockOrder(tx, actor, orderId)
  if (order.state === 'closed' || order.state === 'cancelled')
    throw problem('conflict.state', 409, { from: order.state, to: 'confirmed' })
  const known = await contentKnown(tx, order)
  for (const [index, one] of body.lines.entries()) {
    const done = await sql<{ id: string }>`update parts.purchase_line set confirmed_on = ${one.on},
        cancelled = ${asNumeric(toMicros(one.cancelled))}::numeric
      where id = ${one.lineId} and order_id = ${orderId} and received + ${asNumeric(toMicros(one.cancelled))}::numeric <= quantity returning id`.execute(
      tx,
    )
    if (done.rows.length === 0) throw invalid({ path: `lines.${index}.lineId`, code: 'parts.more_than_ordered' })
  }
  if (known) {
    const content_hash = contentHash(order, await orderedLines(tx, orderId))
    await tx.updateTable('parts.purchase_sending').set({ content_hash }).where('id', '=', known).execute()
  }
  await settleOrder(tx, actor, order, 'confirmed', 'purchase_order.confirmed')
}

/** The last sending, when the supplier has the order as it is: what it then says itself need not be sent to it again. */
async function contentKnown(tx: Tx, order: Awaited<ReturnType<typeof lockOrder>>): Promise<string | null> {
  const last = await lastSending(tx, order.id)
  return last?.content_hash === contentHash(order, await orderedLines(tx, order.id)) ? last.id : null
}

/** An order with nothing open is closed, or cancelled when nothing of it ever came. */
export async function settleOrder(
  tx: Tx,
  actor: Actor,
  order: Awaited<ReturnType<typeof lockOrder>>,
  otherwise: string,
  type: string,
  more: Record<string, unknown> = {},
) {
  const { rows } = await sql<{
    open: boolean
    came: boolean
  }>`select bool_or(received + cancelled < quantity) as open, bool_or(received > 0) as came
    from parts.purchase_line where order_id = ${order.id}`.execute(tx)
  const { open, came } = rows[0]!
  await tx
    .updateTable('parts.purchase_order')
    .set((eb) => ({ state: open ? otherwise : came ? 'closed' : 'cancelled', version: eb('version', '+', 1) }))
    .where('id', '=', order.id)
    .execute()
  await tell(tx, actor, type, { ...order, version: order.version + 1 }, more)
}

/** A delivery, whole or in part, at the ordered price; more than was ordered is refused. */
export async function receiveOrder(
  tx: Tx,
  actor: Actor,
  orderId: string,
  body: z.output<typeof deliveryBody>,
): Promise<void> {
  const order = await lockOrder(tx, actor, orderId)
  const known = await tx.selectFrom('parts.document').select('id').where('id', '=', body.id).executeTakeFirst()
  if (known) return
  if (order.state === 'closed' || order.state === 'cancelled')
    throw problem('conflict.state', 409, { from: order.state, to: 'received' })
  const rows = await tx.selectFrom('parts.purchase_line').selectAll().where('order_id', '=', orderId).execute()
  const wanted = body.lines.map((one) => {
    const row = rows.find((known) => known.id === one.lineId)
    if (!row) throw notFound('purchase_line')
    return { ...one, partId: row.part_id, row }
  })
  const { ownerId, place } = await groundOf(tx)
  const read = await readLines(tx, wanted, true)
  const to: End = { placeId: order.place_id, condition: 'good', ownerId }
  const moves = read.map((one) => {
    const { row } = wanted[Number(one.path.split('.')[1])]!
    const cost = (BigInt(row.unit_minor) * BigInt(one.quantity) + 500_000n) / 1_000_000n
    const here = { ...to, condition: one.condition }
    return { ...one, minor: cost, from: { ...here, placeId: place.supplier }, to: here, row }
  })
  for (const move of moves) {
    const done = await sql<{
      id: string
    }>`update parts.purchase_line set received = received + ${asNumeric(move.quantity)}::numeric
      where id = ${move.row.id} and received + cancelled + ${asNumeric(move.quantity)}::numeric <= quantity returning id`.execute(
      tx,
    )
    if (done.rows.length === 0) throw invalid({ path: `${move.path}quantity`, code: 'parts.more_than_ordered' })
  }
  await post(tx, actor, {
    ...{ id: body.id, kind: 'receipt', moves, placeId: order.place_id, stationId: order.station_id },
    ...{ note: body.note ?? null, content: ['delivery', orderId, body.lines] },
  })
  await tx.insertInto('parts.purchase_receipt').values({ id: body.id, order_id: orderId }).execute()
  await settleOrder(tx, actor, order, order.state, 'purchase_order.received')
}

export async function viewOrder(tx: Tx, actor: Actor, orderId: string): Promise<z.input<typeof purchaseView>> {
  const row = await lockOrder(tx, actor, orderId)
  const { rows } = await sql<z.input<typeof purchaseView>['lines'][number]>`
    select l.id, l.part_id as "partId", p.number as part, p.name, p.unit, p.tracking, l.quantity::float8 as quantity, l.received::float8 as received,
      l.cancelled::float8 as cancelled, l.unit_minor::text as "unitMinor", l.expected_on::text as "expectedOn", l.confirmed_on::text as "confirmedOn"
    from parts.purchase_line l join parts.part p on p.tenant_id = l.tenant_id and p.id = l.part_id
    where l.order_id = ${orderId} order by l.position`.execute(tx)
  const place = await tx
    .selectFrom('parts.place')
    .select('name')
    .where('id', '=', row.place_id)
    .executeTakeFirstOrThrow()
  return {
    place: place.name,
    ...{ id: row.id, number: row.number, supplier: row.supplier, placeId: row.place_id, state: row.state as 'ordered' },
    ...{ currency: row.currency, orderedAt: row.ordered_at.toISOString(), version: row.version, lines: rows },
    ...(await sendingsOf(tx, row)),
  }
}
