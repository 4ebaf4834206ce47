import { ifMatch, type RowOf } from '@aftercare/api'
import { roundingOf } from '@aftercare/rules'
import { Form, Input, InputNumber, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { CountrySelect } from '../shell/country.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import { begin, type SettingWork, type Validity, ValidityFields } from './validity-fields.tsx'

export type Rounding = RowOf<'/api/v1/rounding-rules'>

interface Values extends Validity {
  country: string
  currency: string
  by: 'line' | 'total'
  mode: 'half_up' | 'half_even'
  step: number
}

/** A rounding rule: a new one, one put right, or the one that follows it from a day on. */
export function RoundingForm({
  row,
  work = 'add',
  onClose,
}: {
  row?: Rounding
  work?: SettingWork
  onClose: () => void
}) {
  const { t } = useTranslation(['billing', 'common'])
  const save = useChange(
    ({ values: { by, mode, step, ...values }, version }: { values: Values; version: number }) => {
      const rule = `${by}.${mode}.${step}`
      if (!row || work !== 'correct')
        return api.POST('/api/v1/rounding-rules', { body: { ...values, rule, endPrevious: work === 'follow' } })
      const { country: _, currency: __, ...patch } = values
      return api.PATCH('/api/v1/rounding-rules/{id}', {
        params: { path: { id: row.id } },
        headers: ifMatch(version),
        body: { ...patch, validTo: patch.validTo ?? null, rule },
      })
    },
    { paths: ['/api/v1/rounding-rules'], done: t('said.saved'), next: onClose },
  )
  const send = (values: Values, version = row?.version ?? 0) => save.mutate({ values, version })
  const say = <T extends string>(of: 'roundBy' | 'roundMode', values: readonly T[]) =>
    values.map((value) => ({ value, label: t(`${of}.${value}` as 'roundBy.line') }))
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t(work === 'correct' ? 'common:do.save' : 'common:do.add')}
      onSubmit={(values) => send(values)}
      onResolve={(values, version) => send(values, Number(version))}
      onCancel={onClose}
      initial={(row ? { ...begin(row, work), ...partsOf(row.rule) } : fresh) as Partial<Values>}
    >
      <Form.Item name="country" label={t('column.country')} rules={[{ required: true }]}>
        <CountrySelect disabled={row !== undefined} />
      </Form.Item>
      <Form.Item name="currency" label={t('column.currency')} rules={[{ required: true, pattern: /^[A-Z]{3}$/ }]}>
        <Input maxLength={3} disabled={row !== undefined} />
      </Form.Item>
      <Form.Item name="by" label={t('field.taxRounded')} rules={[{ required: true }]}>
        <Segmented options={say('roundBy', ['line', 'total'])} />
      </Form.Item>
      <Form.Item name="mode" label={t('field.roundMode')} rules={[{ required: true }]}>
        <Segmented options={say('roundMode', ['half_up', 'half_even'])} />
      </Form.Item>
      <Form.Item name="step" label={t('field.roundStep')} rules={[{ required: true }]} extra={t('field.roundStepHint')}>
        <InputNumber min={1} max={1000} precision={0} style={{ width: '100%' }} />
      </Form.Item>
      <ValidityFields work={work} />
    </FormShell>
  )
}

const fresh = { by: 'total', mode: 'half_up', step: 1 } as const

function partsOf(rule: string) {
  const { by, mode, step } = roundingOf(rule)
  return { by, mode, step: Number(step) }
}
