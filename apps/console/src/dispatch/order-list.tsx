import type { RowOf } from '@aftercare/api'
import { statesOf } from '@aftercare/rules'
import { Facts, TimeLeft } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { SkillNames } from '../people/skill-names.tsx'
import { At } from '../shell/at.tsx'
import { Go } from '../shell/go.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { WorkStatus } from './marks.tsx'
import { present } from './present.ts'
import { workColumns } from './work-columns.tsx'

type Row = RowOf<'/api/v1/work-orders'>

const list = defineList<Row>({
  name: 'work-orders',
  title: 'dispatch:order.title',
  path: '/api/v1/work-orders',
  sort: '-createdAt',
  searchable: true,
  subject: ['work_order', 'visit'],
  nameOf: (row) => row.number,
  pathOf: (row) => paths.workOrder(row.id),
  Panel: OrderPanel,
  empty: { title: 'dispatch:order.empty', hint: 'dispatch:order.emptyHint' },
  columns: [
    workColumns.number,
    workColumns.status(statesOf('workOrder')),
    workColumns.priority,
    workColumns.kind,
    workColumns.title,
    {
      key: 'dueAt',
      label: 'dispatch:column.dueAt',
      width: 150,
      render: (row) => row.dueAt && <TimeLeft dueAt={row.dueAt} zone={row.timeZone} />,
      filter: { kind: 'instant' },
    },
    workColumns.customer,
    workColumns.city,
    workColumns.station,
    {
      key: 'skillCodes',
      label: 'dispatch:column.skillCodes',
      width: 160,
      render: (row) => <SkillNames codes={row.skillCodes} />,
    },
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

function OrderPanel({ row }: { row: Row }) {
  const { t } = useTranslation('dispatch')
  const facts = [
    { label: t('column.status'), value: <WorkStatus status={row.status} /> },
    { label: t('column.title'), value: row.title },
    { label: t('column.customer'), value: row.customer },
    { label: t('column.city'), value: row.city },
    { label: t('column.skillCodes'), value: <SkillNames codes={row.skillCodes} /> },
    { label: t('details.duration'), value: t('unit.minutes', { n: row.plannedMinutes }) },
    { label: t('column.request'), value: <Go to={paths.request(row.requestId)}>{row.request}</Go> },
    row.status === 'unscheduled' && {
      label: t('board.title'),
      value: <Go to={paths.board({ open: `order:${row.id}` })}>{t('do.showOnBoard')}</Go>,
    },
  ]
  return <Facts facts={present(facts)} />
}
