import type { RowOf } from '@aftercare/api'
import { useTranslation } from 'react-i18next'
import { Day, Money } from '../billing/marks.tsx'
import { paths } from '../paths.ts'
import { Go } from '../shell/go.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { Product } from './contract-list.tsx'
import { ContractStatus, Kind, kindChoices, statusChoices } from './marks.tsx'

type Row = RowOf<'/api/v1/contracts/renewals'>

const list = defineList<Row>({
  name: 'contract-renewals',
  title: 'contracts:renewals',
  path: '/api/v1/contracts/renewals',
  sort: 'endsOn',
  subject: 'contract',
  nameOf: (row) => row.number ?? row.customer,
  pathOf: (row) => paths.contract(row.id),
  empty: { title: 'contracts:noRenewals', hint: 'contracts:noRenewalsHint' },
  presets: [{ key: 'open', label: 'contracts:toRenew', state: () => ({ 'filter[isRenewed]': 'false' }) }],
  columns: [
    { key: 'number', label: 'contracts:column.number', width: 150, filter: { kind: 'text' } },
    { key: 'customer', label: 'contracts:column.customer', width: 220 },
    { key: 'product', label: 'contracts:column.product', width: 220, render: (row) => <Product row={row} /> },
    {
      key: 'kind',
      label: 'contracts:column.kind',
      width: 165,
      render: (row) => <Kind of={row.kind} />,
      filter: { kind: 'choice', choices: kindChoices },
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
      key: 'daysLeft',
      label: 'contracts:column.daysLeft',
      width: 160,
      render: (row) => <DaysLeft of={row.daysLeft} />,
    },
    { key: 'noticed', label: 'contracts:column.noticed', width: 170, render: (row) => <Told at={row.noticed} /> },
    {
      key: 'isRenewed',
      label: 'contracts:column.isRenewed',
      width: 130,
      filter: { kind: 'yesNo' },
      render: (row) => <Follower id={row.renewedBy} />,
    },
    {
      key: 'status',
      label: 'contracts:column.status',
      width: 120,
      render: (row) => <ContractStatus status={row.status} />,
      filter: { kind: 'choice', choices: statusChoices(['active', 'suspended', 'expired']) },
    },
    {
      key: 'totalMinor',
      label: 'contracts:column.totalMinor',
      width: 130,
      align: 'end',
      render: (row) => <Money minor={row.totalMinor} currency={row.currency} />,
    },
    { key: 'station', label: 'contracts:column.station', width: 180 },
  ],
})

export function Renewals() {
  return <ListPage list={list} />
}

function DaysLeft({ of }: { of: number }) {
  const { t } = useTranslation('contracts')
  return of >= 0 ? t('endsSoon', { count: of }) : t('endedAgo', { count: -of })
}
function Told({ at }: { at: number | null }) {
  const { t } = useTranslation('contracts')
  return at === null ? t('notTold') : t('toldAt', { count: at })
}
function Follower({ id }: { id: string | null }) {
  const { t } = useTranslation('common')
  return id ? <Go to={paths.contract(id)}>{t('do.open')}</Go> : t('no')
}
