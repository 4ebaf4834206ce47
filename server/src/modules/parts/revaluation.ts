import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { invalid } from '../../kit/problem.ts'
import { id, line } from '../../kit/shapes.ts'
import { documentRow } from './booking-write.ts'
import { partRow } from './catalogue.ts'
import { groundOf } from './ground.ts'
import { type Document, postedBefore } from './posting.ts'
import { asNumeric } from './quantities.ts'
import { minor } from './shapes.ts'
import { type Layer, shareOf } from './valuation.ts'
import { fromRow, type LayerRow } from './value-movements.ts'

export const revaluationBody = z.object({
  id: id.optional().describe('made by the device: the same document sent twice is booked once'),
  partId: id,
  standardMinor: minor,
  note: line.optional(),
})
export const standardQuery = z.object({ standardMinor: minor.optional() })
export const standardView = z
  .object({
    partId: id,
    standardMinor: minor.nullable().describe('cost of one base unit'),
    quantity: z.number(),
    currency: z.string(),
    minor: z.string().describe('what the stock is worth in the books'),
    wouldBeMinor: z.string().describe('what it would be worth at the standard that was asked for'),
    differenceMinor: z.string(),
  })
  .meta({ id: 'PartStandard' })
type Body = z.output<typeof revaluationBody>

const MICRO = 1_000_000

/** What a new standard would make of the stock, before anybody books it. */
export async function viewStandard(tx: Tx, partId: string, asked: string | undefined) {
  const part = await mustBeAtStandard(tx, partId)
  const { currency } = await groundOf(tx)
  const layers = await ownLayers(tx, partId)
  const standard = BigInt(asked ?? part.standard_minor ?? 0)
  const sum = (of: (one: Layer) => bigint) => layers.reduce((total, one) => total + of(one), 0n)
  const [now, then] = [sum((one) => one.minor), sum((one) => shareOf(standard, one.quantity, MICRO))]
  return {
    ...{ partId, standardMinor: part.standard_minor, currency },
    quantity: layers.reduce((total, one) => total + one.quantity, 0) / MICRO,
    ...{ minor: now.toString(), wouldBeMinor: then.toString(), differenceMinor: (then - now).toString() },
  }
}

async function mustBeAtStandard(tx: Tx, partId: string) {
  const part = await partRow(tx, partId)
  const kind = part.class_id
    ? await tx.selectFrom('parts.class').select('method').where('id', '=', part.class_id).executeTakeFirst()
    : undefined
  if (part.tracking === 'serial' || kind?.method !== 'standard')
    throw invalid({ path: 'partId', code: 'parts.not_at_standard' })
  return part
}

async function ownLayers(tx: Tx, partId: string): Promise<Layer[]> {
  const { rows } =
    await sql<LayerRow>`select l.id, l.part_id, l.owner_id, l.movement_id, l.serial_id, l.received_at, l.quantity, l.minor
    from parts.layer l join parts.owner o on o.tenant_id = l.tenant_id and o.id = l.owner_id and o.kind = 'own'
    where l.part_id = ${partId}`.execute(tx)
  return rows.map(fromRow)
}

/**
 * Gives a part another standard cost while there is stock of it: the stock is worth the new standard from now on, and the
 * difference is variance. What was booked before stays as it was booked (case 20 of parts-planning.md).
 */
export async function revalue(tx: Tx, actor: Actor, body: Body): Promise<string> {
  const part = await mustBeAtStandard(tx, body.partId)
  const document: Document = {
    ...{ id: body.id ?? newId(), kind: 'revaluation', moves: [], placeId: null, stationId: null },
    ...{ note: body.note ?? null, content: [body.partId, body.standardMinor] },
  }
  const owners = await tx.selectFrom('parts.owner').select('id').where('kind', '=', 'own').orderBy('id').execute()
  const valued = owners.map((one) => ({ part: body.partId, owner: one.id }))
  const { rows } = await sql<{ opened: { known?: string; layers?: LayerRow[]; at: string } }>`select
    parts.open_document(${JSON.stringify(documentRow(actor, document, null))}::jsonb, '[]'::jsonb, ${JSON.stringify(valued)}::jsonb,
      '{}'::uuid[]) as opened`.execute(tx)
  const { opened } = rows[0]!
  if (opened.known) return (await postedBefore(tx, document, opened.known)).documentId
  // Read again: another may have come first, and the layers wait for one another only from here.
  const { standard_minor: before } = await partRow(tx, body.partId)
  await tx
    .updateTable('parts.part')
    .set((eb) => ({ standard_minor: body.standardMinor, version: eb('version', '+', 1) }))
    .where('id', '=', body.partId)
    .execute()
  let difference = 0n
  for (const row of opened.layers ?? [])
    difference += await restate(tx, document.id, row, body.standardMinor, opened.at)
  await announce(tx, actor, {
    type: 'part.revalued',
    subject: { type: 'part', id: body.partId, version: part.version + 1 },
    data: {
      ...{ documentId: document.id, differenceMinor: difference.toString() },
      changes: { standardMinor: { from: before, to: body.standardMinor } },
    },
  })
  return document.id
}

/** One pool at the new standard: what it gains or loses, with its two entries. */
async function restate(tx: Tx, documentId: string, row: LayerRow, standard: string, at: string): Promise<bigint> {
  const layer = fromRow(row)
  const worth = shareOf(BigInt(standard), layer.quantity, MICRO)
  const more = worth - layer.minor
  if (more === 0n) return 0n
  await tx.updateTable('parts.layer').set({ minor: worth.toString() }).where('id', '=', layer.id).execute()
  const common = { document_id: documentId, movement_id: null, part_id: row.part_id, owner_id: row.owner_id }
  const entry = (account: string, layerId: string | null, minor: bigint) => ({
    ...{ ...common, id: newId(), layer_id: layerId, account, reason: 'revaluation', quantity: asNumeric(0) },
    ...{ minor: minor.toString(), stands_at: at },
  })
  await tx
    .insertInto('parts.value_entry')
    .values([entry('stock', layer.id, more), entry('variance', null, -more)])
    .execute()
  return more
}
