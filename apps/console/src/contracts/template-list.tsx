import type { RowOf } from '@aftercare/api'
import { Button, Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NameFields, type Names, typedNames } from '../assets/name-fields.tsx'
import { useNamed } from '../assets/named.ts'
import { api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { OnSale } from './product-list.tsx'

type Row = RowOf<'/api/v1/maintenance-templates'>
const DUE_BY = ['time', 'meter', 'condition'] as const

const list = defineList<Row>({
  name: 'maintenance-templates',
  title: 'contracts:templates',
  path: '/api/v1/maintenance-templates',
  sort: 'code',
  subject: 'plan_template',
  nameOf: (row) => row.code,
  Actions: Add,
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
      render: (row) => <OnSale is={row.isActive} />,
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
  const can = useCan()
  const [open, setOpen] = useState(false)
  if (!can('contracts.products')) return null
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('newTemplate')}
      </Button>
      <Modal open={open} title={t('newTemplate')} footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        {open && <TemplateForm onClose={() => setOpen(false)} />}
      </Modal>
    </>
  )
}

interface Values {
  code: string
  name: Names
  dueBy: Row['dueBy']
  everyMonths?: number | null
  everyUnits?: number | null
  meterKind?: 'km' | 'hour' | 'cycle' | null
  condition?: string
  countFrom: 'plan' | 'done'
  leadDays: number
  minutes: number
  tasks?: string
}

function TemplateForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['contracts', 'common'])
  const [form] = Form.useForm<Values>()
  const dueBy = Form.useWatch('dueBy', form) ?? 'time'
  const save = useChange((values: Values) => api.POST('/api/v1/maintenance-templates', { body: bodyOf(values) }), {
    paths: ['/api/v1/maintenance-templates'],
    done: t('done.saved'),
    next: onClose,
  })
  return (
    <FormShell<Values>
      form={form}
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.add')}
      onSubmit={save.mutate}
      onCancel={onClose}
      initial={{ dueBy: 'time', countFrom: 'plan', leadDays: 14, minutes: 60 }}
    >
      <Form.Item name="code" label={t('field.code')} rules={[{ required: true }]}>
        <Input maxLength={60} />
      </Form.Item>
      <NameFields />
      <Form.Item name="dueBy" label={t('field.dueBy')}>
        <Select options={DUE_BY.map((value) => ({ value, label: t(`dueBy.${value}`) }))} />
      </Form.Item>
      {dueBy === 'meter' && (
        <>
          <Form.Item name="meterKind" label={t('field.meterKind')} rules={[{ required: true }]}>
            <Select
              options={(['km', 'hour', 'cycle'] as const).map((value) => ({ value, label: t(`meter.${value}`) }))}
            />
          </Form.Item>
          <Form.Item name="everyUnits" label={t('field.everyUnits')} rules={[{ required: true }]}>
            <InputNumber min={1} style={{ width: '100%' }} />
          </Form.Item>
        </>
      )}
      {dueBy === 'condition' ? (
        <Form.Item name="condition" label={t('field.condition')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={200} />
        </Form.Item>
      ) : (
        <Form.Item name="everyMonths" label={t('field.everyMonths')} rules={[{ required: dueBy === 'time' }]}>
          <InputNumber min={1} max={120} style={{ width: '100%' }} />
        </Form.Item>
      )}
      <Form.Item name="countFrom" label={t('field.countFrom')}>
        <Select options={(['plan', 'done'] as const).map((value) => ({ value, label: t(`countFrom.${value}`) }))} />
      </Form.Item>
      <Form.Item name="leadDays" label={t('field.leadDays')}>
        <InputNumber min={0} max={180} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="minutes" label={t('field.minutes')}>
        <InputNumber min={5} max={2880} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="tasks" label={t('field.tasks')} extra={t('tasksHint')}>
        <Input.TextArea rows={4} />
      </Form.Item>
    </FormShell>
  )
}

function bodyOf({ name, tasks, condition, ...rest }: Values) {
  const lines = (tasks ?? '').split('\n').filter((line) => line.trim() !== '')
  return {
    ...rest,
    name: typedNames(name),
    everyMonths: rest.everyMonths ?? null,
    everyUnits: rest.everyUnits ?? null,
    meterKind: rest.meterKind ?? null,
    condition: condition ? { en: condition } : null,
    tasks: lines.map((line, i) => ({ key: `task_${i + 1}`, label: { en: line.trim() } })),
  }
}
