import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { id, instant, names } from '../../kit/shapes.ts'
import { visibleTo } from '../../kit/visible.ts'
import { condition } from './shapes.ts'

export const stockAtQuery = z.object({
  at: instant.describe('the moment, by the time things happened'),
  partId: id.optional(),
  placeId: id.optional(),
  q: z.string().trim().max(60).optional().describe('a piece of the number of the part'),
})
export const stockAtView = z.object({
  at: instant,
  rows: z.array(
    z.object({
      partId: id,
      part: z.string(),
      name: names,
      unit: z.string(),
      placeId: id,
      place: z.string(),
      condition,
      batch: z.string().nullable(),
      quantity: z.number(),
      now: z.number().describe('what lies there today'),
    }),
  ),
  more: z.boolean(),
})
export type StockAtRow = z.input<typeof stockAtView>['rows'][number]

/**
 * What lay where at a moment: what lies there now less what has moved since, whole months from their sums. As the booking of
 * values does (parts.worth_at); a fact told late counts where it happened. Part by part in their order, so that a page of them
 * needs no sum over all the others.
 */
export async function stockAt(tx: Tx, actor: Actor, query: z.output<typeof stockAtQuery>, most: number) {
  const { at, partId, placeId, q } = query
  const month = sql`date_trunc('month', ${at}::timestamptz at time zone 'UTC')`
  const lies = (place: string) => (placeId ? sql`and ${sql.raw(place)} = ${placeId}::uuid` : sql``)
  const { rows } = await sql<StockAtRow>`
    select p.id as "partId", p.number as part, p.name, p.unit, y.* from parts.part p cross join lateral (
      select x.place_id as "placeId", l.name as place, x.condition, h.code as batch, sum(x.quantity)::float8 as quantity, sum(x.now)::float8 as now
      from (
        select b.place_id, b.condition, b.batch_id, b.on_hand as quantity, b.on_hand as now from parts.balance b
        where b.tenant_id = kit.tenant() and b.part_id = p.id ${lies('b.place_id')}
        union all
        select s.place_id, s.condition, s.batch_id, -s.quantity, 0 from parts.month_sum s
        where s.tenant_id = kit.tenant() and s.part_id = p.id and s.month > ${month}::date ${lies('s.place_id')}
        union all
        select e.place_id, e.condition, m.batch_id, -e.quantity, 0 from parts.movement m
        cross join lateral (values (m.to_place_id, m.to_condition, m.quantity), (m.from_place_id, m.from_condition, -m.quantity)) e(place_id, condition, quantity)
        where m.tenant_id = kit.tenant() and m.part_id = p.id and m.effective_at > ${at}
          and m.effective_at < (${month} + interval '1 month') at time zone 'UTC' ${lies('e.place_id')}) x
      join parts.place l on l.tenant_id = kit.tenant() and l.id = x.place_id and l.is_shelf and ${visibleTo(actor, 'l.station_id')}
      left join parts.batch h on h.tenant_id = kit.tenant() and h.id = x.batch_id
      group by x.place_id, l.name, x.condition, x.batch_id, h.code having sum(x.quantity) <> 0) y
    where p.tenant_id = kit.tenant() ${partId ? sql`and p.id = ${partId}::uuid` : sql``}
      ${q ? sql`and position(upper(${q}) in upper(p.number)) > 0` : sql``}
    order by p.number, y.place, y.condition, y.batch limit ${most + 1}`.execute(tx)
  return { at, rows: rows.slice(0, most), more: rows.length > most }
}
