import { type Answer, ifMatch } from '@aftercare/api'
import { Card, Facts } from '@aftercare/ui'
import { decimalOf, useFormat } from '@aftercare/words/web'
import { Button, Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api, api } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { Go, useParam } from '../shell/go.tsx'
import { useFresh } from '../shell/live.ts'
import { PageHeader } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useChange } from '../shell/use-change.ts'
import styles from './bill-lines.module.css'
import { BillLines } from './bill-lines.tsx'
import { BillStatus, Money } from './marks.tsx'
import { digitsOf, minorOf } from './minor.ts'

type Invoice = Answer<'/api/v1/invoices/{id}'>
const touched = ['/api/v1/invoices/{id}', '/api/v1/invoices'] as const
const METHODS = ['cash', 'card', 'transfer', 'wechat', 'alipay', 'other'] as const

export function InvoicePage() {
  const id = useParam('id')
  const query = $api.useQuery('get', '/api/v1/invoices/{id}', { params: { path: { id } } })
  useFresh({ subject: 'invoice', id, paths: ['/api/v1/invoices/{id}'] })
  return <QueryState query={query}>{(invoice) => <Body invoice={invoice} />}</QueryState>
}

function Body({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation(['billing', 'common'])
  const { calendarDay } = useFormat()
  const { currency } = invoice.breakdown
  const facts = [
    { label: t('column.customer'), value: <Go to={paths.customer(invoice.customer.id)}>{invoice.customer.name}</Go> },
    ...(invoice.requestId
      ? [{ label: t('column.requestId'), value: <Go to={paths.request(invoice.requestId)}>{t('common:do.open')}</Go> }]
      : []),
    ...(invoice.visitId
      ? [{ label: t('column.visitId'), value: <Go to={paths.visit(invoice.visitId)}>{t('common:do.open')}</Go> }]
      : []),
    ...(invoice.quotationId
      ? [{ label: t('quotation'), value: <Go to={paths.quotation(invoice.quotationId)}>{t('common:do.open')}</Go> }]
      : []),
    ...(invoice.dueOn ? [{ label: t('column.dueOn'), value: calendarDay(invoice.dueOn) }] : []),
    { label: t('field.paid'), value: <Money minor={invoice.paidMinor} currency={currency} /> },
    { label: t('field.open'), value: <Money minor={invoice.openMinor} currency={currency} /> },
  ]
  return (
    <>
      <PageHeader
        back={{ to: paths.invoices(), label: t('invoices') }}
        {...(invoice.number ? { number: invoice.number } : {})}
        title={invoice.customer.name}
        status={<BillStatus status={invoice.status} />}
        actions={<Actions invoice={invoice} />}
      />
      <div className={styles.page}>
        <Card>
          <Facts facts={facts} />
        </Card>
        <Card>
          <BillLines lines={invoice.lines} breakdown={invoice.breakdown} />
        </Card>
        <Card title={t('field.payments')}>
          {invoice.payments.length === 0 && <p>{t('empty.payments')}</p>}
          {invoice.payments.map((one) => (
            <p key={one.id}>
              <At at={one.at} /> · {t(`method.${one.method}`)} · <Money minor={one.minor} currency={currency} />
              {one.reference && ` · ${one.reference}`}
            </p>
          ))}
        </Card>
      </div>
    </>
  )
}

function Actions({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation('billing')
  const [paying, setPaying] = useState(false)
  const { id, version, can } = invoice
  const issue = useChange(
    async () =>
      (await api.PUT('/api/v1/invoices/{id}/issue', {
        params: { path: { id } },
        headers: ifMatch(version),
      } as never)) as { data: Invoice },
    { paths: touched, done: ({ data }) => t('said.issued', { number: data.number ?? '' }), tellRefusal: true },
  )
  return (
    <>
      {can.includes('issue') && (
        <Button type="primary" loading={issue.isPending} onClick={() => issue.mutate(undefined)}>
          {t('do.issue')}
        </Button>
      )}
      {can.includes('pay') && (
        <Button type="primary" onClick={() => setPaying(true)}>
          {t('do.pay')}
        </Button>
      )}
      <Button href={`/api/v1/invoices/${id}/invoice.pdf`} target="_blank">
        {t('do.pdf')}
      </Button>
      <Modal open={paying} title={t('do.pay')} footer={null} onCancel={() => setPaying(false)} destroyOnHidden>
        {paying && <PaymentForm invoice={invoice} onClose={() => setPaying(false)} />}
      </Modal>
    </>
  )
}

type Values = { method: (typeof METHODS)[number]; amount: string; reference?: string }

function PaymentForm({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const { t } = useTranslation(['billing', 'common'])
  const { currency } = invoice.breakdown
  const digits = digitsOf(currency)
  const save = useChange(
    ({ method, amount, reference }: Values) => {
      const minor = minorOf(amount, currency)
      const body = { method, minor, ...(reference ? { reference } : {}) }
      return api.POST('/api/v1/invoices/{id}/payments', { params: { path: { id: invoice.id } }, body })
    },
    { paths: touched, done: t('said.paid'), next: onClose },
  )
  const initial = { method: 'transfer' as const, amount: decimalOf(invoice.openMinor, digits) }
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('do.pay')}
      onSubmit={save.mutate}
      onCancel={onClose}
      initial={initial}
    >
      <Form.Item name="amount" label={`${t('common:amount')} (${currency})`} rules={[{ required: true }]}>
        <InputNumber<string> stringMode min="0" precision={digits} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="method" label={t('field.method')}>
        <Select options={METHODS.map((value) => ({ value, label: t(`method.${value}`) }))} />
      </Form.Item>
      <Form.Item name="reference" label={t('field.reference')}>
        <Input />
      </Form.Item>
    </FormShell>
  )
}
