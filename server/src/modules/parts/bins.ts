import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { announce } from '../../kit/events.ts'
import { invalid } from '../../kit/problem.ts'
import { id } from '../../kit/shapes.ts'
import { shelf } from './places.ts'

const PREFIX = 'BIN:'
/** What the label of a bin says, so that no bin is taken for a part. @see bin-labels.ts */
export const binText = (bin: string) => PREFIX + bin
export const readBin = (text: string): string | null =>
  text.trim().toUpperCase().startsWith(PREFIX) ? text.trim().slice(PREFIX.length).trim() || null : null

export const binsBody = z.object({
  items: z
    .array(
      z.object({
        partId: id,
        bin: z.string().trim().min(1).max(40).nullable().describe('null: it has no bin of its own any more'),
      }),
    )
    .min(1)
    .max(500),
})
export const binsView = z.object({ items: z.array(z.object({ partId: id, bin: z.string() })) })

/** Where parts lie on the shelves of a place: put away. It leads people and moves nothing. */
export async function putAway(tx: Tx, actor: Actor, placeId: string, items: z.output<typeof binsBody>['items']) {
  const place = await shelf(tx, actor, placeId)
  for (const [index, { partId, bin }] of items.entries()) {
    const part = await tx.selectFrom('parts.part').select('id').where('id', '=', partId).executeTakeFirst()
    if (!part) throw invalid({ path: `items.${index}.partId`, code: 'parts.unknown_part' })
    if (bin === null)
      await tx.deleteFrom('parts.bin').where('place_id', '=', placeId).where('part_id', '=', partId).execute()
    else
      await tx
        .insertInto('parts.bin')
        .values({ place_id: placeId, part_id: partId, code: bin })
        .onConflict((c) => c.columns(['tenant_id', 'place_id', 'part_id']).doUpdateSet({ code: bin }))
        .execute()
  }
  await announce(tx, actor, {
    type: 'stock_place.arranged',
    subject: { type: 'stock_place', id: placeId, version: place.version },
    stationId: place.station_id,
    data: { lines: items.length },
  })
  return binsOf(tx, actor, placeId)
}

/** The bins of a place, or of some parts there, in the order one walks them. */
export async function binsOf(tx: Tx, actor: Actor, placeId: string, partIds?: readonly string[]) {
  await shelf(tx, actor, placeId)
  const { rows } = await sql<{
    partId: string
    bin: string
  }>`select b.part_id as "partId", b.code as bin from parts.bin b
    where b.place_id = ${placeId} and (${partIds ?? null}::uuid[] is null or b.part_id = any(${partIds ?? []}::uuid[]))
    order by b.code, b.part_id limit 5000`.execute(tx)
  return { items: rows }
}
