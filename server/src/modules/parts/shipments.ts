import { sql } from 'kysely'
import type { z } from 'zod'
import { type Actor, sees } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { takeNumber } from '../../kit/numbers.ts'
import { invalid, notFound, problem } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import { NO_BATCH } from './balances.ts'
import { groundOf } from './ground.ts'
import { readLines } from './lines.ts'
import { shelf } from './places.ts'
import { type Condition, type Document, type DocumentKind, type End, type Move, post } from './posting.ts'
import { asNumeric, toMicros } from './quantities.ts'
import type { arrivalBody, shipmentBody, shipmentView } from './shipment-shapes.ts'

/** A transfer as a draft: what goes from one shelf to another, and when it should be there. */
export async function draftShipment(
  tx: Tx,
  actor: Actor,
  body: z.output<typeof shipmentBody>,
  services: Pick<Services, 'db'>,
  now: Date,
) {
  const from = await shelf(tx, actor, body.fromPlaceId)
  const to = await anyShelf(tx, body.toPlaceId)
  if (from.id === to.id) throw invalid({ path: 'toPlaceId', code: 'parts.other_place' })
  const { ownerId } = await groundOf(tx)
  const lines = await readLines(tx, body.lines, false)
  const id = body.id ?? newId()
  const number = await takeNumber(services.db, actor.tenantId, 'TR', now.getUTCFullYear())
  await tx
    .insertInto('parts.shipment')
    .values({
      ...{
        id,
        number,
        from_place_id: from.id,
        to_place_id: to.id,
        station_id: from.station_id,
        to_station_id: to.station_id,
      },
      ...{ expected_on: body.expectedOn ?? null, note: body.note ?? null, created_by: actor.id },
    })
    .execute()
  for (const [index, line] of lines.entries())
    await tx
      .insertInto('parts.shipment_line')
      .values({
        ...{ id: newId(), shipment_id: id, position: index + 1, part_id: line.partId, condition: line.condition },
        ...{ owner_id: line.ownerId ?? ownerId, batch_id: line.batchId ?? NO_BATCH, serial_id: line.serialId ?? null },
        quantity: asNumeric(line.quantity),
      })
      .execute()
  await tell(tx, actor, 'shipment.drafted', { id, version: 1, station_id: from.station_id, number }, lines)
  return id
}

/** Parts go to any shelf of the company, also to one the sender does not see into. */
async function anyShelf(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('parts.place')
    .select(['id', 'station_id'])
    .where('id', '=', id)
    .where('is_shelf', '=', true)
    .where('kind', '<>', 'transit')
    .executeTakeFirst()
  if (!row) throw notFound('place')
  return row
}

const tell = (
  tx: Tx,
  actor: Actor,
  type: string,
  row: { id: string; version: number; station_id: string | null; number: string },
  lines: readonly { partId: string }[],
) =>
  announce(tx, actor, {
    type,
    subject: { type: 'shipment', id: row.id, version: row.version },
    stationId: row.station_id,
    data: { number: row.number, partIds: [...new Set(lines.map((one) => one.partId))] },
  })

/** Either end sees a shipment; it is held until the change commits. */
export async function lockShipment(tx: Tx, actor: Actor, id: string) {
  const row = await tx
    .selectFrom('parts.shipment as s')
    .selectAll('s')
    .where('s.id', '=', id)
    .where(sql<boolean>`(${visibleTo(actor, 's.station_id')} or ${visibleTo(actor, 's.to_station_id')})`)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('shipment')
  return row
}
export type ShipmentRow = Awaited<ReturnType<typeof lockShipment>>

export async function shipmentLines(tx: Tx, id: string) {
  const rows = await tx
    .selectFrom('parts.shipment_line')
    .selectAll()
    .where('shipment_id', '=', id)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({ ...row, partId: row.part_id, micros: toMicros(row.quantity) }))
}
type LineRow = Awaited<ReturnType<typeof shipmentLines>>[number]

const mustSee = (actor: Actor, stationId: string | null) => {
  if (!sees(actor, stationId) && actor.stations !== 'all') throw notFound('shipment')
}

/**
 * It leaves: everything on it is in transit from now. A receipt told before is booked now. `breaks`: also what is kept for jobs goes,
 * from the least urgent on, and they are told.
 */
export async function sendShipment(tx: Tx, actor: Actor, id: string, now: Date, breaks = false): Promise<void> {
  const row = await lockShipment(tx, actor, id)
  mustSee(actor, row.station_id)
  if (row.state === 'sent' || row.state === 'closed') return
  if (row.state !== 'draft') throw problem('conflict.state', 409, { from: row.state, to: 'sent' })
  const lines = await shipmentLines(tx, id)
  const { place } = await groundOf(tx)
  const all = lines.map((line) => ({ line, quantity: line.micros }))
  await book(tx, actor, row, 'send', newId(), all, row.from_place_id, place.transit, { breaks })
  await sql`update parts.shipment_line set sent = quantity where shipment_id = ${id}`.execute(tx)
  await tx
    .updateTable('parts.shipment')
    .set((eb) => ({ state: 'sent', sent_at: now, sent_by: actor.id, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
  await tell(tx, actor, 'shipment.sent', { ...row, version: row.version + 1 }, lines)
  if (!row.early_receipt) return
  await tx.updateTable('parts.shipment').set({ early_receipt: null }).where('id', '=', id).execute()
  await arriveShipment(tx, actor, id, row.early_receipt as z.output<typeof arrivalBody>, { early: true })
}

/**
 * What came, and what is declared lost. Told before the sending (offline), it waits for it; more than was sent is refused by
 * the line itself, however many tell it at once.
 */
export async function arriveShipment(
  tx: Tx,
  actor: Actor,
  id: string,
  body: z.output<typeof arrivalBody>,
  how: { early: boolean } = { early: false },
): Promise<void> {
  const row = await lockShipment(tx, actor, id)
  if (!how.early) mustSee(actor, row.to_station_id)
  if (row.state === 'draft') {
    if (row.early_receipt && (row.early_receipt as { id?: string }).id !== body.id)
      throw problem('parts.receipt_waits', 409)
    await tx
      .updateTable('parts.shipment')
      .set({ early_receipt: JSON.stringify(body) })
      .where('id', '=', id)
      .execute()
    return
  }
  const known = await tx.selectFrom('parts.document').select('id').where('id', '=', body.id).executeTakeFirst()
  if (known) return
  if (row.state !== 'sent') throw problem('conflict.state', 409, { from: row.state, to: 'received' })
  const lines = await shipmentLines(tx, id)
  const { place } = await groundOf(tx)
  const came = partsOf(lines, body.lines, 'received')
  const lost = partsOf(lines, body.lines, 'lost')
  for (const { line, quantity, field } of [...came, ...lost])
    await sql`update parts.shipment_line set ${sql.ref(field)} = ${sql.ref(field)} + ${asNumeric(quantity)}::numeric where id = ${line.id}`.execute(
      tx,
    )
  if (came.length > 0)
    await book(tx, actor, row, 'arrive', body.id, came, place.transit, row.to_place_id, { isProved: how.early })
  if (lost.length > 0)
    await book(tx, actor, row, 'lose', came.length > 0 ? newId() : body.id, lost, place.transit, place.scrap)
  const after = await shipmentLines(tx, id)
  const isDone = after.every((line) => toMicros(line.sent) === toMicros(line.received) + toMicros(line.lost))
  await tx
    .updateTable('parts.shipment')
    .set((eb) => ({ state: isDone ? 'closed' : 'sent', version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
  await tell(
    tx,
    actor,
    isDone ? 'shipment.closed' : 'shipment.part_received',
    { ...row, version: row.version + 1 },
    lines,
  )
}

function partsOf(lines: readonly LineRow[], told: z.output<typeof arrivalBody>['lines'], field: 'received' | 'lost') {
  return told.flatMap((one, index) => {
    const line = lines.find((known) => known.id === one.lineId)
    if (!line) throw notFound('shipment_line')
    const quantity = toMicros(one[field])
    const open = toMicros(line.sent) - toMicros(line.received) - toMicros(line.lost)
    if (toMicros(one.received) + toMicros(one.lost) > open)
      throw invalid({ path: `lines.${index}.received`, code: 'parts.more_than_sent', values: { left: open / 1e6 } })
    return quantity > 0 ? [{ line, quantity, field, isQuarantined: one.isQuarantined }] : []
  })
}

async function book(
  tx: Tx,
  actor: Actor,
  row: ShipmentRow,
  kind: DocumentKind,
  id: string,
  parts: readonly { line: LineRow; quantity: number; isQuarantined?: boolean }[],
  fromId: string,
  toId: string,
  more: Pick<Document, 'breaks' | 'isProved'> = {},
): Promise<void> {
  const moves = parts.map(({ line, quantity, isQuarantined }, index): Move => {
    const end: End = { placeId: fromId, condition: line.condition as Condition, ownerId: line.owner_id }
    const batchId = line.batch_id === NO_BATCH ? undefined : line.batch_id
    const condition = isQuarantined && kind === 'arrive' ? 'quarantined' : end.condition
    const to: End = { ...end, placeId: toId, condition }
    return {
      partId: line.part_id,
      quantity,
      batchId,
      serialId: line.serial_id ?? undefined,
      from: end,
      to,
      path: `lines.${index}.`,
    }
  })
  const isSending = kind === 'send'
  await post(tx, actor, {
    ...{ id, kind, moves, placeId: isSending ? row.from_place_id : row.to_place_id },
    stationId: isSending ? row.station_id : row.to_station_id,
    // Told before its sending it is one with it, and was held against the chain there.
    ...{ goesTo: row.to_place_id, ...more },
    content: [kind, row.id, id],
  })
}

async function endNames(tx: Tx, row: ShipmentRow): Promise<{ from: string; to: string }> {
  const ends = await tx
    .selectFrom('parts.place')
    .select(['id', 'name'])
    .where('id', 'in', [row.from_place_id, row.to_place_id])
    .execute()
  const called = (id: string) => ends.find((one) => one.id === id)!.name
  return { from: called(row.from_place_id), to: called(row.to_place_id) }
}

/** With what is on it; in transit it has an owner and an age. */
export async function viewShipment(tx: Tx, actor: Actor, id: string): Promise<z.input<typeof shipmentView>> {
  const row = await lockShipment(tx, actor, id)
  const { rows } = await sql<z.input<typeof shipmentView>['lines'][number]>`
    select l.id, l.part_id as "partId", p.number as part, p.name, p.unit, p.tracking, l.condition, b.code as batch, s.number as serial, l.quantity::float8 as quantity,
      l.sent::float8 as sent, l.received::float8 as received, l.lost::float8 as lost, (l.sent - l.received - l.lost)::float8 as "inTransit"
    from parts.shipment_line l join parts.part p on p.tenant_id = l.tenant_id and p.id = l.part_id
    left join parts.batch b on b.tenant_id = l.tenant_id and b.id = l.batch_id
    left join parts.serial s on s.tenant_id = l.tenant_id and s.id = l.serial_id where l.shipment_id = ${id} order by l.position`.execute(
    tx,
  )
  return {
    ...{
      id: row.id,
      number: row.number,
      state: row.state as 'draft',
      fromPlaceId: row.from_place_id,
      toPlaceId: row.to_place_id,
      ...(await endNames(tx, row)),
      mine: [
        ...(sees(actor, row.station_id) ? ['from' as const] : []),
        ...(sees(actor, row.to_station_id) ? ['to' as const] : []),
      ],
    },
    ...{ sentAt: row.sent_at?.toISOString() ?? null, sentBy: row.sent_by, expectedOn: row.expected_on, note: row.note },
    ...{ isReceiptWaiting: row.early_receipt !== null, version: row.version, lines: rows },
  }
}
