import type { RowOf } from '@aftercare/api'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { DialogButton } from '../billing/dialog-button.tsx'
import { YesNo } from '../billing/marks.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { DUE_BY, TemplateForm } from './template-form.tsx'
import { TemplatePanel } from './template-panel.tsx'

type Row = RowOf<'/api/v1/maintenance-templates'>

const list = defineList<Row>({
  name: 'maintenance-templates',
  title: 'contracts:templates',
  path: '/api/v1/maintenance-templates',
  sort: 'code',
  subject: 'plan_template',
  nameOf: (row) => row.code,
  Actions: Add,
  Panel: TemplatePanel,
  empty: { title: 'contracts:noTemplates', hint: 'contracts:noTemplatesHint' },
  columns: [
    { key: 'code', label: 'contracts:column.code', width: 160, sortable: true, filter: { kind: 'text' } },
    { key: 'name', label: 'contracts:column.name', width: 260, render: (row) => <Name row={row} /> },
    {
      key: 'dueBy',
      label: 'contracts:column.dueBy',
      width: 140,
      render: (row) => <DueBy of={row.dueBy} />,
      filter: {
        kind: 'choice',
        choices: DUE_BY.map((value) => ({ value, label: `contracts:dueBy.${value}` as const })),
      },
    },
    { key: 'everyMonths', label: 'contracts:column.everyMonths', width: 140, align: 'end' },
    { key: 'everyUnits', label: 'contracts:column.everyUnits', width: 140, align: 'end' },
    { key: 'minutes', label: 'contracts:column.minutes', width: 110, align: 'end' },
    { key: 'leadDays', label: 'contracts:column.leadDays', width: 120, align: 'end' },
    {
      key: 'isActive',
      label: 'contracts:column.isActive',
      width: 110,
      filter: { kind: 'yesNo' },
      render: (row) => <YesNo of={row.isActive} />,
    },
  ],
})

export function Templates() {
  return <ListPage list={list} />
}

function Name({ row }: { row: Row }) {
  return useNamed()(row.name)
}
function DueBy({ of }: { of: Row['dueBy'] }) {
  const { t } = useTranslation('contracts')
  return t(`dueBy.${of}`)
}

function Add() {
  const { t } = useTranslation('contracts')
  return (
    <DialogButton label={t('newTemplate')} needs="contracts.products" isMain width={640}>
      {(close) => <TemplateForm onClose={close} />}
    </DialogButton>
  )
}
