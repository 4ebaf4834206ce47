import type { RowOf } from '@aftercare/api'
import { Form, Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { DayField } from '../shell/day-field.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { dayColumn } from './bill-columns.tsx'
import { DialogButton } from './dialog-button.tsx'
import { TableImport } from './table-import.tsx'

type Row = RowOf<'/api/v1/exchange-rates'>

const list = defineList<Row>({
  name: 'exchange-rates',
  title: 'billing:exchangeRates',
  path: '/api/v1/exchange-rates',
  sort: '-onDay',
  subject: 'exchange_rate',
  nameOf: (row) => `${row.base}/${row.quote}`,
  Actions: Tools,
  empty: { title: 'billing:exchangeRates', hint: 'billing:empty.exchange', Action: Tools },
  columns: [
    dayColumn('onDay', true),
    { key: 'base', label: 'billing:column.base', width: 110, filter: { kind: 'text' } },
    { key: 'quote', label: 'billing:column.quote', width: 130, filter: { kind: 'text' } },
    { key: 'rate', label: 'billing:column.rate', width: 160, align: 'end' },
    { key: 'source', label: 'billing:column.source', width: 240, filter: { kind: 'text' } },
  ],
})

/** What one currency was worth in another, by day. */
export function ExchangeRates() {
  return <ListPage list={list} />
}

function Tools() {
  const { t } = useTranslation('billing')
  const can = useCan()
  if (!can('billing.settings')) return null
  return (
    <>
      <TableImport
        label={t('import.rates')}
        hint={t('import.rates_hint')}
        send={async (body) => (await api.POST('/api/v1/exchange-rates/imports', { body })).data!}
        paths={['/api/v1/exchange-rates']}
      />
      <DialogButton label={t('do.newRate')} isMain>
        {(close) => <RateForm onClose={close} />}
      </DialogButton>
    </>
  )
}

type Values = Pick<Row, 'base' | 'quote' | 'onDay' | 'rate' | 'source'>

function RateForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['billing', 'common'])
  const save = useChange(
    (values: Values) =>
      api.POST('/api/v1/exchange-rates', { body: { rates: [{ ...values, rate: String(values.rate) }] } }),
    { paths: ['/api/v1/exchange-rates'], next: onClose },
  )
  const currency = [{ required: true, pattern: /^[A-Z]{3}$/ }]
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.add')}
      onSubmit={save.mutate}
      onCancel={onClose}
      initial={{ onDay: new Date().toISOString().slice(0, 10) }}
    >
      <Form.Item name="onDay" label={t('column.onDay')} rules={[{ required: true }]}>
        <DayField />
      </Form.Item>
      <Form.Item name="base" label={t('column.base')} rules={currency}>
        <Input maxLength={3} />
      </Form.Item>
      <Form.Item name="quote" label={t('column.quote')} rules={currency}>
        <Input maxLength={3} />
      </Form.Item>
      <Form.Item name="rate" label={t('column.rate')} rules={[{ required: true }]}>
        <InputNumber<string> stringMode min="0" style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="source" label={t('column.source')} rules={[{ required: true }]}>
        <Input />
      </Form.Item>
    </FormShell>
  )
}
