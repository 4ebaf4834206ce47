import type { RowOf } from '@aftercare/api'
import { Facts } from '@aftercare/ui'
import { Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { DialogButton } from '../billing/dialog-button.tsx'
import { $api } from '../shell/api.ts'
import { QueryState } from '../shell/query-state.tsx'
import { type Template, TemplateForm } from './template-form.tsx'

/** A kind of maintenance beside the list: when it is due, what is done, what is taken along. */
export function TemplatePanel({ row }: { row: RowOf<'/api/v1/maintenance-templates'> }) {
  const query = $api.useQuery('get', '/api/v1/maintenance-templates/{id}', { params: { path: { id: row.id } } })
  return <QueryState query={query}>{(template) => <Body template={template} />}</QueryState>
}

function Body({ template }: { template: Template }) {
  const { t } = useTranslation(['contracts', 'common'])
  const named = useNamed()
  const { dueBy, everyMonths, everyUnits, meterKind, condition, tasks, parts } = template
  const facts = [
    { label: t('field.name'), value: named(template.name) },
    { label: t('field.dueBy'), value: t(`dueBy.${dueBy}`) },
    ...(condition ? [{ label: t('field.condition'), value: named(condition) }] : []),
    ...(everyUnits && meterKind
      ? [{ label: t('field.everyUnits'), value: `${everyUnits} (${t(`meter.${meterKind}`)})` }]
      : []),
    ...(everyMonths ? [{ label: t('field.everyMonths'), value: String(everyMonths) }] : []),
    ...(dueBy === 'condition' ? [] : [{ label: t('field.countFrom'), value: t(`countFrom.${template.countFrom}`) }]),
    { label: t('field.leadDays'), value: String(template.leadDays) },
    { label: t('field.minutes'), value: String(template.minutes) },
    ...(tasks.length > 0 ? [{ label: t('field.tasks'), value: tasks.map((one) => named(one.label)).join(' · ') }] : []),
    ...(parts.length > 0
      ? [{ label: t('field.parts'), value: parts.map((one) => `${one.code} × ${one.quantity}`).join(' · ') }]
      : []),
  ]
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      <Facts facts={facts} />
      <DialogButton label={t('common:do.edit')} needs="contracts.products" width={640}>
        {(close) => <TemplateForm template={template} onClose={close} />}
      </DialogButton>
    </Space>
  )
}
