import type { RowOf } from '@aftercare/api'
import { Facts, StatusTag } from '@aftercare/ui'
import { useFormat, useSay, type WordKey } from '@aftercare/words/web'
import { Image } from 'antd'
import { useTranslation } from 'react-i18next'
import { findStations, namesFrom } from '../dispatch/find.ts'
import { present } from '../dispatch/present.ts'
import { paths } from '../paths.ts'
import { At } from '../shell/at.tsx'
import { Go } from '../shell/go.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { useCan } from '../shell/session.ts'
import { LateContent } from './late-content.tsx'
import { LateJudgement } from './late-judgement.tsx'
import styles from './panel.module.css'
import { ReadIn } from './read-in.tsx'
import { technicianColumn } from './technician-column.ts'

export type LateFact = RowOf<'/api/v1/late-facts'>

/** Why something came too late, as the server codes it; what a part breaks is told by its own code. */
const REASONS = [
  ...['field_work.not_yours', 'field_work.over', 'field_work.signed', 'field_work.changed_since_shown'],
  ...['field_work.line_approved', 'field_work.handed_to_desk', 'field_work.given_up', 'field_work.from_file'],
  ...['field_work.phone_revoked', 'field_work.no_pause', 'field_work.reason_needed'],
  ...['conflict.state', 'conflict.visit_over', 'parts.source_needed', 'parts.not_enough', 'parts.proof_needed'],
  ...['unknown_code', 'other_asset', 'meter_backwards', 'nameless_signature', 'video_too_large'].map(
    (odd) => `field_work.odd.${odd}`,
  ),
]
const KINDS = [
  ...['tap', 'report', 'line', 'line_removed', 'source', 'photo', 'photo_removed', 'extra_work', 'signature'],
  ...['completion', 'found', 'replacement', 'overrun', 'overrun_withdrawn', 'handing_over'],
  ...['time_correction', 'expense', 'expense_removed', 'remark', 'pause', 'resume', 'recall_answer'],
]
const choices = (group: string, values: readonly string[]) =>
  values.map((value) => ({ value, label: `field-work:${group}.${value}` as WordKey }))

const list = defineList<LateFact>({
  name: 'late-facts',
  title: 'field-work:late-facts.title',
  path: '/api/v1/late-facts',
  sort: '-receivedAt',
  subject: ['told', 'visit'],
  nameOf: (row) => row.number ?? row.technician,
  Panel: LatePanel,
  Actions: ReadIn,
  empty: { title: 'field-work:late-facts.empty', hint: 'field-work:late-facts.emptyHint' },
  presets: [{ key: 'open', label: 'field-work:late-facts.view.open', state: () => ({ 'filter[verdict]': 'none' }) }],
  columns: [
    { key: 'number', label: 'field-work:column.number', width: 150, filter: { kind: 'text' } },
    {
      key: 'toldKind',
      label: 'field-work:column.toldKind',
      width: 150,
      render: (row) => <Code group="toldKind" code={row.toldKind} />,
      filter: { kind: 'choice', choices: choices('toldKind', KINDS) },
    },
    {
      key: 'lateReason',
      label: 'field-work:column.lateReason',
      width: 220,
      render: (row) => <Code group="lateReason" code={row.lateReason} />,
      filter: { kind: 'choice', choices: choices('lateReason', REASONS) },
    },
    technicianColumn(130),
    {
      key: 'happenedAt',
      label: 'field-work:column.happenedAt',
      width: 160,
      render: (row) => <At at={row.happenedAt} />,
      filter: { kind: 'instant' },
    },
    {
      key: 'receivedAt',
      label: 'field-work:column.receivedAt',
      sortable: true,
      width: 160,
      render: (row) => <At at={row.receivedAt} />,
      filter: { kind: 'instant' },
    },
    {
      key: 'verdict',
      label: 'field-work:column.verdict',
      width: 140,
      render: (row) => <Verdict row={row} />,
      filter: { kind: 'choice', choices: choices('verdict', ['taken_over', 'set_aside']) },
    },
    {
      key: 'deviceAt',
      label: 'field-work:column.deviceAt',
      width: 160,
      hidden: true,
      render: (row) => <At at={row.deviceAt} />,
    },
    { key: 'clockOffset', label: 'field-work:column.clockOffset', width: 130, hidden: true },
    { key: 'judgedBy', label: 'field-work:column.judgedBy', width: 130, hidden: true },
    { key: 'note', label: 'field-work:column.note', width: 220, hidden: true },
    {
      key: 'stationId',
      label: 'field-work:column.station',
      width: 150,
      hidden: true,
      filter: { kind: 'lookup', find: findStations, name: namesFrom('/api/v1/stations') },
    },
  ],
})

/** What phones told when the plan had gone on without them, for somebody to judge: nothing of it is lost. */
export function LateFacts() {
  return <ListPage list={list} />
}

/** A code in words; one that has none yet stays as it is. */
function Code({ group, code }: { group: string; code: string }) {
  return useSay()(`field-work:${group}.${code}` as WordKey, { defaultValue: code })
}

function Verdict({ row }: { row: LateFact }) {
  const { t } = useTranslation('field-work')
  if (!row.verdict) return <StatusTag tone="waiting">{t('late-facts.view.open')}</StatusTag>
  return <StatusTag tone={row.verdict === 'taken_over' ? 'done' : 'neutral'}>{t(`verdict.${row.verdict}`)}</StatusTag>
}

/** A clock that is less wrong than this is right. */
const CLOCK_OFF_S = 60

function LatePanel({ row }: { row: LateFact }) {
  const { t } = useTranslation('field-work')
  const { numbers } = useFormat()
  const may = useCan()('dispatch.plan')
  const isOff = Math.abs(row.clockOffset) >= CLOCK_OFF_S
  const byPhone = [
    { label: t('column.deviceAt'), value: <At at={row.deviceAt} /> },
    { label: t('column.clockOffset'), value: numbers.whole(row.clockOffset) },
  ]
  const facts = [
    { label: t('column.toldKind'), value: <Code group="toldKind" code={row.toldKind} /> },
    { label: t('column.lateReason'), value: <Code group="lateReason" code={row.lateReason} /> },
    { label: t('column.technician'), value: <Go to={paths.person(row.technicianId)}>{row.technician}</Go> },
    { label: t('column.happenedAt'), value: <At at={row.happenedAt} /> },
    ...(isOff ? byPhone : []),
    { label: t('column.receivedAt'), value: <At at={row.receivedAt} /> },
    row.visitId &&
      row.number && { label: t('column.number'), value: <Go to={paths.visit(row.visitId)}>{row.number}</Go> },
    row.verdict && { label: t('column.verdict'), value: <Verdict row={row} /> },
    { label: t('column.judgedBy'), value: row.judgedBy },
    { label: t('column.note'), value: row.note },
  ]
  return (
    <div className={styles.panel}>
      <Facts facts={present(facts)} />
      <LateContent row={row} />
      {row.fileId && <Image src={`/api/v1/files/${row.fileId}`} alt={t('late-facts.picture')} width={240} />}
      {may && !row.verdict && <LateJudgement key={row.version} row={row} />}
    </div>
  )
}
