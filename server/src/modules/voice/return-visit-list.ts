import { choice, defineList, idColumn, instantColumn, numberColumn, text } from '../../kit/list/definition.ts'
import { visibleTo } from '../../kit/visible.ts'
import { SKIPS, STATUSES } from './shapes.ts'

/** The call list: what is to be called comes first, the longest due at the top; what is over follows. */
export const returnVisitList = defineList({
  name: 'return-visits',
  words: 'voice',
  path: '/return-visits',
  needs: 'voice.read',
  summary: 'Calls after the work is done',
  from: `voice.return_visit rv
    join requests.request r on r.tenant_id = rv.tenant_id and r.id = rv.request_id
    join parties.customer c on c.tenant_id = rv.tenant_id and c.id = rv.customer_id
    left join network.station s on s.tenant_id = rv.tenant_id and s.id = rv.station_id
    left join people.person o on o.tenant_id = rv.tenant_id and o.id = rv.owner_id`,
  id: 'rv.id',
  visible: (actor) => visibleTo(actor, 'rv.station_id'),
  subject: 'return_visit',
  sort: 'callAt',
  columns: {
    number: text('rv.number'),
    status: choice('rv.status', STATUSES),
    callAt: instantColumn(`case when rv.status in ('due', 'attempted') then rv.due_at end`, {
      nullable: true,
      sortable: true,
    }),
    dueAt: instantColumn('rv.due_at', { sortable: true }),
    timeZone: text('c.time_zone', { filter: false }),
    attempts: numberColumn('rv.attempts'),
    customerId: idColumn('rv.customer_id'),
    customer: text('c.name', { filter: false }),
    language: choice('r.language', ['en', 'zh-CN', 'zh-TW']),
    requestId: idColumn('rv.request_id'),
    request: text('r.number', { filter: false }),
    title: text('r.title', { filter: false }),
    stationId: idColumn('rv.station_id', { nullable: true }),
    station: text('s.name', { nullable: true, filter: false }),
    ownerId: idColumn('rv.owner_id', { nullable: true }),
    owner: text('o.name', { nullable: true, filter: false }),
    skipReason: choice('rv.skip_reason', SKIPS, { nullable: true }),
    doneAt: instantColumn('rv.done_at', { nullable: true, sortable: true }),
    version: numberColumn('rv.version', { filter: false }),
  },
})
