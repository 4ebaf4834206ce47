import {
  boolColumn,
  choice,
  dayColumn,
  defineList,
  idColumn,
  instantColumn,
  minorColumn,
  numberColumn,
  text,
} from '../../kit/list/definition.ts'
import { visibleTo } from '../../kit/visible.ts'
import { EXPENSES } from './time-shapes.ts'

/** The newest correction of each figure, one row for each visit. */
const CORRECTED = `left join lateral (
  select max(n.value) filter (where n.field = 'travelMinutes') as travel, max(n.value) filter (where n.field = 'siteMinutes') as site,
    max(n.value) filter (where n.field = 'workMinutes') as work, max(n.value) filter (where n.field = 'km') as km,
    string_agg(n.reason, '; ' order by n.field) as reason
  from (select distinct on (k.field) k.field, k.value, k.reason from field_work.time_correction k
    where k.tenant_id = w.tenant_id and k.visit_id = w.id order by k.field, k.told_at desc, k.id desc) n) c on true`

/** What the steps said at first, where one that was told late has changed it since. */
const RECOMPUTED = `left join lateral (
  select (array_agg(k.before order by k.changed_at, k.id))[1] as was, max(k.changed_at) as at
  from field_work.work_time_change k where k.tenant_id = w.tenant_id and k.visit_id = w.id) h on true`

const FROM = `field_work.work_time w
  join dispatch.visit v on v.tenant_id = w.tenant_id and v.id = w.id
  join people.person p on p.tenant_id = w.tenant_id and p.id = w.person_id
  join requests.request r on r.tenant_id = v.tenant_id and r.id = v.request_id
  left join parties.customer u on u.tenant_id = r.tenant_id and u.id = r.customer_id
  left join network.station s on s.tenant_id = w.tenant_id and s.id = w.station_id
  ${CORRECTED}
  ${RECOMPUTED}`

const was = (key: string) => numberColumn(`(h.was ->> '${key}')::float8`, { nullable: true })

/** Days of technicians: what their steps say, what they put right, and what counts. */
export const timeList = defineList({
  name: 'work_times',
  words: 'field-work',
  path: '/work-times',
  needs: 'dispatch.plan',
  summary: 'Time sheets and ways of technicians, computed from the steps of their visits, with what was put right',
  from: FROM,
  id: 'w.id',
  visible: (actor) => visibleTo(actor, 'w.station_id'),
  subject: 'visit',
  columns: {
    day: dayColumn('w.day', { sortable: true }),
    technician: text('p.name'),
    visit: text('v.number'),
    customer: text('u.name', { nullable: true }),
    setOutAt: instantColumn('v.en_route_at', { nullable: true }),
    finishedAt: instantColumn('v.finished_at', { nullable: true }),
    travelMinutes: numberColumn('coalesce(c.travel, w.travel_minutes)::float8'),
    siteMinutes: numberColumn('coalesce(c.site, w.site_minutes)::float8'),
    workMinutes: numberColumn('coalesce(c.work, w.work_minutes)::float8'),
    pauseMinutes: numberColumn('w.pause_minutes'),
    km: numberColumn('coalesce(c.km, w.km)::float8', { nullable: true }),
    plannedKm: numberColumn('w.planned_km::float8', { nullable: true, sortable: true }),
    isCorrected: boolColumn('(c.reason is not null)'),
    correction: text('c.reason', { nullable: true }),
    computedTravel: numberColumn('w.travel_minutes'),
    computedSite: numberColumn('w.site_minutes'),
    computedWork: numberColumn('w.work_minutes'),
    computedKm: numberColumn('w.km::float8', { nullable: true }),
    recomputedAt: instantColumn('h.at', { nullable: true }),
    wasTravel: was('travelMinutes'),
    wasSite: was('siteMinutes'),
    wasWork: was('workMinutes'),
    wasKm: was('km'),
    station: text('s.name', { nullable: true }),
    visitId: idColumn('w.id'),
    technicianId: idColumn('w.person_id'),
    stationId: idColumn('w.station_id', { nullable: true }),
  },
  sort: '-day',
})

export const expenseList = defineList({
  name: 'expenses',
  words: 'field-work',
  path: '/expenses',
  needs: 'dispatch.plan',
  summary: 'What technicians paid for visits, with the receipts',
  from: `field_work.expense e
    join dispatch.visit v on v.tenant_id = e.tenant_id and v.id = e.visit_id
    join people.person p on p.tenant_id = e.tenant_id and p.id = e.person_id
    left join network.station s on s.tenant_id = e.tenant_id and s.id = e.station_id`,
  id: 'e.id',
  visible: (actor) => visibleTo(actor, 'e.station_id'),
  subject: 'visit',
  columns: {
    spentAt: instantColumn('e.spent_at', { sortable: true }),
    technician: text('p.name'),
    expenseKind: choice('e.kind', EXPENSES, { words: 'field-work:expense' }),
    amountMinor: minorColumn('e.minor'),
    currency: text('e.currency'),
    note: text('e.note', { nullable: true }),
    visit: text('v.number'),
    isTakenBack: boolColumn('(e.removed_at is not null)'),
    station: text('s.name', { nullable: true }),
    fileId: idColumn('e.file_id', { nullable: true, filter: false }),
    visitId: idColumn('e.visit_id'),
    technicianId: idColumn('e.person_id'),
    stationId: idColumn('e.station_id', { nullable: true }),
  },
  sort: '-spentAt',
})
