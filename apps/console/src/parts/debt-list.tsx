import type { RowOf } from '@aftercare/api'
import { Facts, StatusTag } from '@aftercare/ui'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { DialogButton } from '../billing/dialog-button.tsx'
import { paths } from '../paths.ts'
import { At } from '../shell/at.tsx'
import { Go, useGo } from '../shell/go.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { DocumentForm } from './document-form.tsx'
import { Quantity } from './marks.tsx'
import { Name } from './part-list.tsx'
import styles from './parts.module.css'
import { TransferForm } from './transfer-list.tsx'

type Row = RowOf<'/api/v1/stock-debts'>
const WIDTH = 760

const list = defineList<Row>({
  name: 'stock_debts',
  title: 'parts:debts.title',
  path: '/api/v1/stock-debts',
  sort: 'dueAt',
  searchable: true,
  subject: ['stock_debt', 'stock_document'],
  nameOf: (row) => `${row.part} ${row.place}`,
  Panel: DebtPanel,
  empty: { title: 'parts:debts.none', hint: 'parts:debts.noneHint' },
  presets: [
    { key: 'open', label: 'parts:debts.view.open', state: () => ({ 'filter[settledAt]': 'none' }) },
    {
      key: 'overdue',
      label: 'parts:debts.view.overdue',
      state: (_, now) => ({ 'filter[settledAt]': 'none', 'filter[dueAt]': `..${now.toISOString()}` }),
    },
  ],
  columns: [
    { key: 'place', label: 'parts:column.place', width: 180, filter: { kind: 'text' } },
    { key: 'person', label: 'parts:column.person', width: 150, filter: { kind: 'text' } },
    { key: 'part', label: 'parts:column.part', width: 150, filter: { kind: 'text' } },
    { key: 'name', label: 'parts:column.name', width: 220, render: (row) => <Name names={row.name} /> },
    {
      key: 'quantity',
      label: 'parts:debts.owes',
      width: 110,
      align: 'end',
      render: (row) => <Quantity of={row.quantity} unit={row.unit} />,
      filter: { kind: 'number' },
    },
    {
      key: 'most',
      label: 'parts:column.most',
      width: 110,
      align: 'end',
      hidden: true,
      render: (row) => <Quantity of={row.most} unit={row.unit} />,
      filter: { kind: 'number' },
    },
    {
      key: 'since',
      label: 'parts:column.since',
      width: 180,
      render: (row) => <At at={row.since} />,
      filter: { kind: 'instant' },
    },
    {
      key: 'dueAt',
      label: 'parts:column.dueAt',
      sortable: true,
      width: 210,
      render: (row) => <Due row={row} />,
      filter: { kind: 'instant' },
    },
    {
      key: 'settledAt',
      label: 'parts:column.settledAt',
      width: 180,
      render: (row) => <At at={row.settledAt} />,
      filter: { kind: 'instant' },
    },
    { key: 'station', label: 'parts:column.station', width: 160, hidden: true, filter: { kind: 'text' } },
  ],
})

/** What vans have used beyond what they had, until each is explained or filled up. */
export function StockDebts() {
  return <ListPage list={list} />
}

function Due({ row }: { row: Row }) {
  const { t } = useTranslation('parts')
  const isOverdue = row.settledAt === null && Date.parse(row.dueAt) < Date.now()
  return (
    <>
      <At at={row.dueAt} /> {isOverdue && <StatusTag tone="breach">{t('debts.overdue')}</StatusTag>}
    </>
  )
}

function DebtPanel({ row }: { row: Row }) {
  const { t } = useTranslation('parts')
  const isOpen = row.settledAt === null
  const facts = [
    { label: t('column.part'), value: <Go to={paths.part(row.partId)}>{row.part}</Go> },
    { label: t('column.place'), value: row.place },
    { label: t('column.person'), value: row.personId && <Go to={paths.person(row.personId)}>{row.person}</Go> },
    { label: t('column.station'), value: row.station },
    { label: t('debts.owes'), value: isOpen && <Quantity of={row.quantity} unit={row.unit} /> },
    { label: t('column.most'), value: <Quantity of={row.most} unit={row.unit} /> },
    { label: t('column.since'), value: <At at={row.since} /> },
    { label: t('column.dueAt'), value: isOpen && <Due row={row} /> },
    { label: t('column.settledAt'), value: row.settledAt && <At at={row.settledAt} /> },
    {
      label: t('debts.madeBy'),
      value: row.openedById && <Go to={paths.stockDocument(row.openedById)}>{t('do.open')}</Go>,
    },
    {
      label: t('debts.settledBy'),
      value: row.settledById && <Go to={paths.stockDocument(row.settledById)}>{t('do.open')}</Go>,
    },
  ]
  return (
    <div className={styles.panel}>
      {isOpen && <Steps row={row} />}
      <Facts facts={facts.filter((fact) => fact.value)} />
      {isOpen && <p className={styles.quiet}>{t('debts.how')}</p>}
    </div>
  )
}

/** The three ways a debt ends: parts are sent, what came is booked, or the van is counted. */
function Steps({ row }: { row: Row }) {
  const { t } = useTranslation('parts')
  const go = useGo()
  const owed = { partId: row.partId, quantity: row.quantity }
  const known = { place: { value: row.placeId, label: row.place }, part: { value: row.partId, label: row.part } }
  return (
    <div className={styles.panelActions}>
      <DialogButton label={t('debts.send')} needs="parts.book" width={WIDTH} isMain>
        {(close) => (
          <TransferForm
            toPlaceId={row.placeId}
            lines={[owed]}
            known={known}
            onClose={close}
            onMade={(id) => go(paths.transfer(id))}
          />
        )}
      </DialogButton>
      <DialogButton label={t('debts.receive')} needs="parts.book" width={WIDTH}>
        {(close) => (
          <DocumentForm
            kind="receipt"
            placeId={row.placeId}
            lines={[owed]}
            known={known}
            onClose={close}
            onBooked={(id) => go(paths.stockDocument(id))}
          />
        )}
      </DialogButton>
      <Button onClick={() => go(paths.store({ task: 'count' }))}>{t('debts.count')}</Button>
    </div>
  )
}
