import type { RowOf } from '@aftercare/api'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { DialogButton } from '../billing/dialog-button.tsx'
import { Quantity } from '../parts/marks.tsx'
import { paths } from '../paths.ts'
import { useGo } from '../shell/go.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { DrawingForm } from './drawing-form.tsx'

type Row = RowOf<'/api/v1/drawings'>

const list = defineList<Row>({
  name: 'drawings',
  title: 'parts:drawings.title',
  path: '/api/v1/drawings',
  sort: '-createdAt',
  subject: 'drawing',
  nameOf: (row) => row.machine,
  pathOf: (row) => paths.drawing(row.id),
  Actions: NewDrawing,
  empty: { title: 'parts:drawings.none', hint: 'parts:drawings.noneHint', Action: NewDrawing },
  columns: [
    { key: 'name', label: 'parts:column.name', width: 300, render: (row) => <Title row={row} /> },
    { key: 'machine', label: 'parts:column.machine', width: 180, filter: { kind: 'text' } },
    { key: 'serialFrom', label: 'parts:column.serialFrom', width: 160 },
    { key: 'serialTo', label: 'parts:column.serialTo', width: 160 },
    {
      key: 'spots',
      label: 'parts:column.spots',
      width: 110,
      align: 'end',
      render: (row) => <Quantity of={row.spots} />,
    },
    { key: 'isActive', label: 'parts:column.isActive', width: 110, filter: { kind: 'yesNo' } },
  ],
})

/** Exploded drawings of all machines. */
export function Drawings() {
  return <ListPage list={list} />
}

function Title({ row }: { row: Row }) {
  return useNamed()(row.name)
}

function NewDrawing() {
  const { t } = useTranslation('parts')
  const go = useGo()
  return (
    <DialogButton label={t('drawings.add')} needs="parts.catalogue" width={1100} isMain>
      {(close) => <DrawingForm onDone={(id) => (id ? go(paths.drawing(id)) : close())} />}
    </DialogButton>
  )
}
