import type { RowOf } from '@aftercare/api'
import { paths } from '../paths.ts'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { dayColumn, headColumns, moneyColumn, timeColumn } from './bill-columns.tsx'
import { NewInvoice } from './new-invoice.tsx'

const list = defineList<RowOf<'/api/v1/invoices'>>({
  name: 'invoices',
  title: 'billing:invoices',
  path: '/api/v1/invoices',
  sort: '-createdAt',
  subject: 'invoice',
  nameOf: (row) => row.number ?? row.customer,
  pathOf: (row) => paths.invoice(row.id),
  Actions: NewInvoice,
  columns: [
    ...headColumns(['draft', 'issued', 'part_paid', 'paid', 'credited']),
    moneyColumn('totalMinor'),
    moneyColumn('openMinor'),
    { ...moneyColumn('paidMinor'), hidden: true },
    { ...moneyColumn('creditedMinor'), hidden: true },
    dayColumn('dueOn'),
    timeColumn('issuedAt'),
    timeColumn('createdAt', { sortable: true, hidden: true }),
  ],
})

export function Invoices() {
  return <ListPage list={list} />
}
