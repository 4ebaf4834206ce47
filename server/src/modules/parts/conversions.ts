import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { newId } from '../../kit/ids.ts'
import { invalid } from '../../kit/problem.ts'
import { id, line } from '../../kit/shapes.ts'
import { groundOf } from './ground.ts'
import { readLines } from './lines.ts'
import { shelf } from './places.ts'
import { type End, type Move, type Posted, post } from './posting.ts'
import { toMicros } from './quantities.ts'
import { quantity } from './shapes.ts'

export const conversionBody = z.object({
  id: id.optional(),
  kind: z.enum(['open_kit', 'make_kit', 'supersede']),
  placeId: id,
  partId: id.describe('the kit, or the part that is superseded'),
  successorId: id.optional().describe('what the stock becomes; must be a successor of the part'),
  quantity: quantity.gt(0),
  note: line.optional(),
})
export type ConversionBody = z.output<typeof conversionBody>
type Body = ConversionBody

/** Opens or makes kits, or turns old stock into its successor: quantities by the catalogue, and the value goes along whole. */
export async function convertStock(tx: Tx, actor: Actor, body: Body): Promise<Posted> {
  const { place, moves } = await conversionMoves(tx, actor, body)
  return post(tx, actor, {
    ...{ id: body.id ?? newId(), kind: 'conversion', moves, placeId: place.id, stationId: place.station_id },
    ...{ note: body.note ?? null, content: { ...body, id: undefined } },
  })
}

/** What would go out and what would come in; what goes out stands first. */
export async function conversionMoves(tx: Tx, actor: Actor, body: Body) {
  const place = await shelf(tx, actor, body.placeId)
  const { ownerId, place: beyond } = await groundOf(tx)
  const whole = await readLines(tx, [{ partId: body.partId, quantity: body.quantity }], false)
  const parts = body.kind === 'supersede' ? await successor(tx, body) : await itemsOf(tx, body)
  const here: End = { placeId: place.id, condition: 'good', ownerId }
  const there: End = { ...here, placeId: beyond.conversion }
  const out = (one: { partId: string; quantity: number }): Move => ({ ...one, from: here, to: there, path: '' })
  const back = (one: { partId: string; quantity: number }): Move => ({ ...one, from: there, to: here, path: '' })
  const kit = whole.map(({ partId, quantity }) => ({ partId, quantity }))
  const moves = body.kind === 'make_kit' ? [...parts.map(out), ...kit.map(back)] : [...kit.map(out), ...parts.map(back)]
  return { place, moves }
}

async function successor(tx: Tx, body: Body) {
  const row = await tx
    .selectFrom('parts.supersession')
    .select('successor_id')
    .where('part_id', '=', body.partId)
    .where('successor_id', '=', body.successorId ?? body.partId)
    .executeTakeFirst()
  if (!row) throw invalid({ path: 'successorId', code: 'parts.not_a_successor' })
  return [{ partId: row.successor_id, quantity: toMicros(body.quantity) }]
}

async function itemsOf(tx: Tx, body: Body) {
  const rows = await tx
    .selectFrom('parts.kit_item')
    .select(['part_id', 'quantity'])
    .where('kit_id', '=', body.partId)
    .orderBy('part_id')
    .execute()
  if (rows.length === 0) throw invalid({ path: 'partId', code: 'parts.not_a_kit' })
  return rows.map((row) => ({ partId: row.part_id, quantity: Math.round(toMicros(row.quantity) * body.quantity) }))
}
