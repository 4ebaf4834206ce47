import type { RowOf } from '@aftercare/api'
import { roundingOf } from '@aftercare/rules'
import { Form, Input, InputNumber, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { SettingForm } from './setting-form.tsx'
import { begin, type SettingWork, type Validity } from './validity-fields.tsx'

export type Rounding = RowOf<'/api/v1/rounding-rules'>
const LIST = '/api/v1/rounding-rules'

interface Rule {
  by: 'line' | 'total'
  mode: 'half_up' | 'half_even'
  step: number
}
interface Values extends Validity, Rule {
  country: string
  currency: string
}
type Props = { row?: Rounding; work?: SettingWork; onClose: () => void }

/** How the sums of a country and currency are rounded. */
export function RoundingForm({ row, work = 'add', onClose }: Props) {
  const { t } = useTranslation('billing')
  const say = <T extends string>(of: 'roundBy' | 'roundMode', values: readonly T[]) =>
    values.map((value) => ({ value, label: t(`${of}.${value}` as 'roundBy.line') }))
  return (
    <SettingForm<Values>
      row={row}
      work={work}
      path={LIST}
      initial={row ? { ...begin(row, work), currency: row.currency, ...partsOf(row.rule) } : fresh}
      add={({ by, mode, step, ...values }, follow) =>
        api.POST(LIST, { body: { ...values, ...follow, rule: ruleOf({ by, mode, step }) } })
      }
      correct={({ country: _, currency: __, by, mode, step, ...values }, sent) => {
        const body = { ...values, validTo: values.validTo ?? null, rule: ruleOf({ by, mode, step }) }
        return api.PATCH(`${LIST}/{id}`, { ...sent, body })
      }}
      onClose={onClose}
    >
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
    </SettingForm>
  )
}

const fresh = { by: 'total', mode: 'half_up', step: 1 } as const
const ruleOf = ({ by, mode, step }: Rule) => `${by}.${mode}.${step}`

function partsOf(rule: string): Rule {
  const { by, mode, step } = roundingOf(rule)
  return { by, mode, step: Number(step) }
}
