import { choice, dayColumn, defineList, idColumn, instantColumn, minorColumn, text } from '../../kit/list/definition.ts'
import { visibleTo } from '../../kit/visible.ts'
import { GOODWILL_REASONS, GOODWILL_STATES } from './goodwill-shapes.ts'

export const goodwillList = defineList({
  name: 'goodwill',
  words: 'goodwill',
  path: '/entitlement/goodwill',
  needs: 'entitlement.goodwill_read',
  summary: 'Goodwill: asked for, given and refused; apart from warranty cost',
  from: `entitlement.goodwill g join assets.asset a on a.tenant_id = g.tenant_id and a.id = g.asset_id`,
  id: 'g.id',
  visible: (actor) => visibleTo(actor, 'g.station_id'),
  columns: {
    number: text('g.number', { sortable: true }),
    status: choice('g.status', GOODWILL_STATES),
    serial: text('a.serial'),
    assetId: idColumn('g.asset_id'),
    requestId: idColumn('g.request_id', { nullable: true }),
    reasonCode: choice('g.reason_code', GOODWILL_REASONS),
    amountMinor: minorColumn('g.amount_minor'),
    givenMinor: minorColumn('g.given_minor'),
    currency: text('g.currency'),
    validTo: dayColumn('g.valid_to'),
    requestedAt: instantColumn('g.requested_at', { sortable: true }),
    requestedByName: text('g.requested_by_name'),
    decidedAt: instantColumn('g.decided_at', { nullable: true }),
    decidedByName: text('g.decided_by_name', { nullable: true }),
  },
  sort: '-requestedAt',
  subject: 'goodwill',
})
