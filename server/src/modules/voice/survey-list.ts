import {
  choice,
  defineList,
  idColumn,
  instantColumn,
  numberColumn,
  text,
  textsColumn,
} from '../../kit/list/definition.ts'
import { visibleTo } from '../../kit/visible.ts'

export const surveyList = defineList({
  name: 'surveys',
  words: 'voice',
  path: '/surveys',
  needs: 'voice.read',
  summary: 'Surveys and what was answered',
  from: `voice.survey v
    join requests.request r on r.tenant_id = v.tenant_id and r.id = v.request_id
    join parties.customer c on c.tenant_id = v.tenant_id and c.id = v.customer_id
    left join network.station s on s.tenant_id = v.tenant_id and s.id = v.station_id
    left join people.person p on p.tenant_id = v.tenant_id and p.id = v.technician_id`,
  id: 'v.id',
  visible: (actor) => visibleTo(actor, 'v.station_id'),
  subject: 'survey',
  sort: '-answeredAt',
  columns: {
    state: choice(
      `case when v.answered_at is not null then 'answered' when v.expires_at <= now() then 'expired' else 'open' end`,
      ['answered', 'open', 'expired'],
    ),
    sentAt: instantColumn('v.sent_at', { sortable: true }),
    answeredAt: instantColumn('v.answered_at', { nullable: true, sortable: true }),
    timeZone: text('r.time_zone', { filter: false }),
    channel: choice('v.channel', ['link', 'phone', 'on_the_spot']),
    customerId: idColumn('v.customer_id'),
    customer: text('c.name', { filter: false }),
    requestId: idColumn('v.request_id'),
    request: text('r.number', { filter: false }),
    stationId: idColumn('v.station_id', { nullable: true }),
    station: text('s.name', { nullable: true, filter: false }),
    technicianId: idColumn('v.technician_id', { nullable: true }),
    technician: text('p.name', { nullable: true, filter: false }),
    perceived: numberColumn('v.perceived', { nullable: true }),
    expected: numberColumn('v.expected', { nullable: true }),
    csi: numberColumn('round(v.perceived * 100.0 / nullif(v.expected, 0), 1)', { nullable: true, sortable: true }),
    nps: numberColumn('v.nps', { nullable: true, sortable: true }),
    comment: text('v.comment', { nullable: true, filter: false }),
    tags: textsColumn('v.tags'),
  },
})
