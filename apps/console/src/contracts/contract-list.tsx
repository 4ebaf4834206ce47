import type { RowOf } from '@aftercare/api'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { Day, Money } from '../billing/marks.tsx'
import { paths } from '../paths.ts'
import { At } from '../shell/at.tsx'
import { useGo } from '../shell/go.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { useCan } from '../shell/session.ts'
import { Billing, billingChoices, ContractStatus, Kind, kindChoices, statusChoices } from './marks.tsx'

type Row = RowOf<'/api/v1/contracts'>

const soon = (now: Date, days: number) => new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10)

const list = defineList<Row>({
  name: 'contracts',
  title: 'contracts:contracts',
  path: '/api/v1/contracts',
  sort: '-createdAt',
  searchable: true,
  subject: 'contract',
  nameOf: (row) => row.number ?? row.customer,
  pathOf: (row) => paths.contract(row.id),
  Actions: Sell,
  create: { needs: 'contracts.sell', run: (go) => go(paths.newContract()) },
  empty: { title: 'contracts:empty', hint: 'contracts:pickFirst' },
  presets: [
    { key: 'running', label: 'contracts:status.active', state: () => ({ 'filter[status]': 'active' }) },
    {
      key: 'ending',
      label: 'contracts:endingSoon',
      state: (_, now) => ({
        'filter[status]': 'active',
        'filter[endsOn]': `${soon(now, 0)}..${soon(now, 60)}`,
        sort: 'endsOn',
      }),
    },
    { key: 'suspended', label: 'contracts:status.suspended', state: () => ({ 'filter[status]': 'suspended' }) },
    { key: 'drafts', label: 'contracts:status.draft', state: () => ({ 'filter[status]': 'draft' }) },
  ],
  columns: [
    {
      key: 'number',
      label: 'contracts:column.number',
      width: 150,
      filter: { kind: 'text' },
      render: (row) => row.number ?? '–',
    },
    {
      key: 'status',
      label: 'contracts:column.status',
      width: 120,
      render: (row) => <ContractStatus status={row.status} />,
      filter: { kind: 'choice', choices: statusChoices(['draft', 'active', 'suspended', 'cancelled', 'expired']) },
    },
    { key: 'customer', label: 'contracts:column.customer', width: 200 },
    { key: 'product', label: 'contracts:column.product', width: 220, render: (row) => <Product row={row} /> },
    {
      key: 'kind',
      label: 'contracts:column.kind',
      width: 165,
      render: (row) => <Kind of={row.kind} />,
      filter: { kind: 'choice', choices: kindChoices },
    },
    { key: 'units', label: 'contracts:column.units', width: 100, align: 'end' },
    {
      key: 'startsOn',
      label: 'contracts:column.startsOn',
      width: 130,
      filter: { kind: 'day' },
      render: (row) => <Day of={row.startsOn} />,
    },
    {
      key: 'endsOn',
      label: 'contracts:column.endsOn',
      width: 130,
      sortable: true,
      filter: { kind: 'day' },
      render: (row) => <Day of={row.endsOn} />,
    },
    {
      key: 'billing',
      label: 'contracts:column.billing',
      width: 110,
      render: (row) => <Billing of={row.billing} />,
      filter: { kind: 'choice', choices: billingChoices },
    },
    {
      key: 'totalMinor',
      label: 'contracts:column.totalMinor',
      width: 130,
      align: 'end',
      render: (row) => <Money minor={row.totalMinor} currency={row.currency} />,
    },
    { key: 'station', label: 'contracts:column.station', width: 180, hidden: true },
    { key: 'country', label: 'contracts:column.country', width: 100, hidden: true, filter: { kind: 'text' } },
    { key: 'isRenewed', label: 'contracts:column.isRenewed', width: 110, hidden: true, filter: { kind: 'yesNo' } },
    {
      key: 'createdAt',
      label: 'contracts:column.createdAt',
      width: 150,
      sortable: true,
      hidden: true,
      filter: { kind: 'instant' },
      render: (row) => <At at={row.createdAt} />,
    },
  ],
})

export function Contracts() {
  return <ListPage list={list} />
}

export function Product({ row }: { row: { product: Row['product'] } }) {
  const named = useNamed()
  return named(row.product)
}

function Sell() {
  const { t } = useTranslation('contracts')
  const can = useCan()
  const go = useGo()
  if (!can('contracts.sell')) return null
  return (
    <Button type="primary" onClick={() => go(paths.newContract())}>
      {t('do.sell')}
    </Button>
  )
}
