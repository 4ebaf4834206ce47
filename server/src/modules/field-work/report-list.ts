import { sql } from 'kysely'
import { choice, defineList, idColumn, instantColumn, namesColumn, text } from '../../kit/list/definition.ts'
import { visitVisible } from '../dispatch/index.ts'

export const OUTCOMES = ['fixed', 'temporary', 'not_fixed', 'no_fault_found', 'no_access'] as const

/** Reports of visits that are over; the paper of each is `GET /visits/:id/report.pdf`. */
export const reportList = defineList({
  name: 'service-reports',
  words: 'field-work',
  path: '/service-reports',
  needs: 'field_work.read',
  summary: 'Service reports of visits that are over, the newest first',
  subject: 'report',
  search: 'visit',
  from: `dispatch.visit v
    join field_work.report t on t.tenant_id = v.tenant_id and t.visit_id = v.id
    join dispatch.work_order w on w.tenant_id = v.tenant_id and w.id = v.work_order_id
    join requests.request r on r.tenant_id = v.tenant_id and r.id = v.request_id
    join people.person p on p.tenant_id = v.tenant_id and p.id = v.technician_id
    left join parties.customer c on c.tenant_id = r.tenant_id and c.id = r.customer_id
    left join assets.asset a on a.tenant_id = r.tenant_id and a.id = r.asset_id
    left join assets.model m on m.tenant_id = a.tenant_id and m.id = a.model_id
    left join network.station s on s.tenant_id = v.tenant_id and s.id = v.station_id`,
  id: 'v.id',
  visible: (actor) => sql<boolean>`(v.finished_at is not null and ${visitVisible(actor, 'v')})`,
  sort: '-finishedAt',
  columns: {
    number: text('v.number'),
    finishedAt: instantColumn('v.finished_at', { sortable: true }),
    timeZone: text('w.time_zone', { filter: false }),
    customerId: idColumn('r.customer_id', { nullable: true }),
    customer: text('c.name', { nullable: true, filter: false }),
    model: namesColumn('m.name', { nullable: true }),
    assetId: idColumn('r.asset_id', { nullable: true }),
    serial: text('a.serial', { nullable: true }),
    outcome: choice('t.outcome', OUTCOMES, { nullable: true, words: 'field-work:outcome' }),
    technicianId: idColumn('v.technician_id'),
    technician: text('p.name', { filter: false }),
    signedAt: instantColumn('t.signed_at', { nullable: true }),
    signerName: text('t.signer_name', { nullable: true }),
    unsignedReason: text('t.unsigned_reason', { nullable: true }),
    restOfWork: text('t.rest_of_work', { nullable: true, filter: false }),
    stationId: idColumn('v.station_id', { nullable: true }),
    station: text('s.name', { nullable: true, filter: false }),
    requestId: idColumn('v.request_id'),
    request: text('r.number', { filter: false }),
  },
})
