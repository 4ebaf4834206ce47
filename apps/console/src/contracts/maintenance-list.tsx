import { StatusTag } from '@aftercare/ui'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { Day } from '../billing/marks.tsx'
import { paths } from '../paths.ts'
import { Go, useGo } from '../shell/go.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { useCan } from '../shell/session.ts'
import { DateActions, type PlannedDate } from './dates-card.tsx'
import { ContractStatus, statusChoices } from './marks.tsx'

const ahead = (now: Date, days: number) => new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10)

const list = defineList<PlannedDate>({
  name: 'maintenance-dates',
  title: 'contracts:maintenance',
  path: '/api/v1/maintenance-dates',
  sort: 'plannedOn',
  subject: 'planned_date',
  nameOf: (row) => row.serial,
  pathOf: (row) => paths.asset(row.assetId),
  Actions: Kinds,
  empty: { title: 'contracts:noDates', hint: 'contracts:noDatesHint' },
  presets: [
    {
      key: 'coming',
      label: 'contracts:coming',
      state: (_, now) => ({
        'filter[status]': 'planned,ordered',
        'filter[plannedOn]': `${ahead(now, 0)}..${ahead(now, 90)}`,
      }),
    },
    { key: 'overdue', label: 'contracts:overdue', state: () => ({ 'filter[isOverdue]': 'true' }) },
  ],
  columns: [
    {
      key: 'plannedOn',
      label: 'contracts:column.plannedOn',
      width: 130,
      sortable: true,
      filter: { kind: 'day' },
      render: (row) => <Day of={row.plannedOn} />,
    },
    {
      key: 'status',
      label: 'contracts:column.status',
      width: 120,
      render: (row) => <ContractStatus status={row.status} />,
      filter: { kind: 'choice', choices: statusChoices(['planned', 'ordered', 'done', 'skipped']) },
    },
    { key: 'version', label: 'contracts:column.do', width: 110, render: (row) => <DateActions date={row} /> },
    {
      key: 'isOverdue',
      label: 'contracts:column.isOverdue',
      width: 110,
      filter: { kind: 'yesNo' },
      render: (row) => (row.isOverdue ? <Overdue /> : null),
    },
    { key: 'template', label: 'contracts:column.template', width: 200, render: (row) => <Named of={row.template} /> },
    { key: 'serial', label: 'contracts:column.serial', width: 160 },
    { key: 'model', label: 'contracts:column.model', width: 180, render: (row) => <Named of={row.model} /> },
    { key: 'customer', label: 'contracts:column.customer', width: 200 },
    {
      key: 'contract',
      label: 'contracts:column.contract',
      width: 150,
      render: (row) => (row.contractId ? <Go to={paths.contract(row.contractId)}>{row.contract}</Go> : null),
    },
    { key: 'station', label: 'contracts:column.station', width: 180 },
    { key: 'movedBy', label: 'contracts:column.movedBy', width: 130 },
    { key: 'reason', label: 'contracts:column.reason', width: 200 },
  ],
})

export function Maintenance() {
  return <ListPage list={list} />
}

function Named({ of }: { of: PlannedDate['template'] }) {
  const named = useNamed()
  return named(of)
}
function Overdue() {
  const { t } = useTranslation('contracts')
  return <StatusTag tone="breach">{t('overdue')}</StatusTag>
}
function Kinds() {
  const { t } = useTranslation('contracts')
  const can = useCan()
  const go = useGo()
  return (
    <>
      {can('contracts.products') && <Button onClick={() => go(paths.maintenanceTemplates())}>{t('templates')}</Button>}
      <Button onClick={() => go(paths.maintenanceCalendar())}>{t('calendar.asCalendar')}</Button>
    </>
  )
}
