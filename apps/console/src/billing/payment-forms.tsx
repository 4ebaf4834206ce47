import type { Answer } from '@aftercare/api'
import { REFUND_REASONS } from '@aftercare/rules'
import { decimalOf } from '@aftercare/words/web'
import { Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import { METHODS, useOptions } from './marks.tsx'
import { digitsOf, minorOf } from './minor.ts'

export type Invoice = Answer<'/api/v1/invoices/{id}'>
/** What is fetched again when money moved. */
export const touched = [
  '/api/v1/invoices/{id}',
  '/api/v1/invoices',
  '/api/v1/open-items',
  '/api/v1/credit-notes',
] as const
type Method = (typeof METHODS)[number]
export type FormProps = { invoice: Invoice; onClose: () => void }

type Payment = { method: Method; amount: string; reference?: string; keepExcess?: boolean }

export function PaymentForm({ invoice, onClose }: FormProps) {
  const { t } = useTranslation(['billing', 'common'])
  const { currency } = invoice.breakdown
  const save = useChange(
    ({ method, amount, reference, keepExcess }: Payment) =>
      api.POST('/api/v1/invoices/{id}/payments', {
        params: { path: { id: invoice.id } },
        body: {
          method,
          minor: minorOf(amount, currency),
          ...(reference ? { reference } : {}),
          ...(keepExcess ? { keepExcess } : {}),
        },
      }),
    { paths: touched, done: t('said.paid'), next: onClose },
  )
  return (
    <FormShell<Payment>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('do.pay')}
      onSubmit={save.mutate}
      onCancel={onClose}
      initial={{ method: 'transfer', amount: decimalOf(invoice.openMinor, digitsOf(currency)) }}
    >
      <AmountFields currency={currency} />
      <Form.Item name="keepExcess" valuePropName="checked">
        <Checkbox>{t('field.keepExcess')}</Checkbox>
      </Form.Item>
    </FormShell>
  )
}

type Refund = { method: Method; reason: (typeof REFUND_REASONS)[number]; amount: string; reference?: string }

export function RefundForm({ invoice, onClose }: FormProps) {
  const { t } = useTranslation('billing')
  const options = useOptions()
  const { currency } = invoice.breakdown
  const save = useChange(
    ({ method, reason, amount, reference }: Refund) =>
      api.POST('/api/v1/invoices/{id}/refunds', {
        params: { path: { id: invoice.id } },
        body: { method, reason, minor: minorOf(amount, currency), ...(reference ? { reference } : {}) },
      }),
    { paths: touched, done: t('said.refunded'), next: onClose },
  )
  const reason = invoice.creditedMinor === '0' ? 'overpaid' : 'credited'
  return (
    <FormShell<Refund>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('do.refund')}
      onSubmit={save.mutate}
      onCancel={onClose}
      initial={{ method: 'transfer', reason, amount: decimalOf(invoice.heldMinor, digitsOf(currency)) }}
    >
      <Form.Item name="reason" label={t('column.reason')} rules={[{ required: true }]}>
        <Select options={options('refundReason', REFUND_REASONS)} />
      </Form.Item>
      <AmountFields currency={currency} />
    </FormShell>
  )
}

function AmountFields({ currency }: { currency: string }) {
  const { t } = useTranslation('billing')
  const options = useOptions()
  return (
    <>
      <AmountField currency={currency} />
      <Form.Item name="method" label={t('field.method')} rules={[{ required: true }]}>
        <Select options={options('method', METHODS)} />
      </Form.Item>
      <Form.Item name="reference" label={t('field.reference')}>
        <Input />
      </Form.Item>
    </>
  )
}

export function AmountField({ currency }: { currency: string }) {
  const { t } = useTranslation('common')
  return (
    <Form.Item name="amount" label={`${t('amount')} (${currency})`} rules={[{ required: true }]}>
      <InputNumber<string> stringMode min="0" precision={digitsOf(currency)} style={{ width: '100%' }} />
    </Form.Item>
  )
}
