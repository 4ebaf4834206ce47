import type { Answer, RowOf } from '@aftercare/api'
import { PRICE_REASONS } from '@aftercare/rules'
import { Card } from '@aftercare/ui'
import { Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { timeColumn } from './bill-columns.tsx'
import styles from './bill-lines.module.css'
import { DialogButton } from './dialog-button.tsx'
import { Money } from './marks.tsx'

type Row = RowOf<'/api/v1/price-deviations'>
type Sums = Answer<'/api/v1/price-deviations/summary'>
const BILLS = ['invoice', 'quotation'] as const

const amount = (key: 'publishedMinor' | 'unitMinor' | 'differenceMinor') => ({
  key,
  label: `billing:column.${key}` as const,
  width: 130,
  align: 'end' as const,
  render: (row: Row) => <Money minor={row[key]} currency={row.currency} />,
})

const list = defineList<Row>({
  name: 'price-deviations',
  title: 'billing:deviations',
  path: '/api/v1/price-deviations',
  sort: '-createdAt',
  subject: ['quotation', 'invoice'],
  nameOf: (row) => row.number ?? row.name,
  pathOf: (row) => (row.of === 'invoice' ? paths.invoice(row.billId) : paths.quotation(row.billId)),
  Actions: Summary,
  columns: [
    {
      key: 'of',
      label: 'billing:column.of',
      width: 110,
      render: (row) => <Said what={`of.${row.of}`} />,
      filter: { kind: 'choice', choices: BILLS.map((value) => ({ value, label: `billing:of.${value}` as const })) },
    },
    { key: 'number', label: 'billing:column.number', width: 180 },
    { key: 'name', label: 'billing:column.name', width: 220 },
    amount('publishedMinor'),
    amount('unitMinor'),
    amount('differenceMinor'),
    {
      key: 'priceReason',
      label: 'billing:column.priceReason',
      width: 180,
      render: (row) => row.priceReason && <Said what={`priceReason.${row.priceReason}`} />,
      filter: {
        kind: 'choice',
        choices: PRICE_REASONS.map((value) => ({ value, label: `billing:priceReason.${value}` as const })),
      },
    },
    { key: 'note', label: 'billing:column.note', width: 200 },
    { key: 'person', label: 'billing:column.person', width: 150 },
    { key: 'station', label: 'billing:column.station', width: 180 },
    timeColumn('createdAt', { sortable: true }),
  ],
})

function Said({ what }: { what: `of.${Row['of']}` | `priceReason.${NonNullable<Row['priceReason']>}` }) {
  const { t } = useTranslation('billing')
  return t(what)
}

export function PriceDeviations() {
  return <ListPage list={list} />
}

const dayBefore = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

/** The last ninety days in sums: what was given away and what was asked on top, why, by whom and where. */
function Summary() {
  const { t } = useTranslation('billing')
  return (
    <DialogButton label={t('deviation_sums')} width={1040}>
      {() => <Sheet />}
    </DialogButton>
  )
}

function Sheet() {
  const { t } = useTranslation('billing')
  const [of, setOf] = useState<(typeof BILLS)[number]>('invoice')
  const query = $api.useQuery('get', '/api/v1/price-deviations/summary', {
    params: { query: { from: dayBefore(90), to: dayBefore(0), of } },
  })
  return (
    <div className={styles.sheet}>
      <Segmented value={of} onChange={setOf} options={BILLS.map((value) => ({ value, label: t(`of.${value}`) }))} />
      <QueryState query={query}>
        {(sums) => (
          <div className={styles.thirds}>
            {(['reason', 'person', 'station'] as const).map((by) => (
              <SumTable key={by} by={by} rows={sums[by]} />
            ))}
          </div>
        )}
      </QueryState>
    </div>
  )
}

/** More than that nobody reads in a dialog; the list has all. */
const MOST = 15

function SumTable({ by, rows }: { by: 'reason' | 'person' | 'station'; rows: Sums['reason'] }) {
  const { t } = useTranslation('billing')
  const nameOf = (row: Sums['reason'][number]) =>
    by === 'reason' && row.key ? t(`priceReason.${row.key as (typeof PRICE_REASONS)[number]}`) : (row.name ?? '–')
  return (
    <Card title={t(`column.${by}`)}>
      <table className={styles.table}>
        <tbody>
          {rows.slice(0, MOST).map((row) => (
            <tr key={`${row.key} ${row.currency}`}>
              <td>{nameOf(row)}</td>
              <td className={styles.number}>{row.lines}</td>
              <td className={styles.number}>
                <Money minor={row.minor} currency={row.currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className={styles.quiet}>{t('empty.deviations')}</p>}
    </Card>
  )
}
