import { UNIT_STATES } from '@aftercare/rules'
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
import { assetVisible } from '../assets/index.ts'
import { KINDS, STATUSES } from './shapes.ts'

const counted = (what: string) =>
  `(select ${what} from campaigns.tally u where u.tenant_id = c.tenant_id and u.campaign_id = c.id)`
const DONE = `coalesce(sum(u.units) filter (where u.state in ('remedied', 'inspected_no_fault')), 0)`
const REACHABLE = `sum(u.units) filter (where u.state not in ('scrapped', 'stolen', 'exported', 'duplicate_not_affected'))`

export const campaignList = defineList({
  name: 'campaigns',
  path: '/campaigns',
  needs: 'campaigns.read',
  summary: 'Recalls, upgrades and service campaigns with how far they have come',
  from: 'campaigns.campaign c',
  id: 'c.id',
  visible: () => sql<boolean>`true`,
  columns: {
    number: text('c.number', { sortable: true }),
    kind: choice('c.kind', KINDS),
    status: choice('c.status', STATUSES),
    title: namesColumn('c.title'),
    isSafety: boolColumn('c.is_safety'),
    stopUse: boolColumn('c.stop_use'),
    population: numberColumn(counted('coalesce(sum(u.units), 0)::int'), { filter: false }),
    done: numberColumn(counted(`(${DONE})::int`), { filter: false }),
    completion: numberColumn(counted(`round(100.0 * ${DONE} / nullif(${REACHABLE}, 0), 1)::float8`), {
      filter: false,
      nullable: true,
    }),
    filing: text('c.filing', { nullable: true }),
    announcedOn: dayColumn('c.announced_on', { nullable: true, sortable: true }),
    startsOn: dayColumn('c.starts_on'),
    endsOn: dayColumn('c.ends_on', { nullable: true }),
    createdAt: instantColumn('c.created_at', { sortable: true }),
  },
  sort: '-createdAt',
  search: 'campaign',
})

export const unitList = defineList({
  name: 'campaign-units',
  words: 'campaigns',
  path: '/campaign-units',
  needs: 'campaigns.read',
  summary: 'Products in campaigns, with what became of each; of one campaign by filter[campaignId]',
  from: `campaigns.unit u
    join campaigns.campaign c on c.tenant_id = u.tenant_id and c.id = u.campaign_id
    join assets.asset a on a.tenant_id = u.tenant_id and a.id = u.asset_id
    join assets.model m on m.tenant_id = a.tenant_id and m.id = a.model_id
    left join parties.customer o on o.tenant_id = a.tenant_id and o.id = a.customer_id`,
  id: 'u.id',
  visible: (actor) => assetVisible(actor, 'a'),
  subject: 'recall_unit',
  columns: {
    campaignId: idColumn('u.campaign_id'),
    number: text('c.number'),
    assetId: idColumn('u.asset_id'),
    serial: text('a.serial'),
    modelCode: text('m.code'),
    customerId: idColumn('a.customer_id', { nullable: true }),
    customerName: text('o.name', { nullable: true, filter: false }),
    unitState: choice('u.state', UNIT_STATES),
    reason: text('u.reason', { nullable: true, filter: false }),
    at: instantColumn('u.at', { sortable: true }),
    by: text('u.by_name', { nullable: true, filter: false }),
    visitId: idColumn('u.visit_id', { nullable: true, filter: false }),
    requestId: idColumn('u.request_id', { nullable: true, filter: false }),
    version: numberColumn('u.version', { filter: false }),
  },
  sort: '-at',
})

export const serialList = defineList({
  name: 'campaign-serials',
  words: 'campaigns',
  path: '/campaign-serials',
  needs: 'campaigns.manage',
  summary: 'Serials listed for campaigns, registered or not yet',
  from: `campaigns.listed_serial l
    join campaigns.campaign c on c.tenant_id = l.tenant_id and c.id = l.campaign_id
    left join assets.asset a on a.tenant_id = l.tenant_id and a.serial = l.serial`,
  id: 'l.id',
  visible: () => sql<boolean>`true`,
  subject: 'recall_serial',
  columns: {
    campaignId: idColumn('l.campaign_id'),
    number: text('c.number'),
    serial: text('l.serial', { sortable: true }),
    isRegistered: boolColumn('(a.id is not null)'),
    assetId: idColumn('a.id', { nullable: true, filter: false }),
  },
  sort: 'serial',
})
