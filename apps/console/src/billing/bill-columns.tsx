import { At } from '../shell/at.tsx'
import type { Column } from '../shell/list/define-list.ts'
import { type BillState, BillStatus, Day, Money, stateChoices } from './marks.tsx'

interface Bill {
  status: BillState
  currency: string
  createdAt: string
}

/** What lists of quotations and of invoices begin with. */
export const headColumns = <Row extends Bill>(states: readonly Row['status'][]): Column<Row>[] => [
  { key: 'number', label: 'billing:column.number', width: 180, filter: { kind: 'text' } },
  {
    key: 'status',
    label: 'billing:column.status',
    width: 130,
    render: (row) => <BillStatus status={row.status} />,
    filter: { kind: 'choice', choices: stateChoices(states) },
  },
  { key: 'customer', label: 'billing:column.customer', width: 220 },
  { key: 'station', label: 'billing:column.station', width: 180 },
]

type MoneyKey = 'totalMinor' | 'customerMinor' | 'paidMinor' | 'openMinor' | 'creditedMinor'

export const moneyColumn = <Row extends { currency: string }>(key: MoneyKey & keyof Row): Column<Row> => ({
  key,
  label: `billing:column.${key as MoneyKey}`,
  width: 140,
  align: 'end',
  render: (row) => <Money minor={row[key] as string} currency={row.currency} />,
})

export const dayColumn = <Row,>(key: 'validUntil' | 'dueOn' | 'validFrom' | 'validTo' | 'onDay', sortable = false) =>
  ({
    key,
    label: `billing:column.${key}`,
    width: 150,
    sortable,
    filter: { kind: 'day' },
    render: (row: Row) => <Day of={row[key as keyof Row] as string | null} />,
  }) satisfies Column<Row>

export const timeColumn = <Row,>(
  key: 'issuedAt' | 'createdAt' | 'at',
  more: { sortable?: boolean; hidden?: boolean } = {},
): Column<Row> => ({
  key,
  label: `billing:column.${key}`,
  width: 160,
  filter: { kind: 'instant' },
  render: (row: Row) => <At at={row[key as keyof Row] as string | null} />,
  ...more,
})
