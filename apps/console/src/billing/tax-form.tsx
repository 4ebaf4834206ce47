import { ifMatch, type RowOf } from '@aftercare/api'
import { Form, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { CountrySelect } from '../shell/country.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import { TAX_CATEGORIES, useOptions } from './marks.tsx'
import { begin, type SettingWork, type Validity, ValidityFields } from './validity-fields.tsx'

export type Tax = RowOf<'/api/v1/tax-rates'>
export const taxPaths = ['/api/v1/tax-rates']

interface Values extends Validity {
  country: string
  category: Tax['taxCategory']
  rate: number
}

/** A tax rate: a new one, one put right (which confirms it), or the one that follows it from a day on. */
export function TaxForm({ row, work = 'add', onClose }: { row?: Tax; work?: SettingWork; onClose: () => void }) {
  const { t } = useTranslation(['billing', 'common'])
  const options = useOptions()
  const save = useChange(
    ({ values: { rate, ...values }, version }: { values: Values; version: number }) => {
      const bp = Math.round(rate * 100)
      if (!row || work !== 'correct')
        return api.POST('/api/v1/tax-rates', { body: { ...values, bp, endPrevious: work === 'follow' } })
      const { country: _, category: __, ...patch } = values
      const body = { ...patch, validTo: patch.validTo ?? null, bp, isConfirmed: true }
      return api.PATCH('/api/v1/tax-rates/{id}', { params: { path: { id: row.id } }, headers: ifMatch(version), body })
    },
    { paths: taxPaths, done: t('said.saved'), next: onClose },
  )
  const send = (values: Values, version = row?.version ?? 0) => save.mutate({ values, version })
  const initial = row && { ...begin(row, work), category: row.taxCategory, rate: row.bp / 100 }
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t(work === 'correct' ? 'common:do.save' : 'common:do.add')}
      onSubmit={(values) => send(values)}
      onResolve={(values, version) => send(values, Number(version))}
      onCancel={onClose}
      initial={(initial ?? { category: 'standard' }) as Partial<Values>}
    >
      <Form.Item name="country" label={t('column.country')} rules={[{ required: true }]}>
        <CountrySelect disabled={row !== undefined} />
      </Form.Item>
      <Form.Item name="category" label={t('column.taxCategory')} rules={[{ required: true }]}>
        <Select options={options('taxCategory', TAX_CATEGORIES)} disabled={row !== undefined} />
      </Form.Item>
      <Form.Item name="rate" label={t('field.taxRate')} rules={[{ required: true }]}>
        <InputNumber min={0} max={100} precision={2} style={{ width: '100%' }} />
      </Form.Item>
      <ValidityFields work={work} />
    </FormShell>
  )
}
