import type { RowOf } from '@aftercare/api'
import { paths } from '../paths.ts'
import { At } from '../shell/at.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { BillStatus, Money, stateChoices } from './marks.tsx'
import { Day } from './price-lists.tsx'

const list = defineList<RowOf<'/api/v1/invoices'>>({
  name: 'invoices',
  title: 'billing:invoices',
  path: '/api/v1/invoices',
  sort: '-createdAt',
  subject: 'invoice',
  nameOf: (row) => row.number ?? row.customer,
  pathOf: (row) => paths.invoice(row.id),
  columns: [
    { key: 'number', label: 'billing:column.number', width: 160, filter: { kind: 'text' } },
    {
      key: 'status',
      label: 'billing:column.status',
      width: 130,
      render: (row) => <BillStatus status={row.status} />,
      filter: { kind: 'choice', choices: stateChoices(['draft', 'issued', 'part_paid', 'paid', 'credited']) },
    },
    { key: 'customer', label: 'billing:column.customer', width: 220 },
    { key: 'station', label: 'billing:column.station', width: 180 },
    {
      key: 'totalMinor',
      label: 'billing:column.totalMinor',
      width: 140,
      align: 'end',
      render: (row) => <Money minor={row.totalMinor} currency={row.currency} />,
    },
    {
      key: 'paidMinor',
      label: 'billing:column.paidMinor',
      width: 140,
      align: 'end',
      render: (row) => <Money minor={row.paidMinor} currency={row.currency} />,
    },
    {
      key: 'dueOn',
      label: 'billing:column.dueOn',
      width: 140,
      filter: { kind: 'day' },
      render: (row) => <Day of={row.dueOn} />,
    },
    {
      key: 'issuedAt',
      label: 'billing:column.issuedAt',
      width: 160,
      filter: { kind: 'instant' },
      render: (row) => <At at={row.issuedAt} />,
    },
    {
      key: 'createdAt',
      label: 'billing:column.createdAt',
      width: 160,
      sortable: true,
      filter: { kind: 'instant' },
      hidden: true,
      render: (row) => <At at={row.createdAt} />,
    },
  ],
})

export function Invoices() {
  return <ListPage list={list} />
}
