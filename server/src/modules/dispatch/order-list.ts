import { z } from 'zod'
import {
  choice,
  defineList,
  idColumn,
  instantColumn,
  json,
  namesColumn,
  numberColumn,
  text,
  textsColumn,
} from '../../kit/list/definition.ts'
import { visibleTo } from '../../kit/visible.ts'
import { ORDER_KINDS, ORDER_STATUSES, PRIORITIES } from './shapes.ts'

export const orderList = defineList({
  name: 'work-orders',
  words: 'dispatch',
  path: '/work-orders',
  needs: 'dispatch.read',
  summary: 'Work orders',
  subject: 'work_order',
  // What it is about is its request; written down once, there.
  search: 'request',
  searchId: 'w.request_id',
  searchNumber: 'w.number',
  from: `dispatch.work_order w
    join requests.request r on r.tenant_id = w.tenant_id and r.id = w.request_id
    left join parties.customer c on c.tenant_id = r.tenant_id and c.id = r.customer_id
    left join assets.asset a on a.tenant_id = r.tenant_id and a.id = r.asset_id
    left join assets.model m on m.tenant_id = a.tenant_id and m.id = a.model_id
    left join parties.address d on d.tenant_id = r.tenant_id and d.id = coalesce(r.address_id, a.address_id)
    left join network.station s on s.tenant_id = w.tenant_id and s.id = w.station_id`,
  id: 'w.id',
  visible: (actor) => visibleTo(actor, 'w.station_id'),
  sort: '-createdAt',
  columns: {
    number: text('w.number'),
    status: choice('w.status', ORDER_STATUSES),
    kind: choice('w.kind', ORDER_KINDS),
    priority: choice('w.priority', PRIORITIES),
    title: text('r.title', { filter: false }),
    requestId: idColumn('w.request_id'),
    request: text('r.number', { filter: false }),
    customerId: idColumn('r.customer_id', { nullable: true }),
    customer: text('c.name', { nullable: true, filter: false }),
    serial: text('a.serial', { nullable: true, filter: false }),
    model: namesColumn('m.name', { nullable: true }),
    city: text('d.city', { nullable: true, filter: false }),
    stationId: idColumn('w.station_id', { nullable: true }),
    station: text('s.name', { nullable: true, filter: false }),
    skillCodes: textsColumn('w.skill_codes'),
    plannedMinutes: numberColumn('w.planned_minutes'),
    timeZone: text('w.time_zone', { filter: false }),
    lat: numberColumn('w.lat', { nullable: true, filter: false }),
    lon: numberColumn('w.lon', { nullable: true, filter: false }),
    dueAt: instantColumn('r.next_due_at', { nullable: true }),
    wishes: json('r.preferred_slots', z.array(z.object({ date: z.string(), part: z.string() }))),
    createdAt: instantColumn('w.created_at', { sortable: true }),
    version: numberColumn('w.version', { filter: false }),
  },
})
