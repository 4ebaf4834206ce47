import { z } from 'zod'
import { boolColumn, choice, defineList, idColumn, instantColumn, json, text } from '../../kit/list/definition.ts'
import { assetVisible } from '../assets/index.ts'
import { factChange, OUTCOMES } from './shapes.ts'

export const decisionList = defineList({
  name: 'decisions',
  words: 'entitlement',
  path: '/entitlement/decisions',
  needs: 'entitlement.decide',
  summary: 'Decisions about cover',
  from: `entitlement.decision d join assets.asset a on a.tenant_id = d.tenant_id and a.id = d.asset_id`,
  id: 'd.id',
  visible: (actor) => assetVisible(actor, 'a'),
  columns: {
    assetId: idColumn('d.asset_id'),
    serial: text('a.serial'),
    requestId: idColumn('d.request_id', { nullable: true }),
    visitId: idColumn('d.visit_id', { nullable: true }),
    quotationId: idColumn('d.quotation_id', { nullable: true }),
    outcome: choice('d.outcome', OUTCOMES),
    cause: text('d.cause'),
    changes: json('d.changes', z.array(factChange)),
    inForce: boolColumn('(d.superseded_at is null)'),
    supersededAt: instantColumn('d.superseded_at', { nullable: true }),
    settledAt: instantColumn('d.settled_at', { nullable: true }),
    madeAt: instantColumn('d.made_at', { sortable: true }),
  },
  sort: '-madeAt',
  subject: 'decision',
})
