import type { RowOf } from '@aftercare/api'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { DialogButton } from '../billing/dialog-button.tsx'
import { Quantity } from '../parts/marks.tsx'
import { Name } from '../parts/part-list.tsx'
import styles from '../parts/parts.module.css'
import { paths } from '../paths.ts'
import { Go } from '../shell/go.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { RevalueForm } from './revalue-form.tsx'
import { ValueRows } from './value-card.tsx'

type Row = RowOf<'/api/v1/part-standards'>

const list = defineList<Row>({
  name: 'part_standards',
  title: 'parts:standards.title',
  path: '/api/v1/part-standards',
  sort: 'part',
  searchable: true,
  subject: ['part', 'stock_document'],
  nameOf: (row) => row.part,
  Panel: StandardPanel,
  empty: { title: 'parts:standards.none', hint: 'parts:standards.noneHint' },
  columns: [
    { key: 'part', label: 'parts:column.part', sortable: true, width: 180, filter: { kind: 'text' } },
    { key: 'name', label: 'parts:column.name', width: 260, render: (row) => <Name names={row.name} /> },
    { key: 'class', label: 'parts:column.class', width: 140, filter: { kind: 'text' } },
    {
      key: 'standardMinor',
      label: 'parts:column.standardMinor',
      width: 160,
      align: 'end',
      render: (row) => <Standard row={row} />,
    },
    {
      key: 'quantity',
      label: 'parts:column.onHand',
      width: 120,
      align: 'end',
      render: (row) => <Quantity of={row.quantity} unit={row.unit} />,
      filter: { kind: 'number' },
    },
    {
      key: 'worthMinor',
      label: 'parts:column.worthMinor',
      width: 160,
      align: 'end',
      render: (row) => <Money minor={row.worthMinor} currency={row.currency} />,
    },
    { key: 'isActive', label: 'parts:column.isActive', width: 110, hidden: true, filter: { kind: 'yesNo' } },
  ],
})

/** Parts whose stock is worth a set cost; a new one is a booking, not a correction. */
export function Standards() {
  return <ListPage list={list} />
}

export function Money({ minor, currency }: { minor: string; currency: string | null }) {
  const { money } = useFormat()
  return currency && money({ minor, currency })
}

function Standard({ row }: { row: Row }) {
  const { t } = useTranslation('parts')
  if (row.standardMinor === null) return <span className={styles.quiet}>{t('standards.unset')}</span>
  return <Money minor={row.standardMinor} currency={row.currency} />
}

function StandardPanel({ row }: { row: Row }) {
  const { t } = useTranslation('parts')
  return (
    <div className={styles.panel}>
      <div className={styles.panelActions}>
        <DialogButton label={t('standards.revalue')} needs="parts.close" isMain>
          {(close) => <RevalueForm partId={row.id} onClose={close} />}
        </DialogButton>
        <Go to={paths.part(row.id)}>{t('do.open')}</Go>
      </div>
      <ValueRows partId={row.id} number={row.part} />
    </div>
  )
}
