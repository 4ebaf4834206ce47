import type { RowOf } from '@aftercare/api'
import { roundingOf } from '@aftercare/rules'
import { Form, Input, InputNumber, Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { CountrySelect } from '../shell/country.tsx'
import { DayField } from '../shell/day-field.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { type Column, defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { useChange } from '../shell/use-change.ts'
import { dayColumn } from './bill-columns.tsx'
import { DialogButton } from './dialog-button.tsx'
import { Percent, TAX_CATEGORIES, useOptions } from './marks.tsx'

type Tax = RowOf<'/api/v1/tax-rates'>
type Rounding = RowOf<'/api/v1/rounding-rules'>

const dated = <Row extends { country: string }>(what: readonly Column<Row>[]): Column<Row>[] => [
  { key: 'country', label: 'billing:column.country', width: 110, filter: { kind: 'text' } },
  ...what,
  dayColumn('validFrom', true),
  dayColumn('validTo'),
  { key: 'source', label: 'billing:column.source', width: 280 },
]

const taxes = defineList<Tax>({
  name: 'tax-rates',
  title: 'billing:taxRates',
  path: '/api/v1/tax-rates',
  sort: '-validFrom',
  subject: 'tax_rate',
  nameOf: (row) => `${row.country} ${row.taxCategory}`,
  Actions: NewTax,
  empty: { title: 'billing:taxRates', hint: 'billing:empty.taxes', Action: NewTax },
  columns: dated<Tax>([
    {
      key: 'taxCategory',
      label: 'billing:column.taxCategory',
      width: 180,
      render: (row) => <Category of={row.taxCategory} />,
      filter: {
        kind: 'choice',
        choices: TAX_CATEGORIES.map((value) => ({ value, label: `billing:taxCategory.${value}` as const })),
      },
    },
    { key: 'bp', label: 'billing:field.taxRate', width: 110, align: 'end', render: (row) => <Percent bp={row.bp} /> },
  ]),
})

const roundings = defineList<Rounding>({
  name: 'rounding-rules',
  title: 'billing:roundingRules',
  path: '/api/v1/rounding-rules',
  sort: '-validFrom',
  subject: 'rounding_rule',
  nameOf: (row) => `${row.country} ${row.currency}`,
  Actions: NewRounding,
  empty: { title: 'billing:roundingRules', hint: 'billing:empty.roundings', Action: NewRounding },
  columns: dated<Rounding>([
    { key: 'currency', label: 'billing:column.currency', width: 110, filter: { kind: 'text' } },
    { key: 'rule', label: 'billing:column.rule', width: 320, render: (row) => <RuleText of={row.rule} /> },
  ]),
})

/** The rates and rounding rules of countries, each from a day on. */
export function TaxRates() {
  return <ListPage list={taxes} />
}
export function RoundingRules() {
  return <ListPage list={roundings} />
}

function Category({ of }: { of: Tax['taxCategory'] }) {
  const { t } = useTranslation('billing')
  return t(`taxCategory.${of}`)
}

function RuleText({ of }: { of: string }) {
  const { t } = useTranslation('billing')
  const { by, mode, step } = roundingOf(of)
  const rule = t('rounding_rule', { by: t(`roundBy.${by}`), mode: t(`roundMode.${mode}`) })
  return step === 1n ? rule : t('rule_with_step', { rule, step: String(step) })
}

function NewTax() {
  const { t } = useTranslation('billing')
  return (
    <DialogButton label={t('do.newTax')} needs="billing.settings" isMain>
      {(close) => <TaxForm onClose={close} />}
    </DialogButton>
  )
}
function NewRounding() {
  const { t } = useTranslation('billing')
  return (
    <DialogButton label={t('do.newRounding')} needs="billing.settings" isMain>
      {(close) => <RoundingForm onClose={close} />}
    </DialogButton>
  )
}

type TaxValues = {
  country: string
  category: Tax['taxCategory']
  rate: number
  validFrom: string
  validTo?: string | null
  source?: string
}

function TaxForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['billing', 'common'])
  const options = useOptions()
  const save = useChange(
    ({ rate, ...values }: TaxValues) =>
      api.POST('/api/v1/tax-rates', { body: { ...values, bp: Math.round(rate * 100) } }),
    { paths: ['/api/v1/tax-rates'], next: onClose },
  )
  return (
    <FormShell<TaxValues>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.add')}
      onSubmit={save.mutate}
      onCancel={onClose}
      initial={{ category: 'standard' }}
    >
      <Form.Item name="country" label={t('column.country')} rules={[{ required: true }]}>
        <CountrySelect />
      </Form.Item>
      <Form.Item name="category" label={t('column.taxCategory')} rules={[{ required: true }]}>
        <Select options={options('taxCategory', TAX_CATEGORIES)} />
      </Form.Item>
      <Form.Item name="rate" label={t('field.taxRate')} rules={[{ required: true }]}>
        <InputNumber min={0} max={100} precision={2} style={{ width: '100%' }} />
      </Form.Item>
      <Validity />
    </FormShell>
  )
}

function Validity() {
  const { t } = useTranslation('billing')
  return (
    <>
      <Form.Item name="validFrom" label={t('column.validFrom')} rules={[{ required: true }]}>
        <DayField />
      </Form.Item>
      <Form.Item name="validTo" label={t('column.validTo')}>
        <DayField />
      </Form.Item>
      <Form.Item name="source" label={t('column.source')}>
        <Input />
      </Form.Item>
    </>
  )
}

type RoundingValues = {
  country: string
  currency: string
  by: 'line' | 'total'
  mode: 'half_up' | 'half_even'
  step: number
  validFrom: string
  validTo?: string | null
  source?: string
}

function RoundingForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['billing', 'common'])
  const save = useChange(
    ({ by, mode, step, ...values }: RoundingValues) =>
      api.POST('/api/v1/rounding-rules', { body: { ...values, rule: `${by}.${mode}.${step}` } }),
    { paths: ['/api/v1/rounding-rules'], next: onClose },
  )
  const say = <T extends string>(of: 'roundBy' | 'roundMode', values: readonly T[]) =>
    values.map((value) => ({ value, label: t(`${of}.${value}` as 'roundBy.line') }))
  return (
    <FormShell<RoundingValues>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.add')}
      onSubmit={save.mutate}
      onCancel={onClose}
      initial={{ by: 'total', mode: 'half_up', step: 1 }}
    >
      <Form.Item name="country" label={t('column.country')} rules={[{ required: true }]}>
        <CountrySelect />
      </Form.Item>
      <Form.Item name="currency" label={t('column.currency')} rules={[{ required: true, pattern: /^[A-Z]{3}$/ }]}>
        <Input maxLength={3} />
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
      <Validity />
    </FormShell>
  )
}
