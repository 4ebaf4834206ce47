import type { RowOf } from '@aftercare/api'
import { CREDIT_REASONS } from '@aftercare/rules'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { moneyColumn, timeColumn } from './bill-columns.tsx'

type Row = RowOf<'/api/v1/credit-notes'>

const list = defineList<Row>({
  name: 'credit-notes',
  title: 'billing:credit_notes',
  path: '/api/v1/credit-notes',
  sort: '-issuedAt',
  subject: 'credit_note',
  nameOf: (row) => row.number,
  pathOf: (row) => paths.invoice(row.invoiceId),
  columns: [
    { key: 'number', label: 'billing:column.number', width: 180, filter: { kind: 'text' } },
    { key: 'invoice', label: 'billing:column.invoice', width: 180 },
    { key: 'customer', label: 'billing:column.customer', width: 185 },
    { key: 'station', label: 'billing:column.station', width: 180 },
    moneyColumn('totalMinor'),
    {
      key: 'creditReason',
      label: 'billing:column.creditReason',
      width: 215,
      render: (row) => <Reason of={row.creditReason} />,
      filter: {
        kind: 'choice',
        choices: CREDIT_REASONS.map((value) => ({ value, label: `billing:creditReason.${value}` as const })),
      },
    },
    timeColumn('issuedAt', { sortable: true }),
  ],
})

function Reason({ of }: { of: Row['creditReason'] }) {
  const { t } = useTranslation('billing')
  return t(`creditReason.${of}`)
}

export function CreditNotes() {
  return <ListPage list={list} />
}
