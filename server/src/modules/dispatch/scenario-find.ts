import { type Selectable, sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import type { DispatchScenario, DispatchScenarioItem } from '../../kit/db-types.ts'
import { staleVersion } from '../../kit/edit.ts'
import { notFound } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'

export type ScenarioRow = Selectable<DispatchScenario>
export type ItemRow = Selectable<DispatchScenarioItem>

/** The scenario, held: who applies it second waits for the first and then hears of it. @throws conflict.version */
export async function lockScenario(tx: Tx, actor: Actor, id: string, ifMatch: number): Promise<ScenarioRow> {
  const row = await tx
    .selectFrom('dispatch.scenario')
    .selectAll()
    .where('id', '=', id)
    .where(visibleTo(actor, 'station_id'))
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('scenario')
  if (row.version !== ifMatch)
    throw await staleVersion(tx, row as unknown as Record<string, unknown>, {
      id,
      ifMatch,
      patch: {},
      news: { subjectType: 'scenario' },
    })
  return row
}

const SUMMARY = sql`c.id, c.version, c.run_id as "runId", c.name, c.state, c.station_id as "stationId", c.from_at as "from", c.to_at as "to",
  c.created_at as "createdAt", c.applied_at as "appliedAt", jsonb_build_object('stuck', 0) || c.figures as figures,
  (select jsonb_build_object('id', p.id, 'name', p.name) from people.person p where p.tenant_id = c.tenant_id and p.id = c.created_by) as "createdBy",
  (select jsonb_build_object('id', p.id, 'name', p.name) from people.person p where p.tenant_id = c.tenant_id and p.id = c.applied_by) as "appliedBy"`

export async function scenarios(
  tx: Tx,
  actor: Actor,
  query: { stationId?: string | undefined; from?: string | undefined; to?: string | undefined },
) {
  const of = query.stationId ? sql`c.station_id = ${query.stationId}` : sql`true`
  const from = query.from ? sql`c.to_at > ${query.from}::timestamptz` : sql`true`
  const to = query.to ? sql`c.from_at < ${query.to}::timestamptz` : sql`true`
  const { rows } = await sql<Record<string, unknown>>`select ${SUMMARY} from dispatch.scenario c
    where ${of} and ${from} and ${to} and c.state <> 'discarded' and ${visibleTo(actor, 'c.station_id')}
    order by c.created_at desc, c.id desc limit 100`.execute(tx)
  return rows
}

export async function scenarioView(tx: Tx, actor: Actor, id: string) {
  const { rows } = await sql<Record<string, unknown>>`select ${SUMMARY} from dispatch.scenario c
    where c.id = ${id} and ${visibleTo(actor, 'c.station_id')}`.execute(tx)
  if (!rows[0]) throw notFound('scenario')
  return { ...rows[0], items: await itemsOf(tx, id) }
}

async function itemsOf(tx: Tx, id: string) {
  const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`)
  const { rows } = await sql<Record<string, unknown>>`
    select i.id, i.kind, i.work_order_id as "workOrderId", w.number as "workOrder", i.visit_id as "visitId", v.number as visit, r.title,
      w.priority, c.name as customer, case when p.id is null then null else jsonb_build_object('id', p.id, 'name', p.name) end as technician,
      i.starts_at as "startsAt", i.ends_at as "endsAt",
      case when i.was_technician_id is null then null else jsonb_build_object('technician', jsonb_build_object('id', o.id, 'name', o.name),
        'startsAt', ${iso('i.was_starts_at')}, 'endsAt', ${iso('i.was_ends_at')}) end as was,
      case when i.promised is null then null else jsonb_build_object('from', ${iso('lower(i.promised)')}, 'to', ${iso('upper(i.promised)')}) end as promised,
      i.promise_minutes > 0 as "movesPromise", i.promise_minutes as "promiseMinutes", i.travel_minutes as "travelMinutes", i.reason,
      i.why -> 'values' as "reasonValues", case when l.id is null then null else jsonb_build_object('place', jsonb_build_object('id', l.id, 'name', l.name),
        'from', ${iso("to_timestamp((i.pick_up ->> 'startAt')::float8 / 1000)")}, 'to', ${iso("to_timestamp((i.pick_up ->> 'endAt')::float8 / 1000)")},
        'parts', (select jsonb_agg(jsonb_build_object('code', o ->> 'number', 'quantity', o -> 'quantity')) from jsonb_array_elements(i.pick_up -> 'parts') o),
        'extraMinutes', i.pick_up -> 'extraMinutes') end as "pickUp",
      i.applied_at is not null as applied
    from dispatch.scenario_item i
    join dispatch.work_order w on w.tenant_id = i.tenant_id and w.id = i.work_order_id
    join requests.request r on r.tenant_id = w.tenant_id and r.id = w.request_id
    left join parties.customer c on c.tenant_id = r.tenant_id and c.id = r.customer_id
    left join dispatch.visit v on v.tenant_id = i.tenant_id and v.id = coalesce(i.applied_visit_id, i.visit_id)
    left join people.person p on p.tenant_id = i.tenant_id and p.id = i.technician_id
    left join people.person o on o.tenant_id = i.tenant_id and o.id = i.was_technician_id
    left join parts.place l on l.tenant_id = i.tenant_id and l.id = (i.pick_up ->> 'placeId')::uuid
    where i.scenario_id = ${id} order by i.position`.execute(tx)
  return rows
}

/** The reasons of the items, or of one. */
export async function reasonsOf(tx: Tx, actor: Actor, id: string, itemId: string | null) {
  const found = await tx
    .selectFrom('dispatch.scenario')
    .select('id')
    .where('id', '=', id)
    .where(visibleTo(actor, 'station_id'))
    .executeTakeFirst()
  if (!found) throw notFound('scenario')
  const rows = await tx
    .selectFrom('dispatch.scenario_item')
    .select(['id as itemId', 'why'])
    .where('scenario_id', '=', id)
    .where('why', 'is not', null)
    .$if(itemId !== null, (query) => query.where('id', '=', itemId!))
    .orderBy('position')
    .execute()
  if (itemId !== null && rows.length === 0) {
    const item = await tx
      .selectFrom('dispatch.scenario_item')
      .select('id')
      .where('scenario_id', '=', id)
      .where('id', '=', itemId)
      .executeTakeFirst()
    if (!item) throw notFound('scenario_item')
  }
  return rows
}
