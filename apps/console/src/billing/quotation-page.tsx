import { type Answer, ifMatch } from '@aftercare/api'
import { Card, Facts } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button, Checkbox, Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api, api } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { Go, useGo, useParam } from '../shell/go.tsx'
import { useFresh } from '../shell/live.ts'
import { PageHeader } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useChange } from '../shell/use-change.ts'
import { billFacts } from './bill-facts.tsx'
import styles from './bill-lines.module.css'
import { BillLines } from './bill-lines.tsx'
import { BillStatus } from './marks.tsx'

type Quotation = Answer<'/api/v1/quotations/{id}'>
const touched = ['/api/v1/quotations/{id}', '/api/v1/quotations'] as const

export function QuotationPage() {
  const id = useParam('id')
  const query = $api.useQuery('get', '/api/v1/quotations/{id}', { params: { path: { id } } })
  useFresh({ subject: 'quotation', id, paths: ['/api/v1/quotations/{id}'] })
  return <QueryState query={query}>{(quotation) => <Body quotation={quotation} />}</QueryState>
}

function Body({ quotation }: { quotation: Quotation }) {
  const { t } = useTranslation(['billing', 'common'])
  const { calendarDay } = useFormat()
  const facts = [
    ...billFacts(t, quotation),
    { label: t('column.validUntil'), value: calendarDay(quotation.validUntil) },
    { label: t('column.createdAt'), value: <At at={quotation.createdAt} /> },
    ...(quotation.answeredBy
      ? [
          {
            label: t('field.answeredBy'),
            value: [quotation.answeredBy, quotation.answerNote].filter(Boolean).join(': '),
          },
        ]
      : []),
  ]
  return (
    <>
      <PageHeader
        back={{ to: paths.quotations(), label: t('quotations') }}
        number={quotation.number}
        title={quotation.customer.name}
        status={<BillStatus status={quotation.status} />}
        actions={<Actions quotation={quotation} />}
      />
      <div className={styles.page}>
        <Card>
          <Facts facts={facts} />
        </Card>
        <Card>
          <BillLines lines={quotation.lines} breakdown={quotation.breakdown} />
        </Card>
        {quotation.versions.length > 1 && <Versions quotation={quotation} />}
      </div>
    </>
  )
}

/** Every offer of this matter, first to last. */
function Versions({ quotation }: { quotation: Quotation }) {
  const { t } = useTranslation('billing')
  return (
    <Card title={t('versions')}>
      {quotation.versions.map((one) => (
        <p key={one.id}>
          {t('version_no', { revision: one.revision })} ·{' '}
          {one.id === quotation.id ? one.number : <Go to={paths.quotation(one.id)}>{one.number}</Go>}{' '}
          <BillStatus status={one.status} />
        </p>
      ))}
    </Card>
  )
}

function Actions({ quotation }: { quotation: Quotation }) {
  const { t } = useTranslation('billing')
  const go = useGo()
  const [answering, setAnswering] = useState(false)
  const { id, version, can } = quotation
  const send = useChange(
    () =>
      api.PUT('/api/v1/quotations/{id}/sending', {
        params: { path: { id } },
        headers: ifMatch(version),
        body: { by: 'mail' },
      }),
    { paths: touched, done: t('said.sent'), tellRefusal: true },
  )
  const invoice = useChange(async () => (await api.POST('/api/v1/invoices', { body: { quotationId: id } })).data!, {
    paths: ['/api/v1/invoices'],
    next: (made) => go(paths.invoice(made.id)),
    tellRefusal: true,
  })
  return (
    <>
      {can.includes('send') && (
        <Button type="primary" loading={send.isPending} onClick={() => send.mutate(undefined)}>
          {t('do.send')}
        </Button>
      )}
      {can.includes('answer') && (
        <Button type="primary" onClick={() => setAnswering(true)}>
          {t('do.accept')}
        </Button>
      )}
      {can.includes('invoice') && (
        <Button type="primary" loading={invoice.isPending} onClick={() => invoice.mutate(undefined)}>
          {t('do.invoice')}
        </Button>
      )}
      <Button href={`/api/v1/quotations/${id}/quotation.pdf`} target="_blank">
        {t('do.pdf')}
      </Button>
      <Modal open={answering} title={t('do.accept')} footer={null} onCancel={() => setAnswering(false)} destroyOnHidden>
        {answering && <AnswerForm quotation={quotation} onClose={() => setAnswering(false)} />}
      </Modal>
    </>
  )
}

type Values = { answer: 'accepted' | 'rejected'; name: string; note?: string; taken: string[] }

/** The customer said yes or no on the telephone: taken down with who said it. */
function AnswerForm({ quotation, onClose }: { quotation: Quotation; onClose: () => void }) {
  const { t } = useTranslation(['billing', 'common'])
  const optional = quotation.lines.filter((line) => line.isOptional)
  const save = useChange(
    ({ note, taken, ...values }: Values) =>
      api.PUT('/api/v1/quotations/{id}/answer', {
        params: { path: { id: quotation.id } },
        headers: ifMatch(quotation.version),
        body: {
          ...values,
          ...(note ? { note } : {}),
          ...(values.answer === 'accepted'
            ? { declined: optional.filter((line) => !taken.includes(line.id)).map((line) => line.id) }
            : {}),
        },
      }),
    { paths: touched, next: onClose },
  )
  const initial = {
    answer: 'accepted' as const,
    name: quotation.customer.name,
    taken: optional.map((line) => line.id),
  }
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      onSubmit={save.mutate}
      onCancel={onClose}
      initial={initial}
    >
      <Form.Item name="answer" label={t('column.status')}>
        <Radio.Group
          options={[
            { value: 'accepted', label: t('do.accept') },
            { value: 'rejected', label: t('do.reject') },
          ]}
        />
      </Form.Item>
      <Form.Item name="name" label={t('field.answeredBy')} rules={[{ required: true }]}>
        <Input />
      </Form.Item>
      {optional.length > 0 && (
        <Form.Item name="taken" label={t('field.taken')}>
          <Checkbox.Group options={optional.map((line) => ({ value: line.id, label: line.name }))} />
        </Form.Item>
      )}
      <Form.Item name="note" label={t('common:note')}>
        <Input />
      </Form.Item>
    </FormShell>
  )
}
