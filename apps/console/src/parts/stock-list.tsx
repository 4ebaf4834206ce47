import type { RowOf } from '@aftercare/api'
import { useFormat } from '@aftercare/words/web'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { useGo } from '../shell/go.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { BookStock, Receive } from './book-stock.tsx'
import { CONDITIONS, choicesOf } from './choices.ts'
import { DebtsNote } from './debts-note.tsx'
import { ConditionTag, OwnerName, PlaceName, Quantity } from './marks.tsx'
import { Name } from './part-list.tsx'

type Row = RowOf<'/api/v1/stock'>

const list = defineList<Row>({
  name: 'stock',
  title: 'parts:stock',
  path: '/api/v1/stock',
  sort: 'part',
  searchable: true,
  subject: ['stock', 'stock_document'],
  nameOf: (row) => `${row.part} ${row.place}`,
  pathOf: (row) => paths.part(row.partId),
  Actions: StockActions,
  empty: { title: 'parts:empty.stock', hint: 'parts:empty.stockHint', Action: Receive },
  columns: [
    { key: 'part', label: 'parts:column.part', sortable: true, width: 170, filter: { kind: 'text' } },
    { key: 'name', label: 'parts:column.name', width: 190, render: (row) => <Name names={row.name} /> },
    {
      key: 'place',
      label: 'parts:column.place',
      sortable: true,
      width: 190,
      render: (row) => <PlaceName name={row.place} />,
      filter: { kind: 'text' },
    },
    {
      key: 'owner',
      label: 'parts:column.owner',
      width: 140,
      // Nearly all of it is ours: only what is not is said.
      render: (row) => (row.isCompany ? null : <OwnerName name={row.owner} />),
      filter: { kind: 'text' },
    },
    {
      key: 'condition',
      label: 'parts:column.condition',
      width: 110,
      render: (row) => <ConditionTag condition={row.condition} />,
      filter: { kind: 'choice', choices: choicesOf('condition', CONDITIONS) },
    },
    {
      key: 'onHand',
      label: 'parts:column.onHand',
      width: 100,
      align: 'end',
      render: (row) => <Sum of="onHand" row={row} />,
      filter: { kind: 'number' },
    },
    {
      key: 'reserved',
      label: 'parts:column.reserved',
      width: 100,
      align: 'end',
      render: (row) => <Sum of="reserved" row={row} />,
      filter: { kind: 'number' },
    },
    {
      key: 'free',
      label: 'parts:column.free',
      width: 90,
      align: 'end',
      render: (row) => <Sum of="free" row={row} />,
      filter: { kind: 'number' },
    },
    { key: 'batch', label: 'parts:column.batch', width: 130, filter: { kind: 'text' } },
    {
      key: 'expiresOn',
      label: 'parts:column.expiresOn',
      width: 130,
      render: (row) => <Expires on={row.expiresOn} />,
      filter: { kind: 'day' },
    },
  ],
})

/** What lies where: on hand, promised to a job, free. */
export function Stock() {
  return <ListPage list={list} />
}

function StockActions() {
  const { t } = useTranslation('parts')
  const go = useGo()
  return (
    <>
      <DebtsNote />
      <Button onClick={() => go(paths.stockAt())}>{t('at.open')}</Button>
      <BookStock />
    </>
  )
}

function Sum({ row, of }: { row: Row; of: 'onHand' | 'reserved' | 'free' }) {
  return row[of] === 0 && of !== 'free' ? null : <Quantity of={row[of]} unit={row.unit} />
}

function Expires({ on }: { on: string | null }) {
  const { calendarDay } = useFormat()
  return on && calendarDay(on)
}
