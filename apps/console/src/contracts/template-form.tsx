import { type Answer, ifMatch } from '@aftercare/api'
import { Form, Input, InputNumber, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { NameFields, type Names, typedNames } from '../assets/name-fields.tsx'
import { api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import { ConditionFields, PartFields, TaskFields, type TypedTask, tasksOf } from './template-fields.tsx'

export type Template = Answer<'/api/v1/maintenance-templates/{id}'>
export const DUE_BY = ['time', 'meter', 'condition'] as const

interface Values extends Pick<Template, 'dueBy' | 'countFrom' | 'leadDays' | 'minutes' | 'parts'> {
  code: string
  name: Names
  everyMonths?: number | null
  everyUnits?: number | null
  meterKind?: Template['meterKind']
  condition?: Names | null
  tasks?: TypedTask[]
  isActive?: boolean
}

/** A kind of maintenance: a new one, or another word for what it is from now on; dates that stand keep their days. */
export function TemplateForm({ template, onClose }: { template?: Template; onClose: () => void }) {
  const { t } = useTranslation(['contracts', 'common'])
  const [form] = Form.useForm<Values>()
  const dueBy = Form.useWatch('dueBy', form) ?? template?.dueBy ?? 'time'
  const save = useChange(
    ({ values, version }: { values: Values; version: number }) => {
      const { isActive = true, ...body } = bodyOf(values)
      if (!template) return api.POST('/api/v1/maintenance-templates', { body })
      const at = { params: { path: { id: template.id } }, headers: ifMatch(version) }
      return api.PATCH('/api/v1/maintenance-templates/{id}', { ...at, body: { ...body, isActive } })
    },
    {
      paths: ['/api/v1/maintenance-templates', '/api/v1/maintenance-templates/{id}'],
      done: t('done.saved'),
      next: onClose,
    },
  )
  const send = (values: Values, version = template?.version ?? 0) => save.mutate({ values, version })
  return (
    <FormShell<Values>
      form={form}
      busy={save.isPending}
      error={save.error}
      submitLabel={t(template ? 'common:do.save' : 'common:do.add')}
      onSubmit={(values) => send(values)}
      onResolve={(values, version) => send(values, Number(version))}
      onCancel={onClose}
      initial={template ?? { dueBy: 'time', countFrom: 'plan', leadDays: 14, minutes: 60, tasks: [], parts: [] }}
    >
      <Form.Item name="code" label={t('field.code')} rules={[{ required: true }]}>
        <Input maxLength={60} />
      </Form.Item>
      <NameFields />
      <Form.Item name="dueBy" label={t('field.dueBy')}>
        <Select options={DUE_BY.map((value) => ({ value, label: t(`dueBy.${value}`) }))} />
      </Form.Item>
      <DueFields dueBy={dueBy} />
      <Form.Item name="leadDays" label={t('field.leadDays')}>
        <InputNumber min={0} max={180} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="minutes" label={t('field.minutes')}>
        <InputNumber min={5} max={2880} style={{ width: '100%' }} />
      </Form.Item>
      <TaskFields />
      <PartFields />
      {template && (
        <Form.Item name="isActive" label={t('field.inUse')} valuePropName="checked">
          <Switch />
        </Form.Item>
      )}
    </FormShell>
  )
}

/** What says that it is due: months, a meter, or something somebody must have seen. */
function DueFields({ dueBy }: { dueBy: Template['dueBy'] }) {
  const { t } = useTranslation('contracts')
  if (dueBy === 'condition') return <ConditionFields />
  return (
    <>
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
      <Form.Item name="everyMonths" label={t('field.everyMonths')} rules={[{ required: dueBy === 'time' }]}>
        <InputNumber min={1} max={120} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="countFrom" label={t('field.countFrom')}>
        <Select options={(['plan', 'done'] as const).map((value) => ({ value, label: t(`countFrom.${value}`) }))} />
      </Form.Item>
    </>
  )
}

function bodyOf({ name, tasks, parts, condition, dueBy, ...rest }: Values) {
  const byMeter = dueBy === 'meter'
  return {
    ...rest,
    dueBy,
    name: typedNames(name),
    everyMonths: dueBy === 'condition' ? null : (rest.everyMonths ?? null),
    everyUnits: byMeter ? (rest.everyUnits ?? null) : null,
    meterKind: byMeter ? (rest.meterKind ?? null) : null,
    condition: dueBy === 'condition' && condition ? typedNames(condition) : null,
    tasks: tasksOf(tasks ?? []),
    parts: parts ?? [],
  }
}
