import { sql } from 'kysely'
import type { Tx } from '../../kit/db.ts'
import { type StockedMonth, stocked } from './stocked-months.ts'

/** Work known beforehand is planned apart: it says nothing about what comes by chance. */
const KNOWN_WORK = ['maintenance', 'inspection', 'campaign', 'recall', 'retrofit']

export interface MonthOf {
  part: string
  place: string
  /** 0 … months − 1 */
  month: number
  units: number
}
export interface PairSeen {
  part: string
  place: string
  since: number
}

/** Own history by month, the last one being the running month. Days in UTC, as the ledger keeps its months. */
export interface History {
  months: number
  /** first day of the first month */
  from: string
  /** what was asked for: request lines, and issues nobody had asked for before */
  asked: MonthOf[]
  /** taken over from the system before */
  past: MonthOf[]
  stocked: StockedMonth[]
  /** since when each part is known at each place; below 0: before the first month */
  seen: PairSeen[]
  /** since when a place has its requests recorded */
  asking: { place: string; since: number }[]
}

export async function readHistory(tx: Tx, months: number, now: Date): Promise<History> {
  const start = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months + 1, 1))
  const from = start.toISOString().slice(0, 10)
  const index = (at: ReturnType<typeof sql>) =>
    sql`((extract(year from ${at}) - ${start.getUTCFullYear()}) * 12 + extract(month from ${at}) - ${start.getUTCMonth() + 1})::int`
  const utc = (column: string) => sql`(${sql.ref(column)} at time zone 'UTC')`
  return {
    ...{ months, from },
    asked: [
      ...(await requested(tx, from, index(utc('l.created_at')))),
      ...(await issued(tx, from, index(utc('m.effective_at')))),
    ],
    past: (
      await sql<MonthOf>`select p.part_id as part, p.place_id as place, ${index(sql`p.month`)} as month, p.quantity::float8 as units
        from replenishment.past_demand p where p.month >= ${from}::date`.execute(tx)
    ).rows,
    stocked: await stocked(tx, from, now, index),
    seen: (
      await sql<PairSeen>`select part_id as part, place_id as place, min(month) as since from (
        select s.part_id, s.place_id, ${index(sql`s.month`)} as month from parts.month_sum s
        union all select l.part_id, l.place_id, ${index(utc('l.created_at'))} from parts.demand_line l
        union all select p.part_id, p.place_id, ${index(sql`p.month`)} from replenishment.past_demand p) x group by 1, 2`.execute(
        tx,
      )
    ).rows,
    asking: (
      await sql<{
        place: string
        since: number
      }>`select l.place_id as place, min(${index(utc('l.created_at'))}) as since
        from parts.demand_line l group by 1`.execute(tx)
    ).rows,
  }
}

/** Request lines at the place that should have served them, whoever did; what the job turned out not to need is no demand. */
async function requested(tx: Tx, from: string, month: ReturnType<typeof sql>): Promise<MonthOf[]> {
  const { rows } =
    await sql<MonthOf>`select l.part_id as part, l.place_id as place, ${month} as month, sum(l.quantity - l.cancelled)::float8 as units
    from parts.demand_line l join parts.demand d on d.tenant_id = l.tenant_id and d.id = l.demand_id
    left join dispatch.work_order w on w.tenant_id = d.tenant_id and w.id = d.work_order_id
    where l.created_at >= ${from}::date and l.quantity > l.cancelled and coalesce(w.kind, '') <> all(${KNOWN_WORK})
    group by 1, 2, 3`.execute(tx)
  return rows
}

/** What left a shelf for a customer without having been asked for by a request; what was undone did not. */
async function issued(tx: Tx, from: string, month: ReturnType<typeof sql>): Promise<MonthOf[]> {
  const { rows } =
    await sql<MonthOf>`select m.part_id as part, m.from_place_id as place, ${month} as month, sum(m.quantity)::float8 as units
    from parts.movement m join parts.place f on f.tenant_id = m.tenant_id and f.id = m.from_place_id and f.is_shelf and f.kind <> 'transit'
    join parts.place t on t.tenant_id = m.tenant_id and t.id = m.to_place_id and t.kind = 'customer'
    join parts.document c on c.tenant_id = m.tenant_id and c.id = m.document_id
    left join dispatch.work_order w on w.tenant_id = c.tenant_id and w.id = c.work_order_id
    where m.effective_at >= ${from}::date and m.from_condition = 'good' and m.reservation_id is null and m.reverses_id is null
      and coalesce(w.kind, '') <> all(${KNOWN_WORK})
      and not exists (select from parts.movement u where u.tenant_id = m.tenant_id and u.reverses_id = m.id)
      and not exists (select from parts.demand d join parts.demand_line l on l.tenant_id = d.tenant_id and l.demand_id = d.id
        where d.tenant_id = c.tenant_id and d.work_order_id = c.work_order_id and l.part_id = m.part_id)
    group by 1, 2, 3`.execute(tx)
  return rows
}
