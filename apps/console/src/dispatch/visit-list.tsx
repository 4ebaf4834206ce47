import type { RowOf } from '@aftercare/api'
import { CANCEL_REASONS, DECLINE_REASONS, localDay, statesOf } from '@aftercare/rules'
import { Facts } from '@aftercare/ui'
import { addressText, useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { At } from '../shell/at.tsx'
import { Go } from '../shell/go.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { findTechnicians, namesFrom } from './find.ts'
import { WorkStatus } from './marks.tsx'
import { present } from './present.ts'
import { useWord } from './words.ts'
import { choicesOf, workColumns } from './work-columns.tsx'

type Row = RowOf<'/api/v1/visits'>

const list = defineList<Row>({
  name: 'visits',
  title: 'dispatch:visits.title',
  path: '/api/v1/visits',
  sort: '-startsAt',
  searchable: true,
  subject: 'visit',
  nameOf: (row) => row.number,
  pathOf: (row) => paths.visit(row.id),
  Panel: VisitPanel,
  empty: { title: 'dispatch:visits.empty', hint: 'dispatch:visits.emptyHint' },
  columns: [
    workColumns.number,
    workColumns.status(statesOf('visit')),
    {
      key: 'startsAt',
      label: 'dispatch:column.startsAt',
      sortable: true,
      width: 184,
      render: (row) => <At at={row.startsAt} zone={row.timeZone} />,
      filter: { kind: 'instant' },
    },
    {
      key: 'technicianId',
      label: 'dispatch:column.technician',
      width: 130,
      render: (row) => row.technician,
      filter: { kind: 'lookup', find: findTechnicians, name: namesFrom('/api/v1/people') },
    },
    workColumns.title,
    workColumns.customer,
    workColumns.city,
    workColumns.station,
    workColumns.priority,
    workColumns.kind,
    { key: 'workOrder', label: 'dispatch:column.workOrder', width: 150, hidden: true },
    { key: 'request', label: 'dispatch:column.request', width: 150, hidden: true },
    {
      key: 'cancelReason',
      label: 'dispatch:column.cancelReason',
      width: 160,
      hidden: true,
      render: (row) => <Reason group="cancelReason" code={row.cancelReason} />,
      filter: { kind: 'choice', choices: choicesOf('cancelReason', CANCEL_REASONS.visit) },
    },
    {
      key: 'declineReason',
      label: 'dispatch:column.declineReason',
      width: 160,
      hidden: true,
      render: (row) => <Reason group="declineReason" code={row.declineReason} />,
      filter: { kind: 'choice', choices: choicesOf('declineReason', [...DECLINE_REASONS, 'not_answered']) },
    },
    { key: 'isPinned', label: 'dispatch:column.isPinned', width: 90, hidden: true, filter: { kind: 'yesNo' } },
  ],
})

export function Visits() {
  return <ListPage list={list} />
}

function Reason({ group, code }: { group: string; code: string | null }) {
  const word = useWord()
  return code === null ? null : word(`${group}.${code}`)
}

function VisitPanel({ row }: { row: Row }) {
  const { t } = useTranslation('dispatch')
  const { dates } = useFormat()
  const board = paths.board({ open: `visit:${row.id}`, date: localDay(Date.parse(row.startsAt), row.timeZone) })
  const facts = [
    { label: t('column.status'), value: <WorkStatus status={row.status} /> },
    { label: t('details.time'), value: dates(row.timeZone).range(row.startsAt, row.endsAt) },
    { label: t('column.technician'), value: row.technician },
    { label: t('column.title'), value: row.title },
    { label: t('column.customer'), value: row.customer },
    { label: t('column.line'), value: addressText({ line: row.line, city: row.city }) },
    { label: t('column.overrideReason'), value: row.overrideReason },
    { label: t('column.workOrder'), value: <Go to={paths.workOrder(row.workOrderId)}>{row.workOrder}</Go> },
    { label: t('column.request'), value: <Go to={paths.request(row.requestId)}>{row.request}</Go> },
    { label: t('board.title'), value: <Go to={board}>{t('do.showOnBoard')}</Go> },
  ]
  return <Facts facts={present(facts)} />
}
