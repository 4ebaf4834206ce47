import type { Answer } from '@aftercare/api'
import { PRICE_REASONS } from '@aftercare/rules'
import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useSearch } from '@tanstack/react-router'
import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api, api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useGo } from '../shell/go.tsx'
import { Missing } from '../shell/missing.tsx'
import { PageHeader } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useChange } from '../shell/use-change.ts'
import styles from './bill-lines.module.css'
import { minorOf } from './minor.ts'

type Request = Answer<'/api/v1/requests/{id}'>
type Prices = Answer<'/api/v1/published-prices'>['items'][number]
type Wanted = {
  code: string
  quantity: string
  price?: string | null
  priceReason?: (typeof PRICE_REASONS)[number]
  priceNote?: string
  isOptional?: boolean
}
type Values = { lines: Wanted[] }

/** A quotation for a request: what from the price list, how much; who pays comes from the cover. */
export function NewQuotation() {
  const { requestId } = useSearch({ strict: false }) as { requestId?: string }
  if (!requestId) return <Missing />
  return <ForRequest id={requestId} />
}

function ForRequest({ id }: { id: string }) {
  const query = $api.useQuery('get', '/api/v1/requests/{id}', { params: { path: { id } } })
  return <QueryState query={query}>{(request) => <WithPrices request={request} />}</QueryState>
}

function WithPrices({ request }: { request: Request }) {
  const { t } = useTranslation('billing')
  const day = new Date().toISOString().slice(0, 10)
  const query = $api.useQuery('get', '/api/v1/published-prices', {
    params: { query: { country: request.country, day, ...(request.station ? { stationId: request.station.id } : {}) } },
  })
  return (
    <QueryState query={query}>
      {({ items }) => (
        <>
          <PageHeader back={{ to: paths.request(request.id), label: request.number }} title={t('do.newQuotation')} />
          <div className={styles.page}>
            <Card title={request.title}>
              {items[0] ? <LinesForm request={request} list={items[0]} /> : <p>{t('empty.lists')}</p>}
            </Card>
          </div>
        </>
      )}
    </QueryState>
  )
}

function LinesForm({ request, list }: { request: Request; list: Prices }) {
  const { t } = useTranslation(['billing', 'common'])
  const go = useGo()
  const { language, money } = useFormat()
  const save = useChange(
    async ({ lines }: Values) => {
      const wanted = lines.map(({ code, quantity, price, priceReason, priceNote, isOptional }) => ({
        kind: list.prices.find((one) => one.code === code)!.kind,
        code,
        quantity: String(quantity),
        ...(price ? { unitMinor: minorOf(price, list.currency) } : {}),
        ...(priceReason ? { priceReason } : {}),
        ...(priceNote ? { priceNote } : {}),
        ...(isOptional ? { isOptional } : {}),
      }))
      return (await api.POST('/api/v1/quotations', { body: { requestId: request.id, lines: wanted } })).data!
    },
    { paths: ['/api/v1/quotations'], next: (made) => go(paths.quotation(made.id)) },
  )
  const options = list.prices.map((one) => ({
    value: one.code,
    label: `${one.name[language] ?? one.name.en} · ${one.code} · ${money({ minor: one.minor, currency: list.currency })}`,
  }))
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.create')}
      onSubmit={save.mutate}
      initial={{ lines: [{ code: '', quantity: '1' }] }}
      guard
    >
      <Form.List name="lines">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className={styles.line}>
                <Form.Item name={[name, 'code']} label={t('field.lines')} rules={[{ required: true }]}>
                  <Select showSearch={{ optionFilterProp: 'label' }} options={options} />
                </Form.Item>
                <Form.Item name={[name, 'quantity']} label={t('field.quantity')} rules={[{ required: true }]}>
                  <InputNumber<string> stringMode min="0.001" style={{ width: '100%' }} />
                </Form.Item>
                <Form.Item name={[name, 'price']} label={t('field.price')}>
                  <InputNumber<string> stringMode min="0" style={{ width: '100%' }} />
                </Form.Item>
                <Form.Item name={[name, 'priceReason']} label={t('field.reason')}>
                  <Select
                    allowClear
                    options={PRICE_REASONS.map((value) => ({ value, label: t(`priceReason.${value}`) }))}
                  />
                </Form.Item>
                <Form.Item name={[name, 'priceNote']} label={t('column.note')}>
                  <Input />
                </Form.Item>
                <Form.Item name={[name, 'isOptional']} valuePropName="checked">
                  <Checkbox>{t('may_be_left_out')}</Checkbox>
                </Form.Item>
                <Button onClick={() => remove(name)} disabled={fields.length === 1}>
                  {t('common:do.remove')}
                </Button>
              </div>
            ))}
            <Button onClick={() => add({ code: '', quantity: '1' })}>{t('do.addLine')}</Button>
          </>
        )}
      </Form.List>
    </FormShell>
  )
}
