import {
  boolColumn,
  choice,
  defineList,
  idColumn,
  instantColumn,
  numberColumn,
  text,
} from '../../kit/list/definition.ts'
import { visitVisible } from './find.ts'
import { ORDER_KINDS, PRIORITIES, VISIT_STATUSES } from './shapes.ts'

export const visitList = defineList({
  name: 'visits',
  words: 'dispatch',
  path: '/visits',
  needs: 'dispatch.read',
  summary: 'Visits',
  search: 'visit',
  from: `dispatch.visit v
    join dispatch.work_order w on w.tenant_id = v.tenant_id and w.id = v.work_order_id
    join requests.request r on r.tenant_id = v.tenant_id and r.id = v.request_id
    join people.person p on p.tenant_id = v.tenant_id and p.id = v.technician_id
    left join parties.customer c on c.tenant_id = r.tenant_id and c.id = r.customer_id
    left join assets.asset a on a.tenant_id = r.tenant_id and a.id = r.asset_id
    left join parties.address d on d.tenant_id = r.tenant_id and d.id = coalesce(r.address_id, a.address_id)
    left join network.station s on s.tenant_id = v.tenant_id and s.id = v.station_id`,
  id: 'v.id',
  visible: (actor) => visitVisible(actor, 'v'),
  sort: '-startsAt',
  columns: {
    number: text('v.number'),
    status: choice('v.status', VISIT_STATUSES),
    startsAt: instantColumn('v.starts_at', { sortable: true }),
    endsAt: instantColumn('v.ends_at', { filter: false }),
    timeZone: text('w.time_zone', { filter: false }),
    technicianId: idColumn('v.technician_id'),
    technician: text('p.name', { filter: false }),
    kind: choice('w.kind', ORDER_KINDS),
    priority: choice('w.priority', PRIORITIES),
    title: text('r.title', { filter: false }),
    workOrderId: idColumn('v.work_order_id'),
    workOrder: text('w.number', { filter: false }),
    requestId: idColumn('v.request_id'),
    request: text('r.number', { filter: false }),
    customerId: idColumn('r.customer_id', { nullable: true }),
    customer: text('c.name', { nullable: true, filter: false }),
    assetId: idColumn('r.asset_id', { nullable: true }),
    serial: text('a.serial', { nullable: true, filter: false }),
    city: text('d.city', { nullable: true, filter: false }),
    line: text('d.line', { nullable: true, filter: false }),
    stationId: idColumn('v.station_id', { nullable: true }),
    station: text('s.name', { nullable: true, filter: false }),
    isPinned: boolColumn('v.is_pinned'),
    overrideReason: text('v.override_reason', { nullable: true, filter: false }),
    declineReason: text('v.decline_reason', { nullable: true }),
    cancelReason: text('v.cancel_reason', { nullable: true }),
    enRouteAt: instantColumn('v.en_route_at', { nullable: true, filter: false }),
    arrivedAt: instantColumn('v.arrived_at', { nullable: true, filter: false }),
    startedAt: instantColumn('v.started_at', { nullable: true, filter: false }),
    finishedAt: instantColumn('v.finished_at', { nullable: true, filter: false }),
    version: numberColumn('v.version', { filter: false }),
  },
})
