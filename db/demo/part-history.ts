import { sql } from 'kysely'
import type { Tx } from '../../server/src/kit/db.ts'

/** Of so many asks one was not filled at once; of those that waited one in four came after the day its job was told. */
const MISSED_ONE_IN = 13
const DAY_MS = 86_400_000

/** What past repairs asked for, so that fill rates have a year behind them: most was there, some came on its day, some later. */
export async function writePartHistory(tx: Tx, now: Date): Promise<void> {
  await sql`insert into parts.demand (id, number, place_id, station_id, request_id, keep_until, created_at, done_at)
    select gen_random_uuid(), 'PR-' || to_char(x.at, 'YYYY') || '-9' || lpad(x.n::text, 5, '0'), x.place, x.station_id, x.id, x.at, x.at, x.at + interval '6 days'
    from (select r.id, r.opened_at as at, p.id as place, p.station_id, row_number() over (order by r.opened_at, r.id) as n
      from requests.request r join parts.place p on p.station_id = r.station_id and p.kind = 'station'
      where r.kind = 'repair' and r.status in ('resolved', 'closed') and r.opened_at between ${new Date(now.getTime() - 365 * DAY_MS)} and ${new Date(now.getTime() - 8 * DAY_MS)}) x
    where x.n % 2 = 0`.execute(tx)
  await sql`insert into parts.demand_line (id, demand_id, position, part_id, place_id, quantity, picked, issued, used, priority, created_at,
      filled_at_once, promised_on, ready_at)
    select gen_random_uuid(), d.id, 1, p.id, d.place_id, q.n, q.n, q.n, q.n, 3, d.created_at, case when d.missed then 0 else q.n end,
      case when d.missed then (d.created_at + interval '4 days')::date end,
      d.created_at + case when not d.missed then interval '0' when d.turn % 4 = 0 then interval '6 days' else interval '3 days' end
    from (select d.*, row_number() over (order by d.number) as turn, row_number() over (order by d.number) % ${MISSED_ONE_IN} = 0 as missed
      from parts.demand d where d.done_at is not null and d.number like 'PR-____-9%') d
    join (select id, row_number() over (order by number) as n, count(*) over () as of from parts.part) p on p.n = 1 + (d.turn * 7) % p.of
    cross join lateral (select 1 + (d.turn % 5 = 0)::int as n) q`.execute(tx)
}
