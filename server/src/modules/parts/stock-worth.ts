import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { visibleTo } from '../../kit/visible.ts'
import { AGES, type By, type WorthQuery, type WorthRow } from './stock-worth-shapes.ts'

const GROUPS: Record<By, { key: string; label: string; name: string }> = {
  part: { key: 'x.part_id', label: 'x.number', name: 'x.name' },
  class: { key: 'x.class_id', label: 'x.class', name: 'x.class_name' },
  place: { key: 'x.place_id', label: 'x.place', name: 'null::jsonb' },
  owner: { key: 'x.owner_id', label: 'x.owner', name: 'null::jsonb' },
  method: { key: 'x.method', label: 'x.method', name: 'null::jsonb' },
}

/**
 * What the stock was worth at the end of a day, and how long it had lain there. Worth is kept per part and owner; a place has
 * its share by quantity. Age is counted from the day a unit last came in, the oldest counted as gone first. Whoever sees some
 * stations only, sees the share of their places.
 */
export async function stockWorth(tx: Tx, actor: Actor, query: WorthQuery, now: Date, most: number) {
  const at = await momentOf(tx, actor, query, now)
  const isPlaced = query.by === 'place' || query.placeId !== undefined || actor.stations !== 'all'
  const { key, label, name } = GROUPS[query.by]
  const group = sql`${sql.raw(key)}::text as key, ${sql.raw(label)} as label, ${sql.raw(name)} as name`
  const isPart = query.by === 'part'
  const { rows } = await sql<{ rows: (WorthRow & { isTotal: boolean })[] }>`
    with came as (select v.part_id, v.owner_id, ${sql.join(AGES.map((days, n) => cameWithin(at, days, n)))}
      from parts.value_entry v where v.tenant_id = kit.tenant() and v.account = 'stock' and v.quantity > 0 and v.reason <> 'late_fact'
        and v.stands_at > ${at}::timestamptz - interval '365 days' and v.stands_at <= ${at} group by 1, 2),
    worth as materialized (select * from parts.worth_at(${at})),
    ${isPlaced ? sql`lying as materialized (select * from parts.lying_at(${at})),` : sql``}
    known as (select w.part_id, w.owner_id, w.quantity, w.minor, p.number, p.name, p.unit, p.class_id, c.code as class, c.name as class_name,
        o.name as owner, o.currency, case when p.tracking = 'serial' then 'specific' else coalesce(c.method, 'average') end as method,
        ${sql.join(AGES.map((_, n) => sql.raw(`least(w.quantity, coalesce(a.q${n}, 0)) / nullif(w.quantity, 0) as f${n}`)))}
      from worth w
      join parts.part p on p.tenant_id = kit.tenant() and p.id = w.part_id
      join parts.owner o on o.tenant_id = kit.tenant() and o.id = w.owner_id and o.kind = 'own'
      left join parts.class c on c.tenant_id = p.tenant_id and c.id = p.class_id
      left join came a on a.part_id = w.part_id and a.owner_id = w.owner_id),
    x as materialized (${isPlaced ? placed(actor) : sql`select k.*, null::uuid as place_id, null::text as place from known k`}),
    chosen as (select x.*, ${sql.join(AGES.map((_, n) => sql.raw(`round(x.minor * coalesce(x.f${n}, 0)) as c${n}`)))} from x where ${chosen(query)}),
    grouped as (select grouping(x.currency, ${sql.raw(key)}) = 1 as "isTotal", ${group}, x.currency, count(distinct x.part_id)::int as parts,
        ${isPart ? sql`min(x.unit)` : sql`null::text`} as unit, ${isPart ? sql`sum(x.quantity)::float8` : sql`null::float8`} as quantity,
        sum(x.minor) as worth, array[${sql.raw(agesOf())}] as ages
      from chosen x group by grouping sets ((x.currency, ${sql.raw([key, label, ...(name.startsWith('null') ? [] : [name])].join(', '))}), (x.currency)))
    select coalesce(json_agg(json_build_object('isTotal', g."isTotal", 'key', coalesce(g.key, ''), 'label', g.label, 'name', g.name, 'unit', g.unit,
      'quantity', g.quantity, 'parts', g.parts, 'currency', g.currency, 'minor', g.worth::text, 'ages', g.ages::text[])), '[]') as rows
    from (select * from grouped order by "isTotal" desc, worth desc, label limit ${most + 50}) g`.execute(tx)
  const all = rows[0]!.rows
  const found = all.filter((row) => !row.isTotal)
  return { at, rows: found.slice(0, most), more: found.length > most, totals: all.filter((row) => row.isTotal) }
}

/** The last instant of the day where the actor is; now, when no day is asked for or it is not over. */
async function momentOf(tx: Tx, actor: Actor, query: WorthQuery, now: Date): Promise<Date> {
  if (!query.day) return now
  const { rows } = await sql<{
    at: Date
  }>`select least((${query.day}::date + 1)::timestamp at time zone ${actor.timeZone}
    - interval '1 millisecond', ${now}::timestamptz) as at`.execute(tx)
  return rows[0]!.at
}

const cameWithin = (at: Date, days: number, n: number) =>
  sql`sum(v.quantity) filter (where v.stands_at > ${at}::timestamptz - make_interval(days => ${days}::integer)) as ${sql.raw(`q${n}`)}`

/** The share of every place: rounded over the running sum, so that the shares add up to the whole. */
const placed = (actor: Actor): RawBuilder<unknown> => sql`
  select s.part_id, s.owner_id, s.here as quantity, round(s.minor * s.upto / s.everywhere) - round(s.minor * (s.upto - s.here) / s.everywhere) as minor,
    s.number, s.name, s.unit, s.class_id, s.class, s.class_name, s.owner, s.currency, s.method, ${sql.raw(AGES.map((_, n) => `s.f${n}`).join(', '))},
    s.place_id, l.name as place
  from (select k.*, y.place_id, y.quantity as here, sum(y.quantity) over (partition by k.part_id, k.owner_id order by y.place_id) as upto,
      sum(y.quantity) over (partition by k.part_id, k.owner_id) as everywhere
    from known k join lying y on y.part_id = k.part_id and y.owner_id = k.owner_id) s
  join parts.place l on l.tenant_id = kit.tenant() and l.id = s.place_id and ${visibleTo(actor, 'l.station_id')}`

function chosen({ classId, placeId, ownerId, method, q }: WorthQuery): RawBuilder<unknown> {
  const wanted = [
    ...(classId ? [sql`x.class_id = ${classId}`] : []),
    ...(placeId ? [sql`x.place_id = ${placeId}`] : []),
    ...(ownerId ? [sql`x.owner_id = ${ownerId}`] : []),
    ...(method ? [sql`x.method = ${method}`] : []),
    ...(q ? [sql`position(upper(${q}) in upper(x.number)) > 0`] : []),
  ]
  return wanted.length > 0 ? sql.join(wanted, sql` and `) : sql`true`
}

/** c0 … c3 are the worth of what is at most so old. */
function agesOf(): string {
  const sums = AGES.map((_, n) => (n === 0 ? 'sum(x.c0)' : `sum(x.c${n} - x.c${n - 1})`))
  return [...sums, `sum(x.minor - x.c${AGES.length - 1})`].join(', ')
}
