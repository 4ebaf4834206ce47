import type { Answer } from '@aftercare/api'
import { decimalOf, useFormat } from '@aftercare/words/web'
import { Form, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { $api, api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import styles from './bill-lines.module.css'
import { digitsOf, minorOf } from './minor.ts'
import { AmountField, type FormProps, touched } from './payment-forms.tsx'

type Open = Answer<'/api/v1/open-items'>['items'][number]
type Values = { toInvoiceId: string; amount: string }

/** What is held of the customer's pays another of their open invoices. */
export function CreditMoveForm({ invoice, onClose }: FormProps) {
  const { t } = useTranslation('billing')
  const { money } = useFormat()
  const [form] = Form.useForm<Values>()
  const { currency } = invoice.breakdown
  const query = $api.useQuery('get', '/api/v1/open-items', {
    params: { query: { 'filter[customerId]': invoice.customer.id, limit: 100 } },
  } as never)
  const found = ((query.data as { items: Open[] } | undefined)?.items ?? []).filter(
    (one) => one.id !== invoice.id && one.currency === currency,
  )
  const save = useChange(
    ({ toInvoiceId, amount }: Values) =>
      api.POST('/api/v1/invoices/{id}/credit-moves', {
        params: { path: { id: invoice.id } },
        body: { toInvoiceId, minor: minorOf(amount, currency) },
      }),
    { paths: touched, done: t('said.moved'), next: onClose },
  )
  const most = (open: string) => (BigInt(open) < BigInt(invoice.heldMinor) ? open : invoice.heldMinor)
  if (query.data && found.length === 0) return <p className={styles.quiet}>{t('empty.openInvoices', { currency })}</p>
  return (
    <FormShell<Values>
      form={form}
      busy={save.isPending}
      error={save.error}
      submitLabel={t('do.move')}
      onSubmit={save.mutate}
      onCancel={onClose}
      initial={{ amount: decimalOf(invoice.heldMinor, digitsOf(currency)) }}
    >
      <Form.Item name="toInvoiceId" label={t('field.toInvoice')} rules={[{ required: true }]}>
        <Select
          loading={query.isPending}
          options={found.map((one) => ({
            value: one.id,
            label: `${one.number} · ${money({ minor: one.openMinor, currency })}`,
          }))}
          onChange={(id: string) => {
            const chosen = found.find((one) => one.id === id)
            if (chosen) form.setFieldValue('amount', decimalOf(most(chosen.openMinor), digitsOf(currency)))
          }}
        />
      </Form.Item>
      <AmountField currency={currency} />
    </FormShell>
  )
}
