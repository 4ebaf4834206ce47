import { sql } from 'kysely'
import {
  boolColumn,
  choice,
  dayColumn,
  defineList,
  idColumn,
  instantColumn,
  minorColumn,
  namesColumn,
  numberColumn,
  text,
} from '../../kit/list/definition.ts'
import { visibleTo } from '../../kit/visible.ts'
import { OLD_STATES, VERDICTS } from './old-part-shapes.ts'

export const demandList = defineList({
  name: 'part_requests',
  words: 'parts',
  path: '/part-requests',
  needs: 'parts.read',
  summary: 'What jobs have asked for',
  from: 'parts.demand d join parts.place l on l.tenant_id = d.tenant_id and l.id = d.place_id',
  id: 'd.id',
  visible: (actor) => visibleTo(actor, 'd.station_id'),
  subject: 'part_request',
  search: 'part',
  searchAmong: 'select h.part_id from parts.demand_line h where h.tenant_id = d.tenant_id and h.demand_id = d.id',
  searchNumber: 'd.number',
  columns: {
    number: text('d.number'),
    place: text('l.name'),
    priority: numberColumn('d.priority::int'),
    isWaiting: boolColumn(
      'exists (select from parts.demand_line w where w.tenant_id = d.tenant_id and w.demand_id = d.id and w.is_waiting)',
    ),
    isToReturn: boolColumn(
      'd.done_at is not null and exists (select from parts.demand_line w where w.tenant_id = d.tenant_id and w.demand_id = d.id and w.issued > w.returned + w.used)',
    ),
    isToPick: boolColumn(
      'd.done_at is null and exists (select from parts.demand_line w where w.tenant_id = d.tenant_id and w.demand_id = d.id and w.quantity > w.issued + w.cancelled)',
    ),
    expectedOn: dayColumn(
      '(select max(w.expected_on) from parts.demand_line w where w.tenant_id = d.tenant_id and w.demand_id = d.id and w.is_waiting)',
      { nullable: true },
    ),
    keepUntil: instantColumn('d.keep_until'),
    requestId: idColumn('d.request_id', { nullable: true }),
    workOrderId: idColumn('d.work_order_id', { nullable: true }),
    createdAt: instantColumn('d.created_at', { sortable: true }),
  },
  sort: '-createdAt',
})

export const shipmentList = defineList({
  name: 'shipments',
  words: 'parts',
  path: '/shipments',
  needs: 'parts.read',
  summary: 'Transfers between shelves, with what is in transit and since when',
  from: `parts.shipment s join parts.place f on f.tenant_id = s.tenant_id and f.id = s.from_place_id
    join parts.place t on t.tenant_id = s.tenant_id and t.id = s.to_place_id`,
  id: 's.id',
  visible: (actor) => sql<boolean>`(${visibleTo(actor, 's.station_id')} or ${visibleTo(actor, 's.to_station_id')})`,
  subject: 'shipment',
  search: 'part',
  searchAmong: 'select h.part_id from parts.shipment_line h where h.tenant_id = s.tenant_id and h.shipment_id = s.id',
  searchNumber: 's.number',
  columns: {
    number: text('s.number'),
    shipmentState: choice('s.state', ['draft', 'sent', 'closed', 'cancelled']),
    from: text('f.name'),
    to: text('t.name'),
    sentAt: instantColumn('s.sent_at', { nullable: true }),
    expectedOn: dayColumn('s.expected_on', { nullable: true }),
    createdAt: instantColumn('s.created_at', { sortable: true }),
    fromStationId: idColumn('s.station_id', { nullable: true }),
    toStationId: idColumn('s.to_station_id', { nullable: true }),
  },
  sort: '-createdAt',
})

export const purchaseList = defineList({
  name: 'purchase_orders',
  words: 'parts',
  path: '/purchase-orders',
  needs: 'parts.read',
  summary: 'Parts ordered from suppliers',
  from: 'parts.purchase_order o join parts.place l on l.tenant_id = o.tenant_id and l.id = o.place_id',
  id: 'o.id',
  visible: (actor) => visibleTo(actor, 'o.station_id'),
  subject: 'purchase_order',
  search: 'part',
  searchAmong: 'select h.part_id from parts.purchase_line h where h.tenant_id = o.tenant_id and h.order_id = o.id',
  searchNumber: 'o.number',
  columns: {
    number: text('o.number'),
    supplier: text('o.supplier'),
    place: text('l.name'),
    orderState: choice('o.state', ['ordered', 'confirmed', 'closed', 'cancelled']),
    orderedAt: instantColumn('o.ordered_at', { sortable: true }),
  },
  sort: '-orderedAt',
})

export const debtList = defineList({
  name: 'stock_debts',
  words: 'parts',
  path: '/stock-debts',
  needs: 'parts.read',
  summary: 'Vans below zero, and until when it must be explained',
  from: `parts.debt d join parts.part p on p.tenant_id = d.tenant_id and p.id = d.part_id
    join parts.place l on l.tenant_id = d.tenant_id and l.id = d.place_id
    left join people.person w on w.tenant_id = l.tenant_id and w.id = l.person_id
    left join network.station t on t.tenant_id = d.tenant_id and t.id = d.station_id`,
  id: 'd.id',
  visible: (actor) => visibleTo(actor, 'd.station_id'),
  search: 'part',
  searchId: 'd.part_id',
  subject: 'stock_debt',
  columns: {
    part: text('p.number'),
    name: namesColumn('p.name'),
    place: text('l.name'),
    person: text('w.name', { nullable: true }),
    station: text('t.name', { nullable: true }),
    quantity: numberColumn('d.quantity::float8'),
    most: numberColumn('d.most::float8'),
    unit: text('p.unit', { words: 'parts:unit' }),
    since: instantColumn('d.since'),
    dueAt: instantColumn('d.due_at', { sortable: true }),
    settledAt: instantColumn('d.settled_at', { nullable: true }),
    openedById: idColumn('d.opened_by', { nullable: true }),
    settledById: idColumn('d.settled_by', { nullable: true }),
    partId: idColumn('d.part_id'),
    placeId: idColumn('d.place_id'),
    personId: idColumn('l.person_id', { nullable: true }),
  },
  sort: 'dueAt',
})

export const oldPartList = defineList({
  name: 'old_parts',
  words: 'parts',
  path: '/old-parts',
  needs: 'parts.read',
  summary: 'Removed parts in custody',
  from: `parts.old_part o join parts.part p on p.tenant_id = o.tenant_id and p.id = o.part_id
    join parts.place l on l.tenant_id = o.tenant_id and l.id = o.place_id
    left join people.person d on d.tenant_id = l.tenant_id and d.id = l.person_id
    left join parts.owner w on w.tenant_id = o.tenant_id and w.id = o.owner_id
    left join assets.asset a on a.tenant_id = o.tenant_id and a.id = o.asset_id
    left join parts.shipment h on h.tenant_id = o.tenant_id and h.id = o.shipment_id
    left join parts.place t on t.tenant_id = h.tenant_id and t.id = h.to_place_id`,
  id: 'o.id',
  visible: (actor) => visibleTo(actor, 'o.station_id'),
  subject: 'old_part',
  search: 'part',
  searchId: 'o.part_id',
  searchNumber: 'o.label',
  columns: {
    label: text('o.label'),
    part: text('p.number'),
    name: namesColumn('p.name'),
    assetSerial: text('a.serial', { nullable: true }),
    place: text('l.name'),
    person: text('d.name', { nullable: true }),
    sentTo: text('t.name', { nullable: true }),
    oldState: choice('o.state', OLD_STATES),
    verdict: choice('o.verdict', VERDICTS, { nullable: true }),
    serial: text('o.serial_number', { nullable: true }),
    dueOn: dayColumn('o.due_on', { nullable: true, sortable: true }),
    valueMinor: minorColumn('o.value_minor'),
    currency: text('w.currency', { nullable: true }),
    removedAt: instantColumn('o.removed_at', { sortable: true }),
    isCustomers: boolColumn("coalesce(w.kind = 'customer', false)"),
    placeId: idColumn('o.place_id'),
    visitId: idColumn('o.visit_id', { nullable: true }),
  },
  sort: '-removedAt',
})

export const countList = defineList({
  name: 'stock_counts',
  words: 'parts',
  path: '/stock-counts',
  needs: 'parts.read',
  summary: 'Counts of places, the newest first',
  from: 'parts.count_sheet c join parts.place l on l.tenant_id = c.tenant_id and l.id = c.place_id',
  id: 'c.id',
  visible: (actor) => visibleTo(actor, 'c.station_id'),
  subject: 'stock_count',
  columns: {
    place: text('l.name'),
    countState: choice('c.state', ['open', 'posted', 'cancelled']),
    countedAt: instantColumn('c.counted_at'),
    createdAt: instantColumn('c.created_at', { sortable: true }),
    placeId: idColumn('c.place_id'),
  },
  sort: '-createdAt',
})
