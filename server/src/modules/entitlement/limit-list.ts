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
  textsColumn,
} from '../../kit/list/definition.ts'
import { assetVisible } from '../assets/index.ts'
import { symptomName } from './limit-faults.ts'
import { LIMIT_STATES, LIMIT_UNITS } from './limit-shapes.ts'

/** Units that were repaired, and how near each is to the limits the law of its place counts. */
export const limitList = defineList({
  name: 'limits',
  words: 'limits',
  path: '/limit-watch',
  needs: 'entitlement.decide',
  summary: 'Limit watch: how near repaired products are to exchange and refund',
  from: `entitlement.limit_watch w
    join assets.asset a on a.tenant_id = w.tenant_id and a.id = w.asset_id
    join assets.model m on m.tenant_id = a.tenant_id and m.id = a.model_id
    left join parties.customer c on c.tenant_id = a.tenant_id and c.id = a.customer_id`,
  id: 'w.id',
  visible: (actor) => assetVisible(actor, 'a'),
  columns: {
    assetId: idColumn('w.asset_id'),
    serial: text('a.serial'),
    modelId: idColumn('a.model_id'),
    modelCode: text('m.code'),
    modelName: namesColumn('m.name'),
    customerId: idColumn('a.customer_id', { nullable: true }),
    customerName: text('c.name', { nullable: true, filter: false }),
    country: text('w.jurisdiction'),
    stationId: idColumn('w.station_id', { nullable: true }),
    requestId: idColumn('w.request_id', { nullable: true }),
    ruleId: text('w.rule_id'),
    counter: text('w.counter'),
    unit: choice('w.unit', LIMIT_UNITS),
    subject: text('w.subject', { nullable: true }),
    subjectName: namesColumn(symptomName('w.counter', 'w.subject', 'm.family_id'), { nullable: true }),
    count: numberColumn('w.count', { nullable: true }),
    atMost: numberColumn('w.at_most', { nullable: true, filter: false }),
    reachedAt: numberColumn('w.reached_at', { filter: false }),
    distance: numberColumn('w.distance', { nullable: true, sortable: true }),
    state: choice('w.state', LIMIT_STATES),
    needsNextFault: boolColumn('w.needs_next_fault', { filter: false }),
    missing: textsColumn('w.missing', { filter: false }),
    remedies: textsColumn('w.remedies'),
    until: dayColumn('w.until_on', { nullable: true, sortable: true }),
    reachedOn: dayColumn('w.reached_on', { nullable: true }),
    stakeMinor: minorColumn('w.stake_minor', { nullable: true, currency: 'stakeCurrency' }),
    stakeRank: text(`(w.stake_currency || lpad(w.stake_minor::text, 20, '0'))`, {
      nullable: true,
      sortable: true,
      filter: false,
    }),
    stakeCurrency: text('w.stake_currency', { nullable: true }),
    since: instantColumn('w.since', { sortable: true }),
    updatedAt: instantColumn('w.updated_at', { filter: false }),
  },
  sort: 'distance',
  search: 'asset',
  searchId: 'w.asset_id',
  subject: 'limit',
})
