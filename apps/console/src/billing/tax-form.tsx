import type { RowOf } from '@aftercare/api'
import { Form, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { TAX_CATEGORIES, useOptions } from './marks.tsx'
import { SettingForm } from './setting-form.tsx'
import { begin, type SettingWork, type Validity } from './validity-fields.tsx'

export type Tax = RowOf<'/api/v1/tax-rates'>
const LIST = '/api/v1/tax-rates'
export const taxPaths = [LIST] as const

interface Values extends Validity {
  country: string
  category: Tax['taxCategory']
  rate: number
}
const bpOf = (rate: number) => Math.round(rate * 100)

/** A tax rate; putting it right confirms it. */
export function TaxForm({ row, work = 'add', onClose }: { row?: Tax; work?: SettingWork; onClose: () => void }) {
  const { t } = useTranslation('billing')
  const options = useOptions()
  return (
    <SettingForm<Values>
      row={row}
      work={work}
      path={LIST}
      initial={row ? { ...begin(row, work), category: row.taxCategory, rate: row.bp / 100 } : { category: 'standard' }}
      add={({ rate, ...values }, follow) => api.POST(LIST, { body: { ...values, ...follow, bp: bpOf(rate) } })}
      correct={({ country: _, category: __, rate, ...values }, sent) => {
        const body = { ...values, validTo: values.validTo ?? null, bp: bpOf(rate), isConfirmed: true }
        return api.PATCH(`${LIST}/{id}`, { ...sent, body })
      }}
      onClose={onClose}
    >
      <Form.Item name="category" label={t('column.taxCategory')} rules={[{ required: true }]}>
        <Select options={options('taxCategory', TAX_CATEGORIES)} disabled={row !== undefined} />
      </Form.Item>
      <Form.Item name="rate" label={t('field.taxRate')} rules={[{ required: true }]}>
        <InputNumber min={0} max={100} precision={2} style={{ width: '100%' }} />
      </Form.Item>
    </SettingForm>
  )
}
