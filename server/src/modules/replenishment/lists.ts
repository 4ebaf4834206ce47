import {
  choice,
  defineList,
  idColumn,
  instantColumn,
  minorColumn,
  namesColumn,
  numberColumn,
  text,
} from '../../kit/list/definition.ts'
import { visibleTo } from '../../kit/visible.ts'
import { KINDS, RULES, STATES } from './shapes.ts'

export const proposalList = defineList({
  name: 'replenishment',
  path: '/replenishment-proposals',
  needs: 'parts.read',
  summary: 'What the latest plan proposes to buy, move and send back, and what was decided of earlier ones',
  from: `replenishment.proposal p join parts.part q on q.tenant_id = p.tenant_id and q.id = p.part_id
    join parts.place l on l.tenant_id = p.tenant_id and l.id = p.place_id
    join replenishment.run r on r.tenant_id = p.tenant_id and r.id = p.run_id
    join kit.company c on c.tenant_id = p.tenant_id
    left join parts.place f on f.tenant_id = p.tenant_id and f.id = p.from_place_id`,
  id: 'p.id',
  visible: (actor) => visibleTo(actor, 'p.station_id'),
  search: 'part',
  searchId: 'p.part_id',
  subject: 'replenishment_proposal',
  columns: {
    part: text('q.number'),
    name: namesColumn('q.name'),
    place: text('l.name'),
    kind: choice('p.kind', KINDS),
    state: choice('p.state', STATES),
    quantity: numberColumn('p.quantity::float8'),
    unit: text('q.unit', { words: 'parts:unit' }),
    moneyMinor: minorColumn('p.money_minor', { sortable: true }),
    currency: text('c.currency'),
    from: text('f.name', { nullable: true }),
    supplier: text('p.supplier', { nullable: true }),
    position: numberColumn('p.position::float8'),
    level: numberColumn('p.level::float8'),
    risk: numberColumn('p.risk', { sortable: true }),
    fill: numberColumn('p.fill'),
    mean: numberColumn('p.mean'),
    rule: choice('p.rule', RULES),
    plannedAt: instantColumn('r.created_at'),
    decidedBy: text('p.decided_by_name', { nullable: true }),
    partId: idColumn('p.part_id'),
    placeId: idColumn('p.place_id'),
  },
  sort: '-risk',
})
