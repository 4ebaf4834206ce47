import { REPLACE_REASONS } from '@aftercare/rules'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import {
  boolColumn,
  choice,
  defineList,
  idColumn,
  instantColumn,
  numberColumn,
  text,
} from '../../kit/list/definition.ts'
import { listRoutes } from '../../kit/list/routes.ts'
import { type AnyRoute, route } from '../../kit/route.ts'
import { day, person } from '../../kit/shapes.ts'
import { visibleTo } from '../../kit/visible.ts'
import { partFailureRoutes } from './part-failures.ts'
import { partSearchRoutes } from './part-search.ts'
import { partsFor, partsForQuery, partsForView } from './parts-for.ts'

export const FINDINGS = ['bench_no_fault', 'visit_no_fault', 'not_measured'] as const

/** A measured value outside the limits of its step: what the reason "measured" rests on. */
const MEASURED = `exists (select from jsonb_array_elements(k.items) i
  where i->>'type' = 'number' and jsonb_typeof(t.answers->(i->>'key')->'value') = 'number'
    and ((t.answers->(i->>'key')->>'value')::numeric < (i->>'min')::numeric or (t.answers->(i->>'key')->>'value')::numeric > (i->>'max')::numeric))`

/** What speaks against a replacement: the bench found no fault, the visit itself found none, or nothing was measured. */
const FINDING = `case when o.verdict = 'no_fault_found' then 'bench_no_fault' when t.outcome = 'no_fault_found' then 'visit_no_fault'
  when l.replace_reason = 'measured' and not ${MEASURED} then 'not_measured' end`

const FROM = `field_work.line l
  join dispatch.visit v on v.tenant_id = l.tenant_id and v.id = l.visit_id and v.status in ('done', 'part_done')
  join people.person p on p.tenant_id = v.tenant_id and p.id = v.technician_id
  left join network.station s on s.tenant_id = v.tenant_id and s.id = v.station_id
  left join field_work.report t on t.tenant_id = v.tenant_id and t.visit_id = v.id
  left join field_work.checklist k on k.tenant_id = t.tenant_id and k.id = t.checklist_id and k.version = t.checklist_version
  left join parts.part q on q.tenant_id = l.tenant_id and q.number = l.code
  left join lateral (select o.verdict from parts.old_part o where o.tenant_id = v.tenant_id and o.visit_id = v.id and o.part_id = q.id
    order by o.verdict = 'no_fault_found' desc nulls last limit 1) o on true`
const REPLACED = `l.kind = 'part' and l.source is distinct from 'customers_own'`

export const replacedList = defineList({
  name: 'replaced_parts',
  words: 'field-work',
  path: '/replaced-parts',
  needs: 'insight.read',
  summary: 'Parts that finished visits replaced, why, and what speaks against it',
  from: FROM,
  id: 'l.id',
  visible: (actor) => sql<boolean>`${sql.raw(REPLACED)} and ${visibleTo(actor, 'v.station_id')}`,
  subject: 'line',
  columns: {
    finishedAt: instantColumn('v.finished_at'),
    part: text('l.code', { nullable: true }),
    partName: text('l.name'),
    quantity: numberColumn('l.quantity::float8'),
    reason: choice('l.replace_reason', REPLACE_REASONS, { nullable: true, words: 'field-work:replaceReason' }),
    finding: choice(FINDING, FINDINGS, { nullable: true, words: 'field-work:needless' }),
    isNeedless: boolColumn(`(${FINDING} is not null)`),
    verdict: text('o.verdict', { nullable: true, words: 'parts:verdict' }),
    technician: text('p.name'),
    station: text('s.name', { nullable: true }),
    visit: text('v.number'),
    visitId: idColumn('v.id'),
    technicianId: idColumn('p.id'),
    stationId: idColumn('v.station_id', { nullable: true }),
  },
  sort: '-finishedAt',
})

const query = z.object({
  from: day.optional().describe('finished on this day or later'),
  to: day.optional().describe('finished before this day'),
  by: z.enum(['technician', 'station']).default('technician'),
})
const row = z.object({
  of: person.nullable().describe('the person or the station; null: no station'),
  replaced: z.number(),
  judged: z.number().describe('old parts with a verdict of the bench'),
  needless: z.number(),
  byFinding: z.object({ bench_no_fault: z.number(), visit_no_fault: z.number(), not_measured: z.number() }),
})

/** Who replaces parts that were not broken: counts by person or station, the most needless first. */
async function needlessBy(tx: Tx, actor: Actor, { from, to, by }: z.output<typeof query>) {
  const [id, name] = by === 'technician' ? ['p.id', 'p.name'] : ['s.id', 's.name']
  const { rows } = await sql<z.output<typeof row>>`
    select case when x.id is not null then json_build_object('id', x.id, 'name', x.name) end as of, count(*)::int as replaced,
      (count(*) filter (where x.judged))::int as judged, (count(*) filter (where x.finding is not null))::int as needless,
      json_build_object(${sql.join(FINDINGS.flatMap((one) => [sql.lit(one), sql`count(*) filter (where x.finding = ${sql.lit(one)})`]))}) as "byFinding"
    from (select ${sql.raw(id!)} as id, ${sql.raw(name!)} as name, o.verdict is not null as judged, ${sql.raw(FINDING)} as finding from ${sql.raw(FROM)}
      where l.tenant_id = kit.tenant() and ${sql.raw(REPLACED)} and ${visibleTo(actor, 'v.station_id')}
        and (${from ?? null}::date is null or v.finished_at >= ${from ?? null}::date) and (${to ?? null}::date is null or v.finished_at < ${to ?? null}::date)) x
    group by x.id, x.name order by 4 desc, 2 desc, x.name limit 200`.execute(tx)
  return { items: rows }
}

export const replacedRoutes: AnyRoute[] = [
  ...partFailureRoutes,
  ...partSearchRoutes,
  ...listRoutes(replacedList),
  route({
    method: 'GET',
    path: '/parts-used-for',
    needs: 'parts.read',
    summary: 'What was used to fix this: parts of finished visits by symptom or cause, the most used first',
    query: partsForQuery,
    returns: partsForView,
    handle: ({ tx, actor, query }) => partsFor(tx, actor, query),
  }),
  route({
    method: 'GET',
    path: '/needless-replacements',
    needs: 'insight.read',
    summary: 'Parts replaced without need, counted by person or station',
    query,
    returns: z.object({ items: z.array(row) }),
    handle: ({ tx, actor, query }) => needlessBy(tx, actor, query),
  }),
]
