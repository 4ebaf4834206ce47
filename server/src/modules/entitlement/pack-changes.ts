import {
  choice,
  dayColumn,
  defineList,
  idColumn,
  instantColumn,
  json,
  text,
  textsColumn,
} from '../../kit/list/definition.ts'
import { assetVisible } from '../assets/index.ts'
import { differences } from './pack-shapes.ts'
import { OUTCOMES } from './shapes.ts'

const each = (list: string, field: string) =>
  `array(select one->>'${field}' from jsonb_array_elements(coalesce(p.changes->'${list}', '[]')) one)`

/** Which decisions would change: the result of a check, row by row. */
export const packChangeList = defineList({
  name: 'pack-changes',
  words: 'packs',
  path: '/entitlement/pack-changes',
  needs: 'entitlement.packs',
  summary: 'Decisions that would change under a checked version of a rule pack',
  from: `entitlement.pack_change p join assets.asset a on a.tenant_id = p.tenant_id and a.id = p.asset_id
    join assets.model m on m.tenant_id = a.tenant_id and m.id = a.model_id
    join entitlement.decision d on d.tenant_id = p.tenant_id and d.id = p.decision_id`,
  id: 'p.id',
  visible: (actor) => assetVisible(actor, 'a'),
  columns: {
    checkId: idColumn('p.check_id'),
    serial: text('a.serial'),
    model: text('m.code'),
    assetId: idColumn('p.asset_id'),
    requestId: idColumn('d.request_id', { nullable: true }),
    decisionId: idColumn('p.decision_id'),
    decidedAt: instantColumn('p.decided_at', { sortable: true }),
    outcomeFrom: choice('p.outcome_from', OUTCOMES),
    outcomeTo: choice('p.outcome_to', OUTCOMES),
    untilFrom: dayColumn(`(p.changes->'coveredUntil'->>'from')::date`, { nullable: true, filter: false }),
    untilTo: dayColumn(`(p.changes->'coveredUntil'->>'to')::date`, { nullable: true, filter: false }),
    kinds: textsColumn(each('lines', 'kind'), { filter: false }),
    remedies: textsColumn(each('remedies', 'remedy'), { filter: false }),
    changes: json('p.changes', differences),
  },
  sort: '-decidedAt',
})
