import { sql } from 'kysely'
import {
  choice,
  dayColumn,
  defineList,
  idColumn,
  namesColumn,
  numberColumn,
  text,
  textsColumn,
} from '../../kit/list/definition.ts'
import { COVERS, METERS, STARTS } from './shapes.ts'

const everyone = () => sql<boolean>`true`

export const familyList = defineList({
  name: 'families',
  words: 'assets',
  path: '/families',
  needs: 'assets.read',
  summary: 'Product families',
  from: 'assets.family f',
  id: 'f.id',
  visible: everyone,
  columns: {
    code: text('f.code', { sortable: true }),
    name: namesColumn('f.name'),
    productClass: text('f.product_class', { sortable: true, words: 'packs:class' }),
    meterKind: choice('f.meter_kind', METERS, { nullable: true }),
    models: numberColumn(
      '(select count(*)::int from assets.model m where m.tenant_id = f.tenant_id and m.family_id = f.id)',
      { filter: false },
    ),
    version: numberColumn('f.version', { filter: false }),
  },
  sort: 'code',
  subject: 'family',
})

export const modelList = defineList({
  name: 'models',
  words: 'assets',
  path: '/models',
  needs: 'assets.read',
  summary: 'Models',
  from: 'assets.model m join assets.family f on f.tenant_id = m.tenant_id and f.id = m.family_id',
  id: 'm.id',
  visible: everyone,
  columns: {
    code: text('m.code', { sortable: true }),
    name: namesColumn('m.name'),
    familyId: idColumn('m.family_id'),
    familyCode: text('f.code', { sortable: true }),
    familyName: namesColumn('f.name'),
    productClass: text('f.product_class', { words: 'packs:class' }),
    skillCodes: textsColumn('m.skill_codes'),
    onSaleFrom: dayColumn('m.on_sale_from', { nullable: true, sortable: true }),
    onSaleTo: dayColumn('m.on_sale_to', { nullable: true, sortable: true }),
    terms: numberColumn(
      '(select count(*)::int from assets.warranty_term t where t.tenant_id = m.tenant_id and t.model_id = m.id)',
      { filter: false },
    ),
  },
  sort: 'code',
  subject: 'model',
})

/** All promises of the maker; its export is read again by the import. */
export const termList = defineList({
  name: 'warranty-terms',
  words: 'assets',
  path: '/warranty-terms',
  needs: 'assets.read',
  summary: 'Warranty terms of all models',
  from: 'assets.warranty_term t join assets.model m on m.tenant_id = t.tenant_id and m.id = t.model_id',
  id: 't.id',
  visible: everyone,
  columns: {
    modelId: idColumn('t.model_id'),
    modelCode: text('m.code', { sortable: true }),
    covers: choice('t.covers', COVERS),
    months: numberColumn('t.months', { nullable: true }),
    distanceKm: numberColumn('t.distance_km', { nullable: true }),
    hours: numberColumn('t.hours', { nullable: true }),
    startsFrom: choice('t.starts_from', STARTS),
    country: text('t.country', { nullable: true }),
    soldFrom: dayColumn('t.sold_from', { nullable: true }),
    soldTo: dayColumn('t.sold_to', { nullable: true }),
    components: textsColumn('t.components'),
    excludedComponents: textsColumn('t.excluded_components'),
  },
  sort: 'modelCode',
})
