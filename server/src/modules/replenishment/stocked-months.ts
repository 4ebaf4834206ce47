import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'

export interface StockedMonth {
  part: string
  place: string
  /** 0 … months − 1 */
  month: number
  /** days with something on the shelf */
  days: number
  atEnd: boolean
}

/** On how many days of each month something good lay there, and whether it did at its end. */
export async function stocked(
  tx: Tx,
  from: string,
  now: Date,
  index: (at: ReturnType<typeof sql>) => ReturnType<typeof sql>,
): Promise<StockedMonth[]> {
  const today = now.toISOString().slice(0, 10)
  const { rows } = await sql<StockedMonth>`
    with change as (
      select part_id, place_id, day, sum(change) as change from (
        select m.part_id, m.to_place_id as place_id, (m.effective_at at time zone 'UTC')::date as day, m.quantity as change
        from parts.movement m where m.to_condition = 'good'
        union all select m.part_id, m.from_place_id, (m.effective_at at time zone 'UTC')::date, -m.quantity
        from parts.movement m where m.from_condition = 'good') x group by 1, 2, 3),
    levels as (
      select c.part_id, c.place_id, c.day, sum(c.change) over w as level, coalesce(lead(c.day) over w, ${today}::date + 1) as until
      from change c join parts.place l on l.id = c.place_id and l.tenant_id = kit.tenant() and l.is_shelf and l.kind <> 'transit'
      window w as (partition by c.part_id, c.place_id order by c.day)),
    spans as (select part_id, place_id, greatest(day, ${from}::date) as day, until from levels where level > 0 and until > ${from}::date)
    select s.part_id as part, s.place_id as place, ${index(sql`g.month`)} as month,
      sum(least(s.until, (g.month + interval '1 month')::date) - greatest(s.day, g.month::date))::int as days,
      bool_or(s.until >= (g.month + interval '1 month')::date or s.until > ${today}::date) as "atEnd"
    from spans s cross join lateral generate_series(date_trunc('month', s.day::timestamp), (s.until - 1)::timestamp, interval '1 month') as g(month)
    group by 1, 2, 3`.execute(tx)
  return rows
}
