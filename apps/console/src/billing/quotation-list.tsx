import type { RowOf } from '@aftercare/api'
import { paths } from '../paths.ts'
import { At } from '../shell/at.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { BillStatus, Money, stateChoices } from './marks.tsx'
import { Day } from './price-lists.tsx'

const list = defineList<RowOf<'/api/v1/quotations'>>({
  name: 'quotations',
  title: 'billing:quotations',
  path: '/api/v1/quotations',
  sort: '-createdAt',
  subject: 'quotation',
  nameOf: (row) => row.number,
  pathOf: (row) => paths.quotation(row.id),
  columns: [
    { key: 'number', label: 'billing:column.number', width: 160, filter: { kind: 'text' } },
    {
      key: 'status',
      label: 'billing:column.status',
      width: 130,
      render: (row) => <BillStatus status={row.status} />,
      filter: {
        kind: 'choice',
        choices: stateChoices(['draft', 'sent', 'accepted', 'rejected', 'expired', 'superseded']),
      },
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
      key: 'customerMinor',
      label: 'billing:column.customerMinor',
      width: 140,
      align: 'end',
      render: (row) => <Money minor={row.customerMinor} currency={row.currency} />,
    },
    {
      key: 'validUntil',
      label: 'billing:column.validUntil',
      width: 140,
      filter: { kind: 'day' },
      render: (row) => <Day of={row.validUntil} />,
    },
    {
      key: 'createdAt',
      label: 'billing:column.createdAt',
      width: 160,
      sortable: true,
      filter: { kind: 'instant' },
      render: (row) => <At at={row.createdAt} />,
    },
  ],
})

export function Quotations() {
  return <ListPage list={list} />
}
