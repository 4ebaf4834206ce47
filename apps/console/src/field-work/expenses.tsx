import type { RowOf } from '@aftercare/api'
import { useTranslation } from 'react-i18next'
import { Money } from '../billing/marks.tsx'
import { paths } from '../paths.ts'
import { At } from '../shell/at.tsx'
import { type Choice, defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'

type Row = RowOf<'/api/v1/expenses'>
const KINDS = ['parking', 'toll', 'fuel', 'ticket', 'meal', 'lodging', 'material', 'other'] as const

const list = defineList<Row>({
  name: 'expenses',
  title: 'field-work:expenses.title',
  path: '/api/v1/expenses',
  sort: '-spentAt',
  subject: 'visit',
  nameOf: (row) => `${row.technician} ${row.visit}`,
  pathOf: (row) => paths.visit(row.visitId),
  columns: [
    {
      key: 'spentAt',
      label: 'field-work:column.spentAt',
      sortable: true,
      width: 160,
      render: (row) => <At at={row.spentAt} />,
      filter: { kind: 'instant' },
    },
    { key: 'technician', label: 'field-work:column.technician', width: 150, filter: { kind: 'text' } },
    {
      key: 'expenseKind',
      label: 'field-work:column.expenseKind',
      width: 140,
      render: (row) => <Kind of={row.expenseKind} />,
      filter: {
        kind: 'choice',
        choices: KINDS.map((value) => ({ value, label: `field-work:expense.${value}` as Choice['label'] })),
      },
    },
    {
      key: 'amountMinor',
      label: 'field-work:column.amountMinor',
      width: 130,
      align: 'end',
      render: (row) => <Money minor={row.amountMinor} currency={row.currency} />,
    },
    { key: 'note', label: 'field-work:column.note', width: 200, filter: { kind: 'text' } },
    { key: 'visit', label: 'field-work:column.visit', width: 150, filter: { kind: 'text' } },
    { key: 'fileId', label: 'field-work:column.receipt', width: 110, render: (row) => <Receipt fileId={row.fileId} /> },
    { key: 'isTakenBack', label: 'field-work:column.isTakenBack', width: 120, filter: { kind: 'yesNo' } },
    { key: 'station', label: 'field-work:column.station', width: 180, filter: { kind: 'text' } },
  ],
})

/** What technicians paid for their visits, with the receipts. */
export function Expenses() {
  return <ListPage list={list} />
}

function Kind({ of }: { of: Row['expenseKind'] }) {
  const { t } = useTranslation('field-work')
  return t(`expense.${of}`)
}

function Receipt({ fileId }: { fileId: string | null }) {
  const { t } = useTranslation('field-work')
  if (!fileId) return null
  return (
    <a href={`/api/v1/files/${fileId}`} target="_blank" rel="noreferrer">
      {t('expenses.receipt')}
    </a>
  )
}
