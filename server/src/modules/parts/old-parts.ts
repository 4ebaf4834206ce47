import { foldSerial, localDay, oldPartDueOn, oldPartLabel } from '@aftercare/rules'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Services } from '../../kit/app.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { takeNumber } from '../../kit/numbers.ts'
import { notFound, problem } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import { partRow } from './catalogue.ts'
import { groundOf } from './ground.ts'
import type { removalBody, returnBody, verdictBody } from './old-part-shapes.ts'
import { shelf } from './places.ts'
import { type Condition, type End, type Move, post } from './posting.ts'
import { sendShipment } from './shipments.ts'

const ONE = 1_000_000
/** Up to this much a station may scrap an old part itself, where the company has set nothing else. */
const SCRAP_UP_TO = 20_000n

/**
 * A part taken out of a machine: in our custody from now, with a label, valued at nothing, and a day it must be sent back by.
 * `timeZone`: where the machine stands. `told`: it happened, and this is the place it was put: a number that our books have elsewhere
 * is only written down then.
 */
export async function removeOldPart(
  tx: Tx,
  actor: Actor,
  body: z.output<typeof removalBody>,
  now: Date,
  {
    timeZone = actor.timeZone,
    told: toldAt,
  }: { timeZone?: string; told?: { id: string; station_id: string | null } } = {},
): Promise<string> {
  const oldId = body.id ?? newId()
  const known = await tx.selectFrom('parts.old_part').select('id').where('id', '=', oldId).executeTakeFirst()
  if (known) return oldId
  const part = await partRow(tx, body.partId)
  const place = toldAt ?? (await shelf(tx, actor, body.placeId))
  const ground = await groundOf(tx)
  const ownerId = body.isCustomers ? await customersOwner(tx, ground.currency) : ground.ownerId
  const removedAt = body.at ? new Date(body.at) : now
  const serial = body.serial ? await knownSerial(tx, part.id, body.serial, toldAt !== undefined) : null
  const days = part.old_part_due_days
  const due = days === null ? null : oldPartDueOn(localDay(removedAt.getTime(), timeZone), days)
  const label = oldPartLabel(oldId)
  const here: End = { placeId: place.id, condition: 'custody', ownerId }
  const move: Move = {
    ...{
      partId: part.id,
      quantity: ONE,
      from: { ...here, placeId: ground.place.customer },
      to: here,
      minor: 0n,
      path: '',
    },
    // A serial of ours that was fitted comes back by naming the delivery; an unknown one is only written on the label.
    ...(serial ? { serialId: serial.id, returnsId: serial.last ?? undefined } : {}),
  }
  await post(tx, actor, {
    ...{ id: oldId, kind: 'old_part', moves: [move], placeId: place.id, stationId: place.station_id },
    ...{ requestId: body.requestId ?? null, workOrderId: body.workOrderId ?? null, visitId: body.visitId ?? null },
    content: ['old_part', oldId],
  })
  await tx
    .insertInto('parts.old_part')
    .values({
      ...{ id: oldId, label, part_id: part.id, owner_id: ownerId, place_id: place.id, station_id: place.station_id },
      ...{
        serial_number: body.serial ?? null,
        serial_fold: body.serial ? foldSerial(body.serial) : null,
        request_id: body.requestId ?? null,
        work_order_id: body.workOrderId ?? null,
      },
      ...{ visit_id: body.visitId ?? null, asset_id: body.assetId ?? null, removed_at: removedAt },
      ...{ due_on: due, value_minor: body.valueMinor },
    })
    .execute()
  await told(
    tx,
    actor,
    'old_part.labelled',
    { id: oldId, version: 1, station_id: place.station_id, request_id: body.requestId ?? null },
    { label },
  )
  return oldId
}

const told = (
  tx: Tx,
  actor: Actor,
  type: string,
  row: { id: string; version: number; station_id: string | null; request_id: string | null },
  data: Record<string, unknown>,
) =>
  announce(tx, actor, {
    type,
    subject: { type: 'old_part', id: row.id, version: row.version },
    threadId: row.request_id,
    stationId: row.station_id,
    data,
  })

async function customersOwner(tx: Tx, currency: string): Promise<string> {
  await tx
    .insertInto('parts.owner')
    .values({ id: newId(), kind: 'customer', code: 'customers', name: 'Customers', currency })
    .onConflict((c) => c.columns(['tenant_id', 'code']).doNothing())
    .execute()
  const row = await tx.selectFrom('parts.owner').select('id').where('code', '=', 'customers').executeTakeFirstOrThrow()
  return row.id
}

async function knownSerial(tx: Tx, partId: string, serial: string, isTold: boolean) {
  const row = await tx
    .selectFrom('parts.serial as s')
    .innerJoin('parts.place as p', 'p.id', 's.place_id')
    .select(['s.id', 's.last_movement_id as last', 'p.kind', 'p.name'])
    .where('s.part_id', '=', partId)
    .where('s.number_fold', '=', foldSerial(serial))
    .executeTakeFirst()
  if (row && row.kind !== 'customer' && isTold) return null
  if (row && row.kind !== 'customer')
    throw problem('parts.serial_elsewhere', 409, { serial, place: row.name, field: 'serial' })
  return row ?? null
}

export async function lockOld(tx: Tx, actor: Actor, oldId: string) {
  const row = await tx
    .selectFrom('parts.old_part as o')
    .selectAll('o')
    .where('o.id', '=', oldId)
    .where(visibleTo(actor, 'o.station_id'))
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('old_part')
  return row
}
type OldRow = Awaited<ReturnType<typeof lockOld>>

async function setOld(tx: Tx, row: OldRow, patch: Record<string, unknown>): Promise<OldRow> {
  return tx
    .updateTable('parts.old_part')
    .set(patch)
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

const serialOf = async (tx: Tx, row: OldRow) =>
  (await tx.selectFrom('parts.movement').select('serial_id').where('document_id', '=', row.id).executeTakeFirst())
    ?.serial_id ?? undefined

/** Sends labelled parts back in one shipment; it is the shipment that is received. */
export async function sendOldParts(
  tx: Tx,
  actor: Actor,
  body: z.output<typeof returnBody>,
  services: Pick<Services, 'db'>,
  now: Date,
): Promise<string> {
  const shipmentId = body.id ?? newId()
  const known = await tx.selectFrom('parts.shipment').select('id').where('id', '=', shipmentId).executeTakeFirst()
  if (known) return shipmentId
  const rows: OldRow[] = []
  for (const oldId of [...new Set(body.oldPartIds)].sort()) rows.push(await lockOld(tx, actor, oldId))
  const wrong = rows.find((row) => row.state !== 'labelled')
  if (wrong) throw problem('conflict.state', 409, { from: wrong.state, to: 'sent', label: wrong.label })
  const from = rows[0]!.place_id
  if (rows.some((row) => row.place_id !== from)) throw problem('parts.one_place_only', 409)
  const to = await tx
    .selectFrom('parts.place')
    .select(['id', 'station_id'])
    .where('id', '=', body.toPlaceId)
    .where('is_shelf', '=', true)
    .executeTakeFirst()
  if (!to) throw notFound('place')
  const number = await takeNumber(services.db, actor.tenantId, 'TR', now.getUTCFullYear())
  await tx
    .insertInto('parts.shipment')
    .values({
      ...{ id: shipmentId, number, from_place_id: from, to_place_id: to.id, station_id: rows[0]!.station_id },
      ...{ to_station_id: to.station_id, expected_on: body.expectedOn ?? null, created_by: actor.id },
    })
    .execute()
  for (const [index, row] of rows.entries()) {
    await tx
      .insertInto('parts.shipment_line')
      .values({
        ...{ id: row.id, shipment_id: shipmentId, position: index + 1, part_id: row.part_id, condition: 'custody' },
        ...{ owner_id: row.owner_id, serial_id: (await serialOf(tx, row)) ?? null, quantity: '1' },
      })
      .execute()
    const sent = await setOld(tx, row, { state: 'sent', shipment_id: shipmentId })
    await told(tx, actor, 'old_part.sent', sent, { label: row.label, number })
  }
  await sendShipment(tx, actor, shipmentId, now)
  return shipmentId
}

/** It arrived with its shipment: from now the depot sees it and answers for it. Also called for each line received. */
export async function receiveOldParts(tx: Tx, actor: Actor, shipmentId: string): Promise<void> {
  const rows = await tx
    .selectFrom('parts.old_part as o')
    .innerJoin('parts.shipment_line as l', 'l.id', 'o.id')
    .innerJoin('parts.shipment as s', 's.id', 'l.shipment_id')
    .selectAll('o')
    .select(['s.to_place_id', 's.to_station_id'])
    .where('o.shipment_id', '=', shipmentId)
    .where('o.state', '=', 'sent')
    .where('l.received', '>', '0')
    .orderBy('o.id')
    .execute()
  for (const row of rows) {
    const received = await setOld(tx, row, {
      state: 'received',
      place_id: row.to_place_id,
      station_id: row.to_station_id,
    })
    await told(tx, actor, 'old_part.received', received, { label: row.label })
  }
}

/** What the bench says: a confirmed defect is scrap with a name, a part without fault is to be tested once more. */
export async function judgeOldPart(
  tx: Tx,
  actor: Actor,
  oldId: string,
  body: z.output<typeof verdictBody>,
  now: Date,
): Promise<void> {
  const row = await lockOld(tx, actor, oldId)
  if (row.state !== 'received') throw problem('conflict.state', 409, { from: row.state, to: 'judged' })
  await moveOld(tx, actor, row, { condition: body.verdict === 'no_fault_found' ? 'to_test' : 'defective' })
  const by = actor.kind === 'person' ? actor.id : null
  const judged = await setOld(tx, row, {
    ...{ state: 'judged', verdict: body.verdict, verdict_note: body.note ?? null, judged_at: now, judged_by: by },
  })
  await told(tx, actor, 'old_part.judged', judged, { label: row.label, verdict: body.verdict })
}

/** Where the freight costs more than the part: up to a value the station scraps it itself and says why. */
export async function scrapOldPart(tx: Tx, actor: Actor, oldId: string, reason: string): Promise<void> {
  const row = await lockOld(tx, actor, oldId)
  if (row.state !== 'labelled' && row.state !== 'judged')
    throw problem('conflict.state', 409, { from: row.state, to: 'scrapped' })
  const most = BigInt((await custodyRules(tx)).scrapUpToMinor)
  if (row.state === 'labelled' && BigInt(row.value_minor) > most)
    throw problem('parts.must_be_sent_back', 409, { valueMinor: row.value_minor, mostMinor: most.toString() })
  const { place } = await groundOf(tx)
  await moveOld(tx, actor, row, { placeId: place.scrap })
  const scrapped = await setOld(tx, row, { state: 'scrapped', scrap_reason: reason })
  await told(tx, actor, 'old_part.scrapped', scrapped, { label: row.label, reason })
}

async function moveOld(tx: Tx, actor: Actor, row: OldRow, to: Partial<End>): Promise<void> {
  const condition: Condition =
    row.state !== 'judged' ? 'custody' : row.verdict === 'no_fault_found' ? 'to_test' : 'defective'
  const from: End = { placeId: row.place_id, condition, ownerId: row.owner_id }
  const move: Move = {
    partId: row.part_id,
    quantity: ONE,
    serialId: await serialOf(tx, row),
    from,
    to: { ...from, ...to },
    path: '',
  }
  await post(tx, actor, {
    ...{
      id: newId(),
      kind: to.placeId ? 'scrap' : 'change',
      moves: [move],
      placeId: row.place_id,
      stationId: row.station_id,
    },
    requestId: row.request_id,
  })
}

export async function custodyRules(tx: Tx) {
  const rules = await tx.selectFrom('parts.custody_rules').select('scrap_up_to_minor').executeTakeFirst()
  const { currency } = await groundOf(tx)
  return { scrapUpToMinor: String(rules?.scrap_up_to_minor ?? SCRAP_UP_TO), currency }
}

export async function setCustodyRules(tx: Tx, actor: Actor, scrapUpToMinor: string): Promise<void> {
  await sql`insert into parts.custody_rules (id, scrap_up_to_minor) values (${newId()}, ${scrapUpToMinor})
    on conflict (tenant_id) do update set scrap_up_to_minor = excluded.scrap_up_to_minor, version = parts.custody_rules.version + 1`.execute(
    tx,
  )
  await announce(tx, actor, {
    type: 'custody_rules.changed',
    subject: { type: 'custody_rules', id: newId() },
    data: { scrapUpToMinor },
  })
}
