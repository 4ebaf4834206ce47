import { sql } from 'kysely'
import {
  boolColumn,
  choice,
  dayColumn,
  defineList,
  idColumn,
  instantColumn,
  namesColumn,
  numberColumn,
  text,
} from '../../kit/list/definition.ts'
import { visibleTo } from '../../kit/visible.ts'
import { CONDITION_CODES, DOCUMENT_KINDS, PLACE_KINDS, TRACKING } from './shapes.ts'

/** The places beyond the shelves are named by their kind, which is said in the reader's language. */
const BEYOND_SAID = { words: 'parts:placeKind' }
const OWNER_SAID = { words: 'parts:ownerName' }

export const partList = defineList({
  name: 'parts',
  path: '/parts',
  needs: 'parts.read',
  summary: 'Spare parts',
  from: 'parts.part p left join parts.class c on c.tenant_id = p.tenant_id and c.id = p.class_id',
  id: 'p.id',
  visible: () => sql<boolean>`true`,
  search: 'part',
  columns: {
    number: text('p.number', { sortable: true }),
    name: namesColumn('p.name'),
    class: text('c.code', { nullable: true }),
    unit: text('p.unit', { words: 'parts:unit' }),
    tracking: choice('p.tracking', TRACKING),
    needsProof: boolColumn('p.needs_proof'),
    isActive: boolColumn('p.is_active'),
    createdAt: instantColumn('p.created_at', { sortable: true }),
  },
  sort: 'number',
})

export const placeList = defineList({
  name: 'stock_places',
  words: 'parts',
  path: '/stock-places',
  needs: 'parts.read',
  summary: 'Warehouses, depots, stations and vans',
  from: `parts.place l left join network.station t on t.tenant_id = l.tenant_id and t.id = l.station_id
    left join people.person w on w.tenant_id = l.tenant_id and w.id = l.person_id`,
  id: 'l.id',
  visible: (actor) => sql<boolean>`l.is_shelf and ${visibleTo(actor, 'l.station_id')}`,
  columns: {
    code: text('l.code', { sortable: true }),
    place: text('l.name', { sortable: true }),
    placeKind: choice('l.kind', PLACE_KINDS),
    station: text('t.name', { nullable: true }),
    person: text('w.name', { nullable: true }),
    mayOwe: boolColumn('l.may_owe'),
    isActive: boolColumn('l.is_active'),
  },
  sort: 'code',
})

export const stockList = defineList({
  name: 'stock',
  words: 'parts',
  path: '/stock',
  needs: 'parts.read',
  summary: 'What lies where, in which condition',
  from: `parts.balance b
    join parts.part p on p.tenant_id = b.tenant_id and p.id = b.part_id
    join parts.place l on l.tenant_id = b.tenant_id and l.id = b.place_id
    join parts.owner o on o.tenant_id = b.tenant_id and o.id = b.owner_id
    left join parts.batch h on h.tenant_id = b.tenant_id and h.id = b.batch_id
    left join parts.bin n on n.tenant_id = b.tenant_id and n.place_id = b.place_id and n.part_id = b.part_id`,
  id: 'b.id',
  visible: (actor) => sql<boolean>`b.on_hand <> 0 and ${visibleTo(actor, 'l.station_id')}`,
  search: 'part',
  searchId: 'b.part_id',
  subject: 'stock',
  columns: {
    part: text('p.number', { sortable: true }),
    name: namesColumn('p.name'),
    place: text('l.name', { sortable: true, ...BEYOND_SAID }),
    bin: text('n.code', { nullable: true }),
    condition: choice('b.condition', CONDITION_CODES),
    onHand: numberColumn('b.on_hand::float8'),
    reserved: numberColumn('b.reserved::float8'),
    free: numberColumn(`case when b.condition = 'good' then greatest(b.on_hand - b.reserved, 0) else 0 end::float8`),
    unit: text('p.unit', { words: 'parts:unit' }),
    batch: text('h.code', { nullable: true }),
    expiresOn: dayColumn('h.expires_on', { nullable: true }),
    owner: text('o.name', OWNER_SAID),
    isCompany: boolColumn("(o.code = 'own')"),
    partId: idColumn('b.part_id'),
    placeId: idColumn('b.place_id'),
  },
  sort: 'part',
})

export const movementList = defineList({
  name: 'stock_movements',
  words: 'parts',
  path: '/stock-movements',
  needs: 'parts.read',
  summary: 'Every movement of stock, newest first',
  from: `parts.movement m
    join parts.document d on d.tenant_id = m.tenant_id and d.id = m.document_id
    join parts.part p on p.tenant_id = m.tenant_id and p.id = m.part_id
    join parts.place f on f.tenant_id = m.tenant_id and f.id = m.from_place_id
    join parts.place t on t.tenant_id = m.tenant_id and t.id = m.to_place_id
    left join parts.serial s on s.tenant_id = m.tenant_id and s.id = m.serial_id
    left join parts.batch h on h.tenant_id = m.tenant_id and h.id = m.batch_id`,
  id: 'm.id',
  // A transfer is seen by both of its stations.
  visible: (actor) => sql<boolean>`(${visibleTo(actor, 'f.station_id')} or ${visibleTo(actor, 't.station_id')})`,
  search: 'part',
  searchId: 'm.part_id',
  subject: 'stock_movement',
  columns: {
    bookedAt: instantColumn('d.booked_at', { sortable: true }),
    effectiveAt: instantColumn('m.effective_at'),
    documentKind: choice('d.kind', DOCUMENT_KINDS),
    part: text('p.number'),
    name: namesColumn('p.name'),
    quantity: numberColumn('m.quantity::float8'),
    from: text('f.name', BEYOND_SAID),
    fromCondition: choice('m.from_condition', CONDITION_CODES, { words: 'parts:condition' }),
    to: text('t.name', BEYOND_SAID),
    toCondition: choice('m.to_condition', CONDITION_CODES, { words: 'parts:condition' }),
    serial: text('s.number', { nullable: true }),
    batch: text('h.code', { nullable: true }),
    by: text('d.by_name', { nullable: true }),
    isLate: boolColumn('d.happened_at is not null'),
    partId: idColumn('m.part_id'),
    documentId: idColumn('m.document_id'),
  },
  sort: '-bookedAt',
})
