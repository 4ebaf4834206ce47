import { type Answer, ifMatch, type RowOf } from '@aftercare/api'
import { decimalOf } from '@aftercare/words/web'
import { Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import { KINDS, RULES, TAX_CATEGORIES, UNITS, useOptions } from './marks.tsx'
import { digitsOf, minorOf } from './minor.ts'

interface Values {
  kind: (typeof KINDS)[number]
  code: string
  unit: (typeof UNITS)[number]
  rule: (typeof RULES)[number]
  taxCategory: (typeof TAX_CATEGORIES)[number]
  price?: string
  minutes?: number
  kmFrom?: string
  kmTo?: string
  en: string
  cn?: string
  tw?: string
}

export type Price = RowOf<'/api/v1/prices'>
type PriceFormProps = {
  list: Pick<Answer<'/api/v1/price-lists/{id}'>, 'id' | 'currency'>
  /** The one to change; a new one without it. */
  price?: Price
  onClose: () => void
}

/** One price of a draft list: fixed, by flat-rate time, or by distance. */
export function PriceForm({ list, price: row, onClose }: PriceFormProps) {
  const { t } = useTranslation(['billing', 'common'])
  const options = useOptions()
  const [form] = Form.useForm<Values>()
  const rule = Form.useWatch('rule', form)
  const save = useChange(
    ({ values, version }: { values: Values; version: number }) => {
      const body = bodyOf(values, list.currency)
      if (!row) return api.POST('/api/v1/prices', { body: { ...body, listId: list.id } })
      return api.PATCH('/api/v1/prices/{id}', { params: { path: { id: row.id } }, headers: ifMatch(version), body })
    },
    { paths: ['/api/v1/prices', '/api/v1/price-lists/{id}'], done: t('said.saved'), next: onClose },
  )
  const send = (values: Values, version = row?.version ?? 0) => save.mutate({ values, version })
  const wide = { width: '100%' }
  return (
    <FormShell<Values>
      form={form}
      busy={save.isPending}
      error={save.error}
      submitLabel={t(row ? 'common:do.save' : 'common:do.add')}
      onSubmit={(values) => send(values)}
      onResolve={(values, version) => send(values, Number(version))}
      onCancel={onClose}
      initial={row ? valuesOf(row) : { kind: 'part', unit: 'piece', rule: 'fixed', taxCategory: 'standard' }}
    >
      <Form.Item name="code" label={t('column.code')} rules={[{ required: true }]}>
        <Input autoFocus />
      </Form.Item>
      <Form.Item name="kind" label={t('column.kind')} rules={[{ required: true }]}>
        <Select options={options('kind', KINDS)} />
      </Form.Item>
      <Form.Item name="rule" label={t('column.rule')} rules={[{ required: true }]}>
        <Select options={options('rule', RULES)} />
      </Form.Item>
      <Form.Item name="unit" label={t('column.unit')} rules={[{ required: true }]}>
        <Select options={options('unit', UNITS)} />
      </Form.Item>
      {rule === 'operation' ? (
        <Form.Item name="minutes" label={t('column.minutes')} rules={[{ required: true }]}>
          <InputNumber min={1} precision={0} style={wide} />
        </Form.Item>
      ) : (
        <Form.Item name="price" label={`${t('field.price')} (${list.currency})`} rules={[{ required: true }]}>
          <InputNumber<string> stringMode min="0" precision={digitsOf(list.currency)} style={wide} />
        </Form.Item>
      )}
      {rule === 'zone' && (
        <>
          <Form.Item name="kmFrom" label={t('column.kmFrom')} rules={[{ required: true }]}>
            <InputNumber<string> stringMode min="0" precision={1} style={wide} />
          </Form.Item>
          <Form.Item name="kmTo" label={t('column.kmTo')}>
            <InputNumber<string> stringMode min="0" precision={1} style={wide} />
          </Form.Item>
        </>
      )}
      <Form.Item name="taxCategory" label={t('column.taxCategory')} rules={[{ required: true }]}>
        <Select options={options('taxCategory', TAX_CATEGORIES)} />
      </Form.Item>
      <Form.Item name="en" label={t('field.nameEn')} rules={[{ required: true }]}>
        <Input />
      </Form.Item>
      <Form.Item name="cn" label={t('field.nameCn')}>
        <Input />
      </Form.Item>
      <Form.Item name="tw" label={t('field.nameTw')}>
        <Input />
      </Form.Item>
    </FormShell>
  )
}

function bodyOf({ price, minutes, kmFrom, kmTo, en, cn, tw, ...rest }: Values, currency: string) {
  const isOperation = rest.rule === 'operation'
  const isZone = rest.rule === 'zone'
  return {
    ...rest,
    name: { en, ...(cn ? { 'zh-CN': cn } : {}), ...(tw ? { 'zh-TW': tw } : {}) },
    minor: minorOf(isOperation ? '0' : (price ?? '0'), currency),
    minutes: isOperation ? (minutes ?? null) : null,
    kmFrom: isZone ? (kmFrom ?? null) : null,
    kmTo: isZone ? (kmTo ?? null) : null,
  }
}

const valuesOf = (row: Price): Partial<Values> => ({
  kind: row.kind,
  code: row.code,
  unit: row.unit,
  rule: row.rule,
  taxCategory: row.taxCategory,
  price: decimalOf(row.minor, digitsOf(row.currency)),
  ...(row.minutes !== null && { minutes: row.minutes }),
  ...(row.kmFrom !== null && { kmFrom: String(row.kmFrom) }),
  ...(row.kmTo !== null && { kmTo: String(row.kmTo) }),
  en: row.name.en ?? '',
  cn: row.name['zh-CN'] ?? '',
  tw: row.name['zh-TW'] ?? '',
})
