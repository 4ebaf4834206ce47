import type { RowOf } from '@aftercare/api'
import { paths } from '../paths.ts'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { dayColumn, headColumns, moneyColumn, timeColumn } from './bill-columns.tsx'

const list = defineList<RowOf<'/api/v1/quotations'>>({
  name: 'quotations',
  title: 'billing:quotations',
  path: '/api/v1/quotations',
  sort: '-createdAt',
  subject: 'quotation',
  nameOf: (row) => row.number,
  pathOf: (row) => paths.quotation(row.id),
  columns: [
    ...headColumns(['draft', 'sent', 'accepted', 'rejected', 'expired', 'superseded']),
    moneyColumn('totalMinor'),
    moneyColumn('customerMinor'),
    { key: 'revision', label: 'billing:column.revision', width: 90, align: 'end' },
    dayColumn('validUntil'),
    timeColumn('createdAt', { sortable: true }),
  ],
})

export function Quotations() {
  return <ListPage list={list} />
}
