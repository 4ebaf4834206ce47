import type { RowOf } from '@aftercare/api'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { DialogButton } from '../billing/dialog-button.tsx'
import { TableImport } from '../billing/table-import.tsx'
import { paths } from '../paths.ts'
import { api } from '../shell/api.ts'
import { useGo } from '../shell/go.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { useCan } from '../shell/session.ts'
import { choicesOf, TRACKING } from './choices.ts'
import { useUnit } from './marks.tsx'
import { PartForm } from './part-form.tsx'

type Part = RowOf<'/api/v1/parts'>

const list = defineList<Part>({
  name: 'parts',
  title: 'parts:title',
  path: '/api/v1/parts',
  sort: 'number',
  searchable: true,
  subject: 'part',
  nameOf: (row) => row.number,
  pathOf: (row) => paths.part(row.id),
  Actions: PartActions,
  empty: { title: 'parts:empty.parts', hint: 'parts:empty.partsHint', Action: NewPart },
  columns: [
    { key: 'number', label: 'parts:column.number', sortable: true, width: 180, filter: { kind: 'text' } },
    { key: 'name', label: 'parts:column.name', width: 320, render: (row) => <Name names={row.name} /> },
    { key: 'class', label: 'parts:column.class', width: 140, filter: { kind: 'text' } },
    { key: 'unit', label: 'parts:column.unit', width: 110, render: (row) => <Unit unit={row.unit} /> },
    {
      key: 'tracking',
      label: 'parts:column.tracking',
      width: 120,
      render: (row) => <Tracking by={row.tracking} />,
      filter: { kind: 'choice', choices: choicesOf('tracking', TRACKING) },
    },
    { key: 'isActive', label: 'parts:column.isActive', width: 110, filter: { kind: 'yesNo' } },
  ],
})

/** The catalogue: every part with its number; found by the numbers of others, too. */
export function Parts() {
  return <ListPage list={list} />
}

export function Name({ names }: { names: Part['name'] }) {
  return useNamed()(names)
}
export function Unit({ unit }: { unit: string }) {
  return useUnit()(unit)
}
function Tracking({ by }: { by: Part['tracking'] }) {
  const { t } = useTranslation('parts')
  return t(`tracking.${by}`)
}

function PartActions() {
  const { t } = useTranslation('parts')
  const can = useCan()
  return (
    <>
      <Button href="/api/v1/parts.xlsx">{t('do.sheet')}</Button>
      {can('parts.catalogue') && (
        <TableImport
          label={t('do.import')}
          hint={t('importHint')}
          send={async (body) => (await api.POST('/api/v1/parts/imports', { body })).data!}
          paths={['/api/v1/parts']}
          isWhole
        />
      )}
      <NewPart />
    </>
  )
}

function NewPart() {
  const { t } = useTranslation('parts')
  const go = useGo()
  return (
    <DialogButton label={t('do.newPart')} needs="parts.catalogue" isMain>
      {(close) => <PartForm onDone={(id) => (id ? go(paths.part(id)) : close())} />}
    </DialogButton>
  )
}
