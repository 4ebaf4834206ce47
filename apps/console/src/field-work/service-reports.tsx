import type { RowOf } from '@aftercare/api'
import { Facts } from '@aftercare/ui'
import type { WordKey } from '@aftercare/words/web'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { findStations, namesFrom } from '../dispatch/find.ts'
import { present } from '../dispatch/present.ts'
import { paths } from '../paths.ts'
import { At } from '../shell/at.tsx'
import { Go } from '../shell/go.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import styles from './panel.module.css'
import { technicianColumn } from './technician-column.ts'

type Row = RowOf<'/api/v1/service-reports'>

const MONTH_MS = 30 * 86_400_000
const outcomes = ['fixed', 'temporary', 'not_fixed', 'no_fault_found', 'no_access'] as const

const list = defineList<Row>({
  name: 'service-reports',
  title: 'field-work:service-reports.title',
  path: '/api/v1/service-reports',
  sort: '-finishedAt',
  searchable: true,
  subject: ['report', 'visit'],
  nameOf: (row) => row.number,
  pathOf: (row) => paths.visit(row.id),
  Panel: ReportPanel,
  empty: { title: 'field-work:service-reports.empty', hint: 'field-work:service-reports.emptyHint' },
  presets: [
    {
      key: 'recent',
      label: 'field-work:service-reports.view.recent',
      state: (_session, now) => ({
        'filter[finishedAt]': `${new Date(now.getTime() - MONTH_MS).toISOString()}..`,
      }),
    },
    {
      key: 'unsigned',
      label: 'field-work:service-reports.view.unsigned',
      state: () => ({ 'filter[signedAt]': 'none' }),
    },
  ],
  columns: [
    { key: 'number', label: 'field-work:column.number', width: 150, filter: { kind: 'text' } },
    {
      key: 'finishedAt',
      label: 'field-work:column.finishedAt',
      sortable: true,
      width: 170,
      render: (row) => <At at={row.finishedAt} zone={row.timeZone} />,
      filter: { kind: 'instant' },
    },
    { key: 'customer', label: 'field-work:column.customer', width: 150 },
    { key: 'model', label: 'field-work:column.model', width: 170, render: (row) => <Model names={row.model} /> },
    { key: 'serial', label: 'field-work:column.serial', width: 170, filter: { kind: 'text' } },
    {
      key: 'outcome',
      label: 'field-work:column.outcome',
      width: 130,
      render: (row) => <Outcome of={row.outcome} />,
      filter: {
        kind: 'choice',
        choices: outcomes.map((value) => ({ value, label: `field-work:outcome.${value}` as WordKey })),
      },
    },
    technicianColumn(130),
    {
      key: 'signedAt',
      label: 'field-work:column.signedAt',
      width: 170,
      render: (row) => <At at={row.signedAt} zone={row.timeZone} />,
      filter: { kind: 'instant' },
    },
    { key: 'signerName', label: 'field-work:column.signerName', width: 120, filter: { kind: 'text' } },
    {
      key: 'unsignedReason',
      label: 'field-work:column.unsignedReason',
      width: 180,
      hidden: true,
      filter: { kind: 'text' },
    },
    {
      key: 'stationId',
      label: 'field-work:column.station',
      width: 150,
      hidden: true,
      render: (row) => row.station,
      filter: { kind: 'lookup', find: findStations, name: namesFrom('/api/v1/stations') },
      exportAs: 'station',
    },
    { key: 'request', label: 'field-work:column.request', width: 150, hidden: true },
  ],
})

/** The reports of all visits that are over: found again, opened on paper, taken away as a table. */
export function ServiceReports() {
  return <ListPage list={list} />
}

function Model({ names }: { names: Row['model'] }) {
  const named = useNamed()
  return names && named(names)
}

function Outcome({ of }: { of: Row['outcome'] }) {
  const { t } = useTranslation('field-work')
  return of && t(`outcome.${of}`)
}

function ReportPanel({ row }: { row: Row }) {
  const { t } = useTranslation('field-work')
  const facts = [
    { label: t('column.finishedAt'), value: <At at={row.finishedAt} zone={row.timeZone} /> },
    { label: t('column.outcome'), value: <Outcome of={row.outcome} /> },
    { label: t('column.restOfWork'), value: row.restOfWork },
    row.customerId && {
      label: t('column.customer'),
      value: <Go to={paths.customer(row.customerId)}>{row.customer}</Go>,
    },
    row.assetId && { label: t('column.serial'), value: <Go to={paths.asset(row.assetId)}>{row.serial}</Go> },
    { label: t('column.technician'), value: row.technician },
    row.signedAt && { label: t('column.signedAt'), value: <At at={row.signedAt} zone={row.timeZone} /> },
    { label: t('column.signerName'), value: row.signerName },
    { label: t('column.unsignedReason'), value: row.unsignedReason },
    { label: t('column.request'), value: <Go to={paths.request(row.requestId)}>{row.request}</Go> },
  ]
  return (
    <div className={styles.panel}>
      <Facts facts={present(facts)} />
      <Button type="primary" href={`/api/v1/visits/${row.id}/report.pdf`} target="_blank">
        {t('service-reports.open')}
      </Button>
    </div>
  )
}
