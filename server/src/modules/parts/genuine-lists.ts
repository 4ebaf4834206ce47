import { PROOF_VERDICTS } from '@aftercare/rules'
import { sql } from 'kysely'
import {
  boolColumn,
  choice,
  dayColumn,
  defineList,
  idColumn,
  instantColumn,
  namesColumn,
  text,
  textsColumn,
} from '../../kit/list/definition.ts'
import { visibleTo } from '../../kit/visible.ts'
import { OCCASIONS, PROOF_KINDS, PROOFS } from './genuine-shapes.ts'

export const checkList = defineList({
  name: 'genuine_checks',
  words: 'parts',
  path: '/genuine-checks',
  needs: 'parts.read',
  summary: 'Parts that were held against the chain of proof, and what came of it',
  from: `parts.genuine_check c left join parts.part p on p.tenant_id = c.tenant_id and p.id = c.part_id
    left join network.station s on s.tenant_id = c.tenant_id and s.id = c.station_id
    left join assets.asset a on a.tenant_id = c.tenant_id and a.id = c.asset_id`,
  id: 'c.id',
  visible: (actor) => visibleTo(actor, 'c.station_id'),
  subject: 'genuine_check',
  columns: {
    receivedAt: instantColumn('c.received_at', { sortable: true }),
    verdict: choice('c.verdict', PROOF_VERDICTS, { words: 'parts:genuine.short' }),
    isRefused: boolColumn(`(c.verdict <> 'accepted')`),
    code: text('c.code'),
    name: namesColumn('p.name', { nullable: true }),
    read: text('c.number'),
    proof: choice('c.proof', PROOFS),
    reason: text('c.reason', { nullable: true }),
    occasion: choice('c.occasion', OCCASIONS),
    product: text('a.serial', { nullable: true }),
    station: text('s.name', { nullable: true }),
    by: text('c.by_name', { nullable: true }),
    country: text('c.country', { nullable: true }),
    photos: textsColumn(
      `array(select f.id::text from kit.file f where f.tenant_id = c.tenant_id and f.subject_type = 'genuine_check'
      and f.subject_id = c.id order by f.created_at)`,
      { filter: false },
    ),
    partId: idColumn('c.part_id', { nullable: true }),
    visitId: idColumn('c.visit_id', { nullable: true }),
    stationId: idColumn('c.station_id', { nullable: true }),
  },
  sort: '-receivedAt',
})

export const issueList = defineList({
  name: 'maker_issues',
  words: 'parts',
  path: '/maker-issues',
  needs: 'parts.read',
  summary: 'Serials and batches that makers say they have issued',
  from: 'parts.maker_issue i join parts.part p on p.tenant_id = i.tenant_id and p.id = i.part_id',
  id: 'i.id',
  visible: () => sql<boolean>`true`,
  subject: 'maker_issue',
  columns: {
    issuedAt: instantColumn('i.issued_at', { sortable: true }),
    part: text('p.number'),
    name: namesColumn('p.name'),
    proofKind: choice('i.kind', PROOF_KINDS, { words: 'parts:tracking' }),
    read: text('i.number'),
    batch: text('i.batch', { nullable: true }),
    maker: text('i.maker'),
    markets: textsColumn('i.markets'),
    madeOn: dayColumn('i.made_on', { nullable: true }),
    expiresOn: dayColumn('i.expires_on', { nullable: true }),
    partId: idColumn('i.part_id'),
  },
  sort: '-issuedAt',
})
