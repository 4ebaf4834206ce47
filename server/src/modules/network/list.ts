import { boolColumn, choice, dayColumn, defineList, idColumn, text, textsColumn } from '../../kit/list/definition.ts'
import { visibleTo } from '../../kit/visible.ts'
import { BRANCHES, SERVING } from './shapes.ts'

export const stationList = defineList({
  name: 'stations',
  words: 'network',
  path: '/stations',
  needs: 'network.read',
  summary: 'Stations',
  from: 'network.station s left join network.station up on up.tenant_id = s.tenant_id and up.id = s.parent_id',
  id: 's.id',
  visible: (actor) => visibleTo(actor, 's.id'),
  columns: {
    number: text('s.number', { sortable: true }),
    name: text('s.name', { sortable: true }),
    kind: choice('s.kind', [...BRANCHES, ...SERVING], { sortable: true }),
    parentId: idColumn('s.parent_id', { nullable: true }),
    parentName: text('up.name', { nullable: true, filter: false }),
    country: text('s.country', { nullable: true, sortable: true }),
    city: text('s.city', { nullable: true, sortable: true }),
    phone: text('s.phone', { nullable: true, filter: false }),
    timeZone: text('s.time_zone'),
    level: text('s.level', { nullable: true }),
    productLines: textsColumn('s.product_lines'),
    isActive: boolColumn('s.is_active'),
  },
  sort: 'name',
  search: 'station',
  searchedByStation: true,
})

/** Licences and contracts of stations, the next to expire first. */
export const documentList = defineList({
  name: 'station_documents',
  words: 'network',
  path: '/station-documents',
  needs: 'network.read',
  summary: 'Documents of stations, by expiry',
  from: 'network.document d join network.station s on s.tenant_id = d.tenant_id and s.id = d.station_id and s.is_active',
  id: 'd.id',
  visible: (actor) => visibleTo(actor, 'd.station_id'),
  columns: {
    name: text('d.name', { sortable: true }),
    number: text('d.number', { nullable: true }),
    stationId: idColumn('d.station_id'),
    stationName: text('s.name', { sortable: true }),
    expiresOn: dayColumn('d.expires_on', { nullable: true, sortable: true }),
  },
  sort: 'expiresOn',
})
