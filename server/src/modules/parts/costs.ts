import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { invalid, notFound } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import { groundOf } from './ground.ts'
import { ledgerFacts } from './ledger-facts.ts'
import { asNumeric, toMicros } from './quantities.ts'
import { addCost, type Entry, layerOfReceipt } from './valuation.ts'
import { fromRow, type LayerRow, toRow } from './value-movements.ts'

/** The movement a later cost belongs to: a receipt, or a part bought on the way. */
async function costedMovement(tx: Tx, actor: Actor, movementId: string) {
  const movement = await tx
    .selectFrom('parts.movement as m')
    .innerJoin('parts.document as d', 'd.id', 'm.document_id')
    .innerJoin('parts.place as f', 'f.id', 'm.from_place_id')
    .innerJoin('parts.place as t', 't.id', 'm.to_place_id')
    .selectAll('m')
    .select(['f.kind as from_kind', 't.kind as to_kind', 'd.kind', 'd.station_id', 'd.place_id'])
    .where('m.id', '=', movementId)
    .where(visibleTo(actor, 'd.station_id'))
    .executeTakeFirst()
  if (!movement) throw notFound('stock_movement')
  const isBought = movement.from_kind === 'supplier' && movement.to_kind === 'customer'
  if (movement.kind !== 'receipt' && !isBought) throw invalid({ path: 'movementId', code: 'parts.not_a_receipt' })
  return { movement, isBought }
}

export const costOutlookView = z.object({
  received: z.number(),
  there: z.number().describe('of it still counted as lying there'),
  currency: z.string(),
  stockMinor: z.string(),
  restMinor: z.string().describe('what does not go to stock'),
  rest: z.enum(['used', 'variance']),
})

/** Where a later cost would go, before anybody books it. */
export async function viewCostOutlook(tx: Tx, actor: Actor, movementId: string, minor: string) {
  const { movement, isBought } = await costedMovement(tx, actor, movementId)
  const { currency } = await groundOf(tx)
  const end = { placeId: movement.to_place_id }
  const facts = await ledgerFacts(tx, [{ partId: movement.part_id, from: end, to: end, path: '' }])
  const part = facts.parts.get(movement.part_id)!
  const { rows } =
    await sql<LayerRow>`select id, part_id, owner_id, movement_id, serial_id, received_at, quantity, minor from parts.layer
    where part_id = ${movement.part_id} and owner_id = ${movement.to_owner_id}`.execute(tx)
  const valued = { method: part.method, standardMinor: part.standardMinor, layers: rows.map(fromRow) }
  const received = toMicros(movement.quantity)
  const late = { movementId, received, minor: BigInt(minor), serialId: movement.serial_id }
  const entries = isBought ? usedAtOnce(late.minor) : addCost(valued, late)
  const sum = (account: string) =>
    entries.reduce((total, one) => (one.account === account ? total + one.minor : total), 0n)
  const stockMinor = sum('stock')
  const layer = isBought ? undefined : layerOfReceipt(valued, late)
  return {
    ...{ received: received / 1e6, there: Math.min(layer?.quantity ?? 0, received) / 1e6, currency },
    ...{ stockMinor: stockMinor.toString(), restMinor: (late.minor - stockMinor).toString() },
    rest: part.method === 'standard' && !isBought ? ('variance' as const) : ('used' as const),
  }
}

/**
 * Cost that comes after its movement. Freight or duty of a receipt: what of it still lies there carries its share, the rest is
 * used. The bill of a part that was bought on the way: all of it is used, since it never lay on a shelf of ours.
 */
export async function addLateCost(
  tx: Tx,
  actor: Actor,
  body: { id?: string | undefined; movementId: string; minor: string; note?: string | undefined },
): Promise<{ id: string; stockMinor: string }> {
  const { movement, isBought } = await costedMovement(tx, actor, body.movementId)
  const id = body.id ?? newId()
  const owner = movement.to_owner_id
  const header = {
    ...{ id, kind: 'cost', content_hash: JSON.stringify([body.movementId, body.minor]), place_id: movement.place_id },
    ...{
      station_id: movement.station_id,
      note: body.note ?? null,
      by_kind: actor.kind,
      by_id: actor.id,
      by_name: actor.name,
    },
  }
  const { rows } = await sql<{
    opened: { known?: string; layers: LayerRow[]; at: string }
  }>`select parts.open_document(${JSON.stringify(header)}::jsonb,
    '[]'::jsonb, ${JSON.stringify([{ part: movement.part_id, owner }])}::jsonb, ${movement.serial_id ? [movement.serial_id] : []}::uuid[]) as opened`.execute(
    tx,
  )
  const { opened } = rows[0]!
  if (opened.known) return { id, stockMinor: await stockMinorOf(tx, id) }
  const end = { placeId: movement.to_place_id }
  const facts = await ledgerFacts(tx, [{ partId: movement.part_id, from: end, to: end, path: '' }])
  const part = facts.parts.get(movement.part_id)!
  const valued = { method: part.method, standardMinor: part.standardMinor, layers: opened.layers.map(fromRow) }
  const late = {
    ...{ movementId: movement.id, received: toMicros(movement.quantity), minor: BigInt(body.minor) },
    serialId: movement.serial_id,
  }
  const entries = isBought ? usedAtOnce(late.minor) : addCost(valued, late)
  for (const layer of valued.layers.map((one) => toRow(one, { partId: movement.part_id, ownerId: owner })))
    await sql`update parts.layer set minor = ${layer.minor} where id = ${layer.id}`.execute(tx)
  for (const one of entries)
    await tx
      .insertInto('parts.value_entry')
      .values({
        ...{ id: newId(), document_id: id, movement_id: movement.id, part_id: movement.part_id, owner_id: owner },
        ...{
          layer_id: one.layerId,
          account: one.account,
          reason: 'cost',
          quantity: asNumeric(0),
          minor: one.minor.toString(),
          stands_at: opened.at,
        },
      })
      .execute()
  await announce(tx, actor, {
    type: 'stock.cost_added',
    subject: { type: 'stock_document', id },
    stationId: movement.station_id,
    data: { minor: body.minor, movementId: movement.id },
  })
  return { id, stockMinor: await stockMinorOf(tx, id) }
}

const usedAtOnce = (minor: bigint): Entry[] => [
  { account: 'supplier', layerId: null, quantity: 0, minor: -minor },
  { account: 'used', layerId: null, quantity: 0, minor },
]

async function stockMinorOf(tx: Tx, documentId: string): Promise<string> {
  const { rows } = await sql<{ minor: string }>`select coalesce(sum(minor), 0)::text as minor from parts.value_entry
    where document_id = ${documentId} and account = 'stock'`.execute(tx)
  return rows[0]!.minor
}
