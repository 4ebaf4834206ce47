import type { RowOf } from '@aftercare/api'
import { choicesOf, DOCUMENT_KINDS } from '../parts/choices.ts'
import { DocumentKind, Quantity } from '../parts/marks.tsx'
import { Name } from '../parts/part-list.tsx'
import { paths } from '../paths.ts'
import { At } from '../shell/at.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { Money } from './standard-list.tsx'

type Row = RowOf<'/api/v1/stock-values'>

const list = defineList<Row>({
  name: 'stock_values',
  title: 'parts:values.title',
  path: '/api/v1/stock-values',
  sort: '-standsAt',
  searchable: true,
  subject: ['stock_document', 'part'],
  nameOf: (row) => row.part,
  pathOf: (row) => paths.stockDocument(row.documentId),
  empty: { title: 'parts:values.none', hint: 'parts:values.noneHint' },
  columns: [
    {
      key: 'standsAt',
      label: 'parts:column.standsAt',
      sortable: true,
      width: 170,
      render: (row) => <At at={row.standsAt} />,
      filter: { kind: 'instant' },
    },
    {
      key: 'valueReason',
      label: 'parts:column.valueReason',
      width: 150,
      render: (row) => <DocumentKind kind={row.valueReason} />,
      filter: { kind: 'choice', choices: choicesOf('documentKind', [...DOCUMENT_KINDS, 'late_fact']) },
    },
    { key: 'part', label: 'parts:column.part', width: 160, filter: { kind: 'text' } },
    { key: 'name', label: 'parts:column.name', width: 220, render: (row) => <Name names={row.name} /> },
    {
      key: 'quantity',
      label: 'parts:column.quantity',
      width: 110,
      align: 'end',
      render: (row) => (row.quantity === 0 ? '–' : <Quantity of={row.quantity} />),
      filter: { kind: 'number' },
    },
    {
      key: 'changeMinor',
      label: 'parts:column.changeMinor',
      width: 150,
      align: 'end',
      render: (row) => <Money minor={row.changeMinor} currency={row.currency} />,
    },
    { key: 'note', label: 'parts:column.note', width: 200, filter: { kind: 'text' } },
    { key: 'by', label: 'parts:column.by', width: 140, filter: { kind: 'text' } },
    { key: 'owner', label: 'parts:column.owner', width: 160, hidden: true, filter: { kind: 'text' } },
    {
      key: 'bookedAt',
      label: 'parts:column.bookedAt',
      width: 170,
      hidden: true,
      render: (row) => <At at={row.bookedAt} />,
      filter: { kind: 'instant' },
    },
  ],
})

/** Everything that ever changed what the stock is worth, with the document it came of. */
export function StockValues() {
  return <ListPage list={list} />
}
