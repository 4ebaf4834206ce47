import { choice, dayColumn, defineList, idColumn, instantColumn, namesColumn, text } from '../../kit/list/definition.ts'
import { BUYERS, STATUSES } from './shapes.ts'
import { assetVisible } from './visible.ts'

export const assetList = defineList({
  name: 'assets',
  path: '/assets',
  needs: 'assets.read',
  summary: 'Products',
  from: `assets.asset a
    join assets.model m on m.tenant_id = a.tenant_id and m.id = a.model_id
    join assets.family f on f.tenant_id = m.tenant_id and f.id = m.family_id
    left join parties.customer c on c.tenant_id = a.tenant_id and c.id = a.customer_id
    left join parties.address p on p.tenant_id = a.tenant_id and p.id = a.address_id`,
  id: 'a.id',
  visible: (actor) => assetVisible(actor, 'a'),
  columns: {
    serial: text('a.serial', { sortable: true }),
    modelId: idColumn('a.model_id'),
    modelCode: text('m.code'),
    modelName: namesColumn('m.name'),
    familyCode: text('f.code'),
    customerId: idColumn('a.customer_id', { nullable: true }),
    customerName: text('c.name', { nullable: true, filter: false }),
    customerTag: text('a.customer_tag', { nullable: true }),
    city: text('p.city', { nullable: true, filter: false }),
    status: choice('a.status', STATUSES),
    saleCountry: text('a.sale_country', { nullable: true }),
    buyerKind: choice('a.buyer_kind', BUYERS, { nullable: true }),
    dealerStationId: idColumn('a.dealer_station_id', { nullable: true }),
    parentId: idColumn('a.parent_id', { nullable: true }),
    builtOn: dayColumn('a.built_on', { nullable: true }),
    soldOn: dayColumn('a.sold_on', { nullable: true }),
    installedOn: dayColumn('a.installed_on', { nullable: true }),
    registeredOn: dayColumn('a.registered_on', { nullable: true }),
    createdAt: instantColumn('a.created_at', { sortable: true }),
  },
  sort: '-createdAt',
  search: 'asset',
})
