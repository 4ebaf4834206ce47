import type { RowOf } from '@aftercare/api'
import { StatusTag, type Tone } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { CountryName } from '../shell/country.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { dayColumn, moneyColumn, timeColumn } from './bill-columns.tsx'

type Row = RowOf<'/api/v1/open-items'>
const AGES = ['not_due', 'days_30', 'days_60', 'days_90', 'older'] as const
const tones = {
  not_due: 'neutral',
  days_30: 'waiting',
  days_60: 'waiting',
  days_90: 'breach',
  older: 'breach',
} as const satisfies Record<Row['age'], Tone>

const list = defineList<Row>({
  name: 'open-items',
  title: 'billing:openItems',
  path: '/api/v1/open-items',
  sort: 'dueOn',
  subject: 'invoice',
  nameOf: (row) => row.number,
  pathOf: (row) => paths.invoice(row.id),
  columns: [
    { key: 'number', label: 'billing:column.number', width: 180, filter: { kind: 'text' } },
    { key: 'customer', label: 'billing:column.customer', width: 220 },
    { key: 'station', label: 'billing:column.station', width: 180 },
    moneyColumn('openMinor'),
    moneyColumn('totalMinor'),
    dayColumn('dueOn', true),
    {
      key: 'age',
      label: 'billing:column.age',
      width: 140,
      render: (row) => <Age of={row.age} />,
      filter: { kind: 'choice', choices: AGES.map((value) => ({ value, label: `billing:age.${value}` as const })) },
    },
    { key: 'daysOverdue', label: 'billing:column.daysOverdue', width: 130, align: 'end' },
    {
      key: 'country',
      label: 'billing:column.country',
      width: 120,
      render: (row) => <CountryName code={row.country} />,
      filter: { kind: 'text' },
    },
    timeColumn('issuedAt', { hidden: true }),
  ],
})

function Age({ of }: { of: Row['age'] }) {
  const { t } = useTranslation('billing')
  return <StatusTag tone={tones[of]}>{t(`age.${of}`)}</StatusTag>
}

export function OpenItems() {
  return <ListPage list={list} />
}
