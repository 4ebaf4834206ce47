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
import { contractVisible } from './contracts.ts'
import { BILLINGS, CONTRACT_STATES, PRODUCT_KINDS } from './shapes.ts'

const plain = { filter: false }
const everyone = () => sql<boolean>`true`

export const productList = defineList({
  name: 'service-products',
  words: 'contracts',
  path: '/service-products',
  needs: 'contracts.read',
  summary: 'What may be sold as a contract',
  from: 'contracts.service_product p',
  id: 'p.id',
  visible: everyone,
  columns: {
    code: text('p.code', { sortable: true }),
    name: namesColumn('p.name'),
    kind: choice('p.kind', PRODUCT_KINDS),
    termMonths: numberColumn('p.term_months'),
    billing: choice('p.billing', BILLINGS),
    level: text('p.level', { nullable: true }),
    priceCode: text('p.price_code'),
    isOnSale: boolColumn('p.is_on_sale'),
    version: numberColumn('p.version', plain),
  },
  sort: 'code',
  subject: 'service_product',
})

const FROM = `contracts.contract c
  join parties.customer k on k.tenant_id = c.tenant_id and k.id = c.customer_id
  left join network.station s on s.tenant_id = c.tenant_id and s.id = c.station_id`
const first = (what: string) =>
  `(select ${what} from contracts.line l where l.tenant_id = c.tenant_id and l.contract_id = c.id order by l.position limit 1)`

export const contractList = defineList({
  name: 'contracts',
  path: '/contracts',
  needs: 'contracts.read',
  summary: 'Service contracts',
  from: FROM,
  id: 'c.id',
  visible: (actor) => contractVisible(actor),
  search: 'contract',
  searchedByStation: true,
  columns: {
    number: text('c.number', { nullable: true }),
    status: choice('c.status', CONTRACT_STATES),
    customerId: idColumn('c.customer_id'),
    customer: text('k.name', plain),
    stationId: idColumn('c.station_id', { nullable: true }),
    station: text('s.name', { nullable: true, filter: false }),
    kind: choice(first(`l.terms ->> 'kind'`), PRODUCT_KINDS),
    product: namesColumn(first(`l.terms -> 'name'`)),
    units: numberColumn(
      '(select coalesce(sum(l.units), 0)::int from contracts.line l where l.tenant_id = c.tenant_id and l.contract_id = c.id)',
      plain,
    ),
    country: text('c.country'),
    billing: choice('c.billing', BILLINGS),
    totalMinor: minorColumn('c.total_minor'),
    currency: text('c.currency'),
    startsOn: dayColumn('c.starts_on'),
    endsOn: dayColumn('c.ends_on', { sortable: true }),
    isRenewed: boolColumn(
      `exists (select from contracts.contract n where n.tenant_id = c.tenant_id and n.renews_id = c.id and n.status <> 'cancelled')`,
    ),
    createdAt: instantColumn('c.created_at', { sortable: true }),
  },
  sort: '-createdAt',
  subject: 'contract',
})
