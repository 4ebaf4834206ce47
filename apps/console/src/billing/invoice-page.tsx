import { ifMatch } from '@aftercare/api'
import { Card, Facts } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api, api } from '../shell/api.ts'
import { Go, useGo, useParam } from '../shell/go.tsx'
import { useFresh } from '../shell/live.ts'
import { PageHeader } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useChange } from '../shell/use-change.ts'
import { billFacts } from './bill-facts.tsx'
import styles from './bill-lines.module.css'
import { BillLines } from './bill-lines.tsx'
import { CreditForm } from './credit-form.tsx'
import { CreditMoveForm } from './credit-move-form.tsx'
import { BillStatus, Money } from './marks.tsx'
import { Movements } from './movements.tsx'
import { type Invoice, PaymentForm, RefundForm, touched } from './payment-forms.tsx'

export function InvoicePage() {
  const id = useParam('id')
  const query = $api.useQuery('get', '/api/v1/invoices/{id}', { params: { path: { id } } })
  useFresh({ subject: 'invoice', id, paths: ['/api/v1/invoices/{id}'] })
  return <QueryState query={query}>{(invoice) => <Body invoice={invoice} />}</QueryState>
}

function Body({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation('billing')
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
          <InvoiceFacts invoice={invoice} />
        </Card>
        <Card>
          <BillLines lines={invoice.lines} breakdown={invoice.breakdown} />
        </Card>
        <Movements invoice={invoice} />
      </div>
    </>
  )
}

function InvoiceFacts({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation(['billing', 'common'])
  const { calendarDay, money } = useFormat()
  const { currency } = invoice.breakdown
  const sum = (label: string, minor: string) =>
    minor === '0' ? [] : [{ label, value: <Money minor={minor} currency={currency} /> }]
  const { exchange } = invoice
  const facts: { label: string; value: ReactNode }[] = [
    ...billFacts(t, invoice),
    ...(invoice.quotationId
      ? [{ label: t('quotation'), value: <Go to={paths.quotation(invoice.quotationId)}>{t('common:do.open')}</Go> }]
      : []),
    ...(invoice.vatId ? [{ label: t('vat_id'), value: invoice.vatId }] : []),
    ...(invoice.dueOn ? [{ label: t('column.dueOn'), value: calendarDay(invoice.dueOn) }] : []),
    ...sum(t('field.paid'), invoice.paidMinor),
    ...sum(t('column.creditedMinor'), invoice.creditedMinor),
    ...sum(t('field.refunded'), invoice.refundedMinor),
    { label: t('field.open'), value: <Money minor={invoice.openMinor} currency={currency} /> },
    ...sum(t('field.held'), invoice.heldMinor),
    ...(exchange
      ? [
          {
            label: t('field.worth'),
            value: t('worth_says', {
              amount: money({ minor: exchange.minor, currency: exchange.currency }),
              rates: exchange.steps
                .map((step) =>
                  t(step.inverse ? 'explain.rate_inverse' : 'explain.rate', {
                    ...step,
                    day: calendarDay(step.onDay),
                  }),
                )
                .join('; '),
            }),
          },
        ]
      : []),
  ]
  return <Facts facts={facts} />
}

type Dialog = 'pay' | 'credit' | 'refund' | 'move'
const FORMS = { pay: PaymentForm, credit: CreditForm, refund: RefundForm, move: CreditMoveForm } as const

function Actions({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation(['billing', 'common'])
  const go = useGo()
  const [open, setOpen] = useState<Dialog | null>(null)
  const close = () => setOpen(null)
  const { id, version, can } = invoice
  const issue = useChange(
    async () =>
      (await api.PUT('/api/v1/invoices/{id}/issue', {
        params: { path: { id } },
        headers: ifMatch(version),
      } as never)) as { data: Invoice },
    { paths: touched, done: ({ data }) => t('said.issued', { number: data.number ?? '' }), tellRefusal: true },
  )
  const discard = useChange(() => api.DELETE('/api/v1/invoices/{id}', { params: { path: { id } } }), {
    paths: ['/api/v1/invoices'],
    done: t('said.discarded'),
    tellRefusal: true,
    next: () => go(paths.invoices()),
  })
  const Opened = open && FORMS[open]
  return (
    <>
      {can.includes('issue') && (
        <Button type="primary" loading={issue.isPending} onClick={() => issue.mutate(undefined)}>
          {t('do.issue')}
        </Button>
      )}
      {can.includes('pay') && (
        <Button type="primary" onClick={() => setOpen('pay')}>
          {t('do.pay')}
        </Button>
      )}
      {can.includes('credit') && <Button onClick={() => setOpen('credit')}>{t('do.credit')}</Button>}
      {can.includes('refund') && <Button onClick={() => setOpen('refund')}>{t('do.refund')}</Button>}
      {can.includes('move') && <Button onClick={() => setOpen('move')}>{t('do.move')}</Button>}
      {can.includes('discard') && (
        <Button danger loading={discard.isPending} onClick={() => discard.mutate(undefined)}>
          {t('do.discard')}
        </Button>
      )}
      <Button href={`/api/v1/invoices/${id}/invoice.pdf`} target="_blank">
        {t('do.pdf')}
      </Button>
      <Modal open={open !== null} title={open && t(`do.${open}`)} footer={null} onCancel={close} destroyOnHidden>
        {Opened && <Opened invoice={invoice} onClose={close} />}
      </Modal>
    </>
  )
}
