import {
  boolColumn,
  choice,
  defineList,
  idColumn,
  instantColumn,
  namesColumn,
  numberColumn,
  text,
} from '../../kit/list/definition.ts'
import { visibleTo } from '../../kit/visible.ts'
import { CHANNELS, KINDS } from './kinds.ts'
import { COVERS, PRIORITIES, STATUSES } from './shapes.ts'

/** The queue. Only what an index gives in order may be sorted by: the table grows to millions. */
export const requestList = defineList({
  name: 'requests',
  path: '/requests',
  needs: 'requests.read',
  summary: 'The queue of requests',
  from: `requests.request r
    left join parties.customer c on c.tenant_id = r.tenant_id and c.id = r.customer_id
    left join assets.asset a on a.tenant_id = r.tenant_id and a.id = r.asset_id
    left join assets.model m on m.tenant_id = a.tenant_id and m.id = a.model_id
    left join network.station s on s.tenant_id = r.tenant_id and s.id = r.station_id
    left join people.person o on o.tenant_id = r.tenant_id and o.id = r.owner_id`,
  id: 'r.id',
  visible: (actor) => visibleTo(actor, 'r.station_id'),
  search: 'request',
  searchedByStation: true,
  exportNeeds: 'requests.export',
  sort: '-openedAt',
  columns: {
    number: text('r.number', { sortable: true }),
    status: choice('r.status', STATUSES),
    priority: choice('r.priority', PRIORITIES),
    kind: choice('r.kind', KINDS),
    channel: choice('r.channel', CHANNELS),
    title: text('r.title', { filter: false }),
    isSafety: boolColumn('r.is_safety'),
    customerId: idColumn('r.customer_id', { nullable: true }),
    customer: text('c.name', { nullable: true, filter: false }),
    customerTier: choice('c.tier', ['standard', 'silver', 'gold'], { nullable: true, words: 'parties:tier' }),
    assetId: idColumn('r.asset_id', { nullable: true }),
    serial: text('a.serial', { nullable: true, filter: false }),
    model: namesColumn('m.name', { nullable: true }),
    product: text('r.product', { nullable: true, filter: false }),
    symptomCode: text('r.symptom_code', { nullable: true }),
    stationId: idColumn('r.station_id', { nullable: true }),
    station: text('s.name', { nullable: true, filter: false }),
    ownerId: idColumn('r.owner_id', { nullable: true }),
    owner: text('o.name', { nullable: true, filter: false }),
    country: text('r.country'),
    timeZone: text('r.time_zone', { filter: false }),
    cover: choice('r.cover_outcome', COVERS, { nullable: true }),
    openedAt: instantColumn('r.opened_at', { sortable: true }),
    nextDueAt: instantColumn('r.next_due_at', { nullable: true, sortable: true }),
    firstReplyAt: instantColumn('r.first_reply_at', { nullable: true }),
    resolvedAt: instantColumn('r.resolved_at', { nullable: true }),
    closedAt: instantColumn('r.closed_at', { nullable: true }),
    holdReason: text('r.hold_reason', { nullable: true }),
    closureCode: text('r.closure_code', { nullable: true }),
    reopened: numberColumn('r.reopened'),
    externalId: text('r.external_id', { nullable: true }),
    version: numberColumn('r.version', { filter: false }),
  },
})
