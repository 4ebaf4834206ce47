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
import { INVOICE_STATES, KINDS, PRICE_RULES, QUOTATION_STATES, UNITS } from './shapes.ts'
import { TAX_CATEGORIES } from './terms.ts'

const everyone = () => sql<boolean>`true`
const plain = { filter: false }

export const priceListList = defineList({
  name: 'price-lists',
  words: 'billing',
  path: '/price-lists',
  needs: 'billing.read',
  summary: 'Price lists',
  from: 'billing.price_list l',
  id: 'l.id',
  visible: everyone,
  columns: {
    name: text('l.name', { sortable: true }),
    country: text('l.country', { sortable: true }),
    currency: text('l.currency'),
    taxBp: numberColumn('l.tax_bp', plain),
    taxIncluded: boolColumn('l.tax_included'),
    validFrom: dayColumn('l.valid_from', { sortable: true }),
    validTo: dayColumn('l.valid_to', { nullable: true }),
    isPublished: boolColumn('l.is_published'),
    edition: numberColumn('l.edition', { nullable: true, filter: false }),
    publishedAt: instantColumn('l.published_at', { nullable: true }),
    prices: numberColumn(
      '(select count(*)::int from billing.price p where p.tenant_id = l.tenant_id and p.list_id = l.id)',
      plain,
    ),
    version: numberColumn('l.version', plain),
  },
  sort: '-validFrom',
  subject: 'price_list',
})

export const priceTable = defineList({
  name: 'prices',
  words: 'billing',
  path: '/prices',
  needs: 'billing.read',
  summary: 'Prices',
  from: 'billing.price p join billing.price_list l on l.tenant_id = p.tenant_id and l.id = p.list_id',
  id: 'p.id',
  visible: everyone,
  columns: {
    code: text('p.code', { sortable: true }),
    name: namesColumn('p.name'),
    kind: choice('p.kind', KINDS),
    unit: choice('p.unit', UNITS),
    minor: minorColumn('p.minor'),
    taxCategory: choice('p.tax_category', TAX_CATEGORIES),
    rule: choice('p.rule', PRICE_RULES),
    minutes: numberColumn('p.minutes', { nullable: true, filter: false }),
    kmFrom: text('p.km_from::text', { nullable: true, filter: false }),
    kmTo: text('p.km_to::text', { nullable: true, filter: false }),
    currency: text('l.currency'),
    listId: idColumn('p.list_id'),
    list: text('l.name', plain),
    country: text('l.country'),
    isPublished: boolColumn('l.is_published'),
    version: numberColumn('p.version', plain),
  },
  sort: 'code',
  subject: 'price',
})

export const quotationList = defineList({
  name: 'quotations',
  words: 'billing',
  path: '/quotations',
  needs: 'billing.read',
  summary: 'Quotations',
  from: `billing.quotation q join parties.customer c on c.tenant_id = q.tenant_id and c.id = q.customer_id
    left join network.station s on s.tenant_id = q.tenant_id and s.id = q.station_id`,
  id: 'q.id',
  visible: (actor) => visibleTo(actor, 'q.station_id'),
  columns: {
    number: text('q.number'),
    status: choice('q.status', QUOTATION_STATES),
    customer: text('c.name', plain),
    customerId: idColumn('q.customer_id'),
    requestId: idColumn('q.request_id'),
    visitId: idColumn('q.visit_id', { nullable: true }),
    station: text('s.name', { filter: false, nullable: true }),
    stationId: idColumn('q.station_id', { nullable: true }),
    totalMinor: minorColumn('q.total_minor'),
    customerMinor: minorColumn('q.customer_minor'),
    currency: text('q.currency'),
    validUntil: dayColumn('q.valid_until'),
    revision: numberColumn('q.revision', plain),
    createdAt: instantColumn('q.created_at', { sortable: true }),
  },
  sort: '-createdAt',
  subject: 'quotation',
})

export const invoiceList = defineList({
  name: 'invoices',
  words: 'billing',
  path: '/invoices',
  needs: 'billing.read',
  summary: 'Invoices',
  from: `billing.invoice i join parties.customer c on c.tenant_id = i.tenant_id and c.id = i.customer_id
    left join network.station s on s.tenant_id = i.tenant_id and s.id = i.station_id`,
  id: 'i.id',
  visible: (actor) => visibleTo(actor, 'i.station_id'),
  columns: {
    number: text('i.number', { nullable: true }),
    status: choice('i.status', INVOICE_STATES),
    customer: text('c.name', plain),
    customerId: idColumn('i.customer_id'),
    requestId: idColumn('i.request_id', { nullable: true }),
    visitId: idColumn('i.visit_id', { nullable: true }),
    station: text('s.name', { filter: false, nullable: true }),
    stationId: idColumn('i.station_id', { nullable: true }),
    totalMinor: minorColumn('i.total_minor'),
    paidMinor: minorColumn('i.paid_minor'),
    creditedMinor: minorColumn('i.credited_minor'),
    openMinor: minorColumn('i.open_minor'),
    currency: text('i.currency'),
    issuedAt: instantColumn('i.issued_at', { nullable: true }),
    dueOn: dayColumn('i.due_on', { nullable: true }),
    createdAt: instantColumn('i.created_at', { sortable: true }),
  },
  sort: '-createdAt',
  subject: 'invoice',
})
