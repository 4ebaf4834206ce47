import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { visibleTo } from '../../kit/visible.ts'
import { isFixedFirstTime, repairsDone } from './dashboard.ts'

export const PART_FIGURES = [
  'lineFill',
  'unitFill',
  'itemFill',
  'etaKept',
  'partFirstTimeFix',
  'missedForParts',
  'shortageCost',
] as const
export type PartFigure = (typeof PART_FIGURES)[number]

/** Targets are common practice, meant to be edited: 95 % is also the bar the planning of parts is measured at. */
const KINDS: Record<PartFigure, { unit: 'percent' | 'money'; better: 'higher' | 'lower'; target: number | null }> = {
  lineFill: { unit: 'percent', better: 'higher', target: 95 },
  unitFill: { unit: 'percent', better: 'higher', target: 95 },
  itemFill: { unit: 'percent', better: 'higher', target: 95 },
  etaKept: { unit: 'percent', better: 'higher', target: 90 },
  partFirstTimeFix: { unit: 'percent', better: 'higher', target: 85 },
  missedForParts: { unit: 'percent', better: 'lower', target: 20 },
  shortageCost: { unit: 'money', better: 'lower', target: null },
}

/** Days in the zone, `to` the day after the last. */
export interface PartPeriod {
  from: string
  to: string
  zone: string
  placeId?: string | undefined
  classId?: string | undefined
}

interface Asked {
  /** Null: the whole period. */
  month: string | null
  lines: number
  linesFilled: number
  units: number
  unitsFilled: number
  itemFill: number | null
  due: number
  kept: number
}
interface Fixed {
  month: string | null
  repairs: number
  fixed: number
  short: number
}
const NO_ASKED: Asked = {
  month: null,
  lines: 0,
  linesFilled: 0,
  units: 0,
  unitsFilled: 0,
  itemFill: null,
  due: 0,
  kept: 0,
}

/** What stock did for who asked: each figure with what it was counted from and its months; definitions are words `insight:definition.<key>`. */
export async function partFigures(tx: Tx, actor: Actor, period: PartPeriod) {
  const asked = await askedByMonth(tx, actor, period)
  const fixed = await fixedByMonth(tx, actor, period)
  const price = await shortagePrice(tx)
  const share = (n: number, of: number) => (of > 0 ? (n / of) * 100 : null)
  const missing = (one: Asked) => one.units - one.unitsFilled
  const cost = (one: Asked) => (price === null ? null : Math.round(missing(one) * price))
  const ofAsked: Partial<Record<PartFigure, (one: Asked) => [number | null, number | null, number | null]>> = {
    lineFill: (one) => [share(one.linesFilled, one.lines), one.linesFilled, one.lines],
    unitFill: (one) => [share(one.unitsFilled, one.units), one.unitsFilled, one.units],
    itemFill: (one) => [one.itemFill === null ? null : one.itemFill * 100, null, null],
    etaKept: (one) => [share(one.kept, one.due), one.kept, one.due],
    shortageCost: (one) => [cost(one), missing(one), null],
  }
  const ofFixed =
    (key: PartFigure) =>
    (one: Fixed): [number | null, number, number] => {
      const missed = one.repairs - one.fixed
      return key === 'partFirstTimeFix'
        ? [share(one.fixed, one.repairs), one.fixed, one.repairs]
        : [share(one.short, missed), one.short, missed]
    }
  return PART_FIGURES.map((key) => {
    const tell = ofAsked[key]
    const months = tell
      ? asked.map((one) => ({ month: one.month, of: tell(one) }))
      : fixed.map((one) => ({ month: one.month, of: ofFixed(key)(one) }))
    const whole = months.find((one) => one.month === null)?.of ?? (tell ? tell(NO_ASKED) : [null, 0, 0])
    const trend = months.flatMap(({ month, of }) => (month === null ? [] : [{ month, value: of[0] }]))
    return { key, ...KINDS[key], value: whole[0], n: whole[1], of: whole[2], trend }
  })
}

/**
 * Lines asked for in the period, by month and part; only those of whom it is known what was kept at once. Over hundreds of
 * thousands of lines two things cost most, so neither is done for each: to tell the month of a moment in a zone (each month
 * looks for its own lines by their moments instead) and to make a float of a numeric (PostgreSQL goes by way of its text).
 */
export const askedLines = (actor: Actor, { from, to, zone, placeId, classId }: PartPeriod): RawBuilder<unknown> => sql`
  select m.month, c.* from (select at as month, greatest(at, ${from}::date) at time zone ${zone} as begins,
      least(at + interval '1 month', ${to}::date) at time zone ${zone} as ends
    from generate_series(date_trunc('month', (${from}::date)::timestamp), ${to}::date - interval '1 day', interval '1 month') at) m
  cross join lateral (select l.part_id, count(*)::float8 as lines,
      count(*) filter (where l.filled_at_once >= l.quantity)::float8 as lines_filled, sum(l.quantity)::float8 as units,
      sum(least(l.filled_at_once, l.quantity))::float8 as units_filled,
      count(*) filter (where ${isDue(zone)})::float8 as due,
      count(*) filter (where ${isDue(zone)} and (l.ready_at at time zone ${zone})::date <= l.promised_on)::float8 as kept
    from parts.demand_line l
    join parts.place s on s.tenant_id = l.tenant_id and s.id = l.place_id and ${visibleTo(actor, 's.station_id')}
    ${classId ? sql`join parts.part q on q.tenant_id = l.tenant_id and q.id = l.part_id and q.class_id = ${classId}` : sql``}
    where l.tenant_id = kit.tenant() and l.created_at >= m.begins and l.created_at < m.ends and l.filled_at_once is not null
      ${placeId ? sql`and l.place_id = ${placeId}` : sql``}
    group by l.part_id) c`

/** It had to wait and a day was told; that day is over, or it came. What was given up before it came is no promise broken. */
const isDue = (zone: string) =>
  sql`l.promised_on is not null and (l.ready_at is not null or (l.is_waiting and l.promised_on < (now() at time zone ${zone})::date))`

async function askedByMonth(tx: Tx, actor: Actor, period: PartPeriod): Promise<Asked[]> {
  const sums = sql`sum(c.lines) as lines, sum(c.lines_filled) as "linesFilled", sum(c.units) as units, sum(c.units_filled) as "unitsFilled",
    avg(c.units_filled / c.units) as "itemFill", sum(c.due) as due, sum(c.kept) as kept`
  const { rows } = await sql<Asked>`with cell as materialized (${askedLines(actor, period)})
    select null as month, ${sums} from (select part_id, sum(lines) as lines, sum(lines_filled) as lines_filled, sum(units) as units,
      sum(units_filled) as units_filled, sum(due) as due, sum(kept) as kept from cell group by 1) c having count(*) > 0
    union all (select to_char(c.month, 'YYYY-MM'), ${sums} from cell c group by c.month order by c.month)`.execute(tx)
  return rows
}

/** Repairs of the period; a miss is the parts' when something it asked for was not filled at once, or a visit was called off for it. */
async function fixedByMonth(tx: Tx, actor: Actor, { from, to, zone, placeId, classId }: PartPeriod): Promise<Fixed[]> {
  const ofParts = (more: RawBuilder<unknown>) => sql`exists (select from parts.demand d
    join parts.demand_line l on l.tenant_id = d.tenant_id and l.demand_id = d.id
    join parts.part q on q.tenant_id = l.tenant_id and q.id = l.part_id
    where d.tenant_id = r.tenant_id and d.request_id = r.id and ${more})`
  const where = sql`${visibleTo(actor, 'r.station_id')} and r.opened_at >= (${from}::date)::timestamp at time zone ${zone}
    and r.opened_at < (${to}::date)::timestamp at time zone ${zone}
    ${placeId ? sql`and r.station_id = (select p.station_id from parts.place p where p.id = ${placeId})` : sql``}
    ${classId ? sql`and ${ofParts(sql`q.class_id = ${classId}`)}` : sql``}`
  const isShort = sql`(${ofParts(sql`l.filled_at_once < l.quantity`)} or exists (select from dispatch.visit c
    where c.tenant_id = r.tenant_id and c.request_id = r.id and c.status = 'cancelled' and c.cancel_reason = 'part_missing'))`
  const { rows } =
    await sql<Fixed>`select month, count(*)::float8 as repairs, count(*) filter (where fixed)::float8 as fixed,
      count(*) filter (where not fixed and short)::float8 as short
    from (select to_char(r.opened_at at time zone ${zone}, 'YYYY-MM') as month, ${isFixedFirstTime()} as fixed,
      case when not ${isFixedFirstTime()} then ${isShort} end as short from ${repairsDone(where)}) x
    group by grouping sets ((month), ()) having count(*) > 0 order by 1`.execute(tx)
  return rows
}

/** Minor units for one unit missing, as the last plan reckoned with; null before the first plan. */
async function shortagePrice(tx: Tx): Promise<number | null> {
  const { rows } = await sql<{ minor: number }>`select (p.facts ->> 'shortageMinor')::float8 as minor
    from replenishment.proposal p join replenishment.run r on r.tenant_id = p.tenant_id and r.id = p.run_id and r.kind = 'plan'
    order by r.created_at desc limit 1`.execute(tx)
  return rows[0]?.minor ?? null
}
