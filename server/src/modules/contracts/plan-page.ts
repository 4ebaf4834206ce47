import { sql } from 'kysely'
import type { Actor } from '../../kit/actor.ts'
import type { Tx } from '../../kit/db.ts'
import {
  boolColumn,
  choice,
  dayColumn,
  defineList,
  idColumn,
  namesColumn,
  numberColumn,
  text,
} from '../../kit/list/definition.ts'
import { notFound } from '../../kit/problem.ts'
import { visibleTo } from '../../kit/visible.ts'
import { DATE_STATES, DUE_BY } from './plan-shapes.ts'
import { viewTemplate } from './templates.ts'

const plain = { filter: false }

export const templateList = defineList({
  name: 'maintenance-templates',
  words: 'contracts',
  path: '/maintenance-templates',
  needs: 'contracts.read',
  summary: 'Kinds of maintenance',
  from: 'contracts.plan_template t',
  id: 't.id',
  visible: () => sql<boolean>`true`,
  columns: {
    code: text('t.code', { sortable: true }),
    name: namesColumn('t.name'),
    dueBy: choice('t.due_by', DUE_BY),
    everyMonths: numberColumn('t.every_months', { nullable: true }),
    everyUnits: numberColumn('t.every_units', { nullable: true }),
    minutes: numberColumn('t.minutes', plain),
    leadDays: numberColumn('t.lead_days', plain),
    isActive: boolColumn('t.is_active'),
  },
  sort: 'code',
  subject: 'plan_template',
})

/** Every planned date: the calendar of maintenance and the list of what is overdue. */
export const dateList = defineList({
  name: 'maintenance-dates',
  words: 'contracts',
  path: '/maintenance-dates',
  needs: 'contracts.read',
  summary: 'Planned maintenance',
  from: `contracts.planned_date d
    join contracts.plan p on p.tenant_id = d.tenant_id and p.id = d.plan_id
    join contracts.plan_template t on t.tenant_id = p.tenant_id and t.id = p.template_id
    join assets.asset a on a.tenant_id = p.tenant_id and a.id = p.asset_id
    join assets.model m on m.tenant_id = a.tenant_id and m.id = a.model_id
    left join parties.customer k on k.tenant_id = a.tenant_id and k.id = a.customer_id
    left join contracts.contract c on c.tenant_id = p.tenant_id and c.id = p.contract_id
    left join network.station s on s.tenant_id = p.tenant_id and s.id = p.station_id`,
  id: 'd.id',
  visible: (actor) => visibleTo(actor, 'p.station_id'),
  columns: {
    plannedOn: dayColumn('d.planned_on', { sortable: true }),
    firstOn: dayColumn('d.first_on', plain),
    status: choice('d.status', DATE_STATES),
    isOverdue: boolColumn(`(d.status in ('planned', 'ordered') and d.planned_on < current_date)`),
    template: namesColumn('t.name'),
    templateId: idColumn('p.template_id'),
    planId: idColumn('d.plan_id'),
    assetId: idColumn('p.asset_id'),
    serial: text('a.serial', plain),
    model: namesColumn('m.name'),
    customerId: idColumn('a.customer_id', { nullable: true }),
    customer: text('k.name', { nullable: true, filter: false }),
    contractId: idColumn('p.contract_id', { nullable: true }),
    contract: text('c.number', { nullable: true, filter: false }),
    stationId: idColumn('p.station_id', { nullable: true }),
    station: text('s.name', { nullable: true, filter: false }),
    requestId: idColumn('d.request_id', { nullable: true }),
    movedBy: text('d.moved_by', { nullable: true, filter: false }),
    reason: text('coalesce(d.moved_reason, d.reason)', { nullable: true, filter: false }),
    version: numberColumn('d.version', plain),
  },
  sort: 'plannedOn',
  subject: 'planned_date',
})

export async function viewPlan(tx: Tx, actor: Actor, id: string) {
  const { rows } = await sql<{
    id: string
    status: string
    templateId: string
    asset: object
    contract: object | null
    station: object | null
    startsOn: string
    endsOn: string | null
    createdAt: Date
    version: number
  }>`
    select p.id, p.status, p.template_id as "templateId", p.starts_on as "startsOn", p.ends_on as "endsOn",
      p.created_at as "createdAt", p.version,
      json_build_object('id', a.id, 'serial', a.serial, 'model', m.name) as asset,
      case when c.id is not null then json_build_object('id', c.id, 'number', c.number) end as contract,
      case when s.id is not null then json_build_object('id', s.id, 'name', s.name) end as station
    from contracts.plan p
    join assets.asset a on a.tenant_id = p.tenant_id and a.id = p.asset_id
    join assets.model m on m.tenant_id = a.tenant_id and m.id = a.model_id
    left join contracts.contract c on c.tenant_id = p.tenant_id and c.id = p.contract_id
    left join network.station s on s.tenant_id = p.tenant_id and s.id = p.station_id
    where p.id = ${id} and ${visibleTo(actor, 'p.station_id')}`.execute(tx)
  const row = rows[0]
  if (!row) throw notFound('maintenance_plan')
  const { templateId, ...plan } = row
  return { ...plan, template: await viewTemplate(tx, templateId), dates: await datesOf(tx, id) }
}

async function datesOf(tx: Tx, planId: string) {
  return tx
    .selectFrom('contracts.planned_date')
    .select(['id', 'seq', 'first_on as firstOn', 'planned_on as plannedOn', 'sum', 'status', 'request_id as requestId'])
    .select(['done_on as doneOn', 'reason', 'moved_by as movedBy', 'moved_reason as movedReason', 'version'])
    .select(sql<number | null>`due_meter::float8`.as('dueMeter'))
    .where('plan_id', '=', planId)
    .orderBy('seq')
    .execute()
}
