import type { RowOf } from '@aftercare/api'
import { CANCEL_REASONS, statesOf } from '@aftercare/rules'
import { Facts, TimeLeft } from '@aftercare/ui'
import type { WordKey } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { At } from '../shell/at.tsx'
import { Go } from '../shell/go.tsx'
import { type Choice, defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { findStations, namesFrom } from './find.ts'
import { Priority, WorkStatus } from './marks.tsx'
import { present } from './present.ts'
import { useWord } from './words.ts'

type Row = RowOf<'/api/v1/work-orders'>

export const kinds = ['repair', 'maintenance', 'installation', 'inspection', 'question', 'complaint', 'return'] as const
export const priorities = ['P1', 'P2', 'P3', 'P4', 'P5'] as const
export const choicesOf = (group: string, values: readonly string[]): Choice[] =>
  values.map((value) => ({ value, label: `dispatch:${group}.${value}` as WordKey }))
export const cancelChoices = choicesOf('cancelReason', CANCEL_REASONS.visit)

const list = defineList<Row>({
  name: 'work-orders',
  title: 'dispatch:order.title',
  path: '/api/v1/work-orders',
  sort: '-createdAt',
  subject: ['work_order', 'visit'],
  nameOf: (row) => row.number,
  pathOf: (row) => paths.workOrder(row.id),
  Panel: OrderPanel,
  empty: { title: 'dispatch:order.empty', hint: 'dispatch:order.emptyHint' },
  columns: [
    { key: 'number', label: 'dispatch:column.number', width: 150, filter: { kind: 'text' } },
    {
      key: 'status',
      label: 'dispatch:column.status',
      width: 120,
      render: (row) => <WorkStatus status={row.status} />,
      filter: { kind: 'choice', choices: choicesOf('status', statesOf('workOrder')) },
    },
    {
      key: 'priority',
      label: 'dispatch:column.priority',
      width: 80,
      render: (row) => <Priority of={row.priority} />,
      filter: { kind: 'choice', choices: choicesOf('priority', priorities) },
    },
    {
      key: 'kind',
      label: 'dispatch:column.kind',
      width: 100,
      render: (row) => <Kind of={row.kind} />,
      filter: { kind: 'choice', choices: choicesOf('kind', kinds) },
    },
    { key: 'title', label: 'dispatch:column.title', width: 240 },
    { key: 'customer', label: 'dispatch:column.customer', width: 180 },
    { key: 'city', label: 'dispatch:column.city', width: 100 },
    {
      key: 'stationId',
      label: 'dispatch:column.station',
      width: 150,
      render: (row) => row.station,
      filter: { kind: 'lookup', find: findStations, name: namesFrom('/api/v1/stations') },
    },
    {
      key: 'dueAt',
      label: 'dispatch:column.dueAt',
      width: 110,
      render: (row) => row.dueAt && <TimeLeft dueAt={row.dueAt} zone={row.timeZone} />,
      filter: { kind: 'instant' },
    },
    { key: 'skillCodes', label: 'dispatch:column.skillCodes', width: 160, render: (row) => row.skillCodes.join(', ') },
    { key: 'plannedMinutes', label: 'dispatch:column.plannedMinutes', width: 100, align: 'end', hidden: true },
    {
      key: 'createdAt',
      label: 'dispatch:column.createdAt',
      sortable: true,
      width: 184,
      render: (row) => <At at={row.createdAt} />,
      filter: { kind: 'instant' },
    },
  ],
})

export function WorkOrders() {
  return <ListPage list={list} />
}

export function Kind({ of }: { of: string }) {
  const word = useWord()
  return word(`kind.${of}`)
}

function OrderPanel({ row }: { row: Row }) {
  const { t } = useTranslation('dispatch')
  const facts = [
    { label: t('column.status'), value: <WorkStatus status={row.status} /> },
    { label: t('column.title'), value: row.title },
    { label: t('column.customer'), value: row.customer },
    { label: t('column.city'), value: row.city },
    { label: t('column.skillCodes'), value: row.skillCodes.join(', ') },
    { label: t('details.duration'), value: t('unit.minutes', { n: row.plannedMinutes }) },
    { label: t('column.request'), value: <Go to={paths.request(row.requestId)}>{row.request}</Go> },
    row.status === 'unscheduled' && {
      label: t('board.title'),
      value: <Go to={paths.board({ open: `order:${row.id}` })}>{t('do.showOnBoard')}</Go>,
    },
  ]
  return <Facts facts={present(facts)} />
}
