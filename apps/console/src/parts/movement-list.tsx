import type { RowOf } from '@aftercare/api'
import { StatusTag } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { At } from '../shell/at.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { CONDITIONS, choicesOf, DOCUMENT_KINDS } from './choices.ts'
import { ConditionTag, DocumentKind, PlaceName, Quantity } from './marks.tsx'
import { Name } from './part-list.tsx'

type Row = RowOf<'/api/v1/stock-movements'>

const list = defineList<Row>({
  name: 'stock_movements',
  title: 'parts:movements',
  path: '/api/v1/stock-movements',
  sort: '-bookedAt',
  searchable: true,
  subject: ['stock', 'stock_document'],
  nameOf: (row) => row.part,
  pathOf: (row) => paths.stockDocument(row.documentId),
  columns: [
    {
      key: 'bookedAt',
      label: 'parts:column.bookedAt',
      sortable: true,
      width: 170,
      render: (row) => <At at={row.bookedAt} />,
      filter: { kind: 'instant' },
    },
    {
      key: 'documentKind',
      label: 'parts:column.documentKind',
      width: 150,
      render: (row) => <DocumentKind kind={row.documentKind} />,
      filter: { kind: 'choice', choices: choicesOf('documentKind', DOCUMENT_KINDS) },
    },
    { key: 'part', label: 'parts:column.part', width: 160, filter: { kind: 'text' } },
    { key: 'name', label: 'parts:column.name', width: 220, render: (row) => <Name names={row.name} /> },
    {
      key: 'quantity',
      label: 'parts:column.quantity',
      width: 100,
      align: 'end',
      render: (row) => <Quantity of={row.quantity} />,
      filter: { kind: 'number' },
    },
    {
      key: 'from',
      label: 'parts:column.from',
      width: 170,
      render: (row) => <PlaceName name={row.from} />,
      filter: { kind: 'text' },
    },
    {
      key: 'to',
      label: 'parts:column.to',
      width: 170,
      render: (row) => <PlaceName name={row.to} />,
      filter: { kind: 'text' },
    },
    { key: 'serial', label: 'parts:column.serial', width: 150, filter: { kind: 'text' } },
    { key: 'batch', label: 'parts:column.batch', width: 120, filter: { kind: 'text' } },
    { key: 'by', label: 'parts:column.by', width: 140, filter: { kind: 'text' } },
    {
      key: 'isLate',
      label: 'parts:column.isLate',
      width: 110,
      hidden: true,
      render: (row) => row.isLate && <LateTag />,
      filter: { kind: 'yesNo' },
    },
    {
      key: 'toCondition',
      label: 'parts:column.toCondition',
      width: 130,
      hidden: true,
      render: (row) => <ConditionTag condition={row.toCondition} />,
      filter: { kind: 'choice', choices: choicesOf('condition', CONDITIONS) },
    },
    {
      key: 'effectiveAt',
      label: 'parts:column.effectiveAt',
      width: 170,
      hidden: true,
      render: (row) => <At at={row.effectiveAt} />,
      filter: { kind: 'instant' },
    },
  ],
})

function LateTag() {
  const { t } = useTranslation('parts')
  return <StatusTag tone="waiting">{t('late.tag')}</StatusTag>
}

/** Every movement there ever was: nothing is changed, what was wrong is undone by another. */
export function StockMovements() {
  return <ListPage list={list} />
}
