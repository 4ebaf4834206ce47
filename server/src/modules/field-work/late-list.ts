import { sql } from 'kysely'
import { z } from 'zod'
import { choice, defineList, idColumn, instantColumn, json, numberColumn, text } from '../../kit/list/definition.ts'
import { visibleTo } from '../../kit/visible.ts'

export const lateList = defineList({
  name: 'late-facts',
  words: 'field-work',
  path: '/late-facts',
  needs: 'dispatch.plan',
  summary: 'What phones told when it was too late to be done, for the desk to judge',
  subject: 'told',
  from: `field_work.told t
    join people.person p on p.tenant_id = t.tenant_id and p.id = t.person_id
    left join people.person j on j.tenant_id = t.tenant_id and j.id = t.judged_by
    left join dispatch.visit v on v.tenant_id = t.tenant_id and v.id = t.visit_id`,
  id: 't.id',
  // Without a visit (a phone that was revoked may tell of anything) it is for who sees the whole company.
  visible: (actor) => sql<boolean>`(t.late_reason is not null and ${visibleTo(actor, 't.station_id')})`,
  sort: '-receivedAt',
  columns: {
    number: text('v.number', { nullable: true }),
    visitId: idColumn('t.visit_id', { nullable: true }),
    requestId: idColumn('v.request_id', { nullable: true }),
    toldKind: text('t.kind', { words: 'field-work:toldKind' }),
    lateReason: text('t.late_reason', { words: 'field-work:lateReason' }),
    technicianId: idColumn('t.person_id'),
    technician: text('p.name', { filter: false }),
    stationId: idColumn('t.station_id', { nullable: true }),
    happenedAt: instantColumn(`t.device_at + t.offset_ms * interval '1 millisecond'`),
    deviceAt: instantColumn('t.device_at', { filter: false }),
    clockOffset: numberColumn('t.offset_ms / 1000', { filter: false }),
    receivedAt: instantColumn('t.received_at', { sortable: true }),
    content: json('t.body', z.record(z.string(), z.unknown()), { nullable: true }),
    fileId: idColumn('t.file_id', { nullable: true, filter: false }),
    verdict: choice('t.verdict', ['taken_over', 'set_aside'], { nullable: true }),
    judgedBy: text('j.name', { nullable: true, filter: false }),
    note: text('t.note', { nullable: true, filter: false }),
    version: numberColumn('t.version', { filter: false }),
  },
})
