import { sql } from 'kysely'
import type { z } from 'zod'
import { type Actor, can } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import { notFound } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import type { countView } from './count-shapes.ts'
import { groundOf } from './ground.ts'

type View = z.input<typeof countView>
const MOST_LEFT = 500

/** The sheet as the counter needs it: what was counted, what the books said at that moment, what is picked and not yet booked. */
export async function viewCount(tx: Tx, actor: Actor, id: string): Promise<View> {
  const sheet = await tx
    .selectFrom('parts.count_sheet as c')
    .innerJoin('parts.place as p', 'p.id', 'c.place_id')
    .selectAll('c')
    .select('p.name as place')
    .where('c.id', '=', id)
    .where(visibleTo(actor, 'c.station_id'))
    .executeTakeFirst()
  if (!sheet) throw notFound('stock_count')
  const isOpen = sheet.state === 'open'
  return {
    id: sheet.id,
    state: sheet.state as 'open',
    place: { id: sheet.place_id, name: sheet.place },
    countedAt: sheet.counted_at.toISOString(),
    documentId: sheet.document_id,
    version: sheet.version,
    currency: (await groundOf(tx)).currency,
    lines: await countedLines(tx, sheet, can(actor, 'parts.value')),
    uncounted: isOpen ? await uncountedLines(tx, sheet) : [],
  }
}

interface Sheet {
  id: string
  place_id: string
  counted_at: Date
}

async function countedLines(tx: Tx, sheet: Sheet, seesValue: boolean) {
  const { rows } = await sql<View['lines'][number]>`
    with counted as (
      select e.tenant_id, e.part_id, e.condition, e.owner_id, e.batch_id, sum(e.quantity) as counted, count(*)::int as counters,
        max(coalesce(e.counted_at, ${sheet.counted_at})) as at, min(coalesce(e.counted_at, ${sheet.counted_at})) as since
      from parts.count_entry e where e.sheet_id = ${sheet.id} and e.recounted_at is null group by 1, 2, 3, 4, 5)
    select e.part_id as "partId", p.number as part, p.name, p.unit, p.tracking, e.condition, b.code as batch, e.counted::float8 as counted, e.counters,
      e.at as "countedAt", w.expected::float8 as expected,
      (select r.difference::float8 from parts.count_result r where r.tenant_id = e.tenant_id and r.sheet_id = ${sheet.id} and r.part_id = e.part_id
        and r.condition = e.condition and r.owner_id = e.owner_id and r.batch_id = e.batch_id limit 1) as difference,
      (select coalesce(sum(d.picked - d.issued), 0)::float8 from parts.demand_line d where d.tenant_id = e.tenant_id and d.part_id = e.part_id
        and d.place_id = ${sheet.place_id} and d.picked > d.issued) as picked,
      exists (select from parts.movement m where m.tenant_id = e.tenant_id and m.part_id = e.part_id and m.effective_at > e.since and m.effective_at <= e.at
        and ${sheet.place_id} in (m.from_place_id, m.to_place_id)) as "hasMoved",
      case when ${seesValue} then (select round(sum(l.minor) / nullif(sum(l.quantity), 0))::text from parts.layer l where l.tenant_id = e.tenant_id
        and l.part_id = e.part_id and l.owner_id = e.owner_id and l.quantity > 0) end as "eachMinor"
    from counted e join parts.part p on p.tenant_id = e.tenant_id and p.id = e.part_id
    cross join lateral (select parts.on_hand_at(e.part_id, ${sheet.place_id}, e.condition, e.owner_id, e.batch_id, e.at) as expected) w
    left join parts.batch b on b.tenant_id = e.tenant_id and b.id = e.batch_id order by p.number, e.condition, b.code`.execute(
    tx,
  )
  return rows
}

/** What the books know of the place and nobody has counted: left alone, unless somebody says that nothing of it is there. */
async function uncountedLines(tx: Tx, sheet: Sheet) {
  const { rows } = await sql<View['uncounted'][number]>`
    select b.part_id as "partId", p.number as part, p.name, p.unit, p.tracking, b.condition, h.code as batch, b.on_hand::float8 as expected
    from parts.balance b join parts.part p on p.tenant_id = b.tenant_id and p.id = b.part_id
    left join parts.batch h on h.tenant_id = b.tenant_id and h.id = b.batch_id
    where b.place_id = ${sheet.place_id} and b.on_hand <> 0 and not exists (select from parts.count_entry e where e.tenant_id = b.tenant_id
      and e.sheet_id = ${sheet.id} and e.recounted_at is null and e.part_id = b.part_id and e.condition = b.condition and e.owner_id = b.owner_id
      and e.batch_id = b.batch_id)
    order by p.number, b.condition, h.code limit ${MOST_LEFT}`.execute(tx)
  return rows
}
