import { Card, Facts } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { digitsOf, minorOf } from '../billing/minor.ts'
import styles from '../parts/parts.module.css'
import { $api, api } from '../shell/api.ts'
import { filled } from '../shell/cleaned.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import { useRested } from '../shell/use-rested.ts'

export type Costed = { movementId: string; label: string }
type Values = { movementId: string; minor: string; note?: string }
const path = '/api/v1/stock-costs/outlook'

/** Freight or duty that came after its receipt: which value it moves is seen before it is booked. */
export function CostForm({
  receipts,
  onClose,
  onBooked,
}: {
  receipts: Costed[]
  onClose: () => void
  onBooked: (id: string) => void
}) {
  const { t } = useTranslation('parts')
  const [id] = useState(() => crypto.randomUUID())
  const [form] = Form.useForm<Values>()
  const movementId = Form.useWatch('movementId', form) ?? receipts[0]?.movementId ?? ''
  const typed = Form.useWatch('minor', form)
  // What the amount is in is known with the first look at the receipt.
  const first = $api.useQuery(
    'get',
    path,
    { params: { query: { movementId, minor: '0' } } },
    { enabled: movementId !== '' },
  )
  const currency = first.data?.currency
  const minor = useRested(typed && currency ? minorOf(typed, currency) : '')
  const book = useChange(
    async ({ minor: amount, ...rest }: Values) => {
      const body = { ...filled(rest), id, minor: minorOf(amount, currency!) }
      return (await api.POST('/api/v1/stock-costs', { body })).data!
    },
    {
      paths: [
        '/api/v1/stock-values',
        '/api/v1/stock-documents/{id}',
        '/api/v1/stock-worth',
        '/api/v1/purchase-orders/{id}',
      ],
      done: t('cost.done'),
      next: (made) => onBooked(made.id),
    },
  )
  return (
    <FormShell<Values>
      form={form}
      busy={book.isPending}
      error={book.error}
      submitLabel={t('cost.add')}
      initial={{ ...(receipts[0] && { movementId: receipts[0].movementId }) }}
      onCancel={onClose}
      onSubmit={book.mutate}
    >
      <Form.Item name="movementId" label={t('cost.line')} rules={[{ required: true }]}>
        <Select options={receipts.map((one) => ({ value: one.movementId, label: one.label }))} />
      </Form.Item>
      <Form.Item
        name="minor"
        label={`${t('cost.amount')}${currency ? ` (${currency})` : ''}`}
        rules={[{ required: true }]}
      >
        <InputNumber<string>
          stringMode
          min="0"
          {...(currency && { precision: digitsOf(currency) })}
          style={{ width: '100%' }}
          autoFocus
        />
      </Form.Item>
      {movementId && minor && <Outlook movementId={movementId} minor={minor} />}
      <Form.Item name="note" label={t('field.note')}>
        <Input maxLength={200} />
      </Form.Item>
    </FormShell>
  )
}

function Outlook({ movementId, minor }: { movementId: string; minor: string }) {
  const { t } = useTranslation('parts')
  const { money, numbers } = useFormat()
  const { data } = $api.useQuery('get', path, { params: { query: { movementId, minor } } })
  if (!data) return null
  const { currency, stockMinor, restMinor, rest } = data
  const there = { there: numbers.quantity(data.there), received: numbers.quantity(data.received) }
  const facts = [
    { label: t('cost.toStock'), value: money({ minor: stockMinor, currency }) },
    { label: t(`cost.${rest}`), value: money({ minor: restMinor, currency }) },
  ]
  return (
    <div className={styles.outlook}>
      <Card>
        <Facts facts={facts} />
        <p>{t('cost.there', there)}</p>
      </Card>
    </div>
  )
}
