import { Card, Facts } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { digitsOf, minorOf } from '../billing/minor.ts'
import { Quantity } from '../parts/marks.tsx'
import styles from '../parts/parts.module.css'
import { $api, api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useChange } from '../shell/use-change.ts'
import { useRested } from '../shell/use-rested.ts'

const path = '/api/v1/parts/{id}/standard'
type Values = { standardMinor: string; note?: string }

/** A new standard cost for a part: what it makes of the stock is seen before it is booked. */
export function RevalueForm({ partId, onClose }: { partId: string; onClose: () => void }) {
  const query = $api.useQuery('get', path, { params: { path: { id: partId } } })
  return (
    <QueryState query={query}>
      {({ currency }) => <Revalue partId={partId} currency={currency} onClose={onClose} />}
    </QueryState>
  )
}

function Revalue({ partId, currency, onClose }: { partId: string; currency: string; onClose: () => void }) {
  const { t } = useTranslation('parts')
  const [id] = useState(() => crypto.randomUUID())
  const [form] = Form.useForm<Values>()
  const typed = Form.useWatch('standardMinor', form)
  const asked = useRested(typed ? minorOf(typed, currency) : '')
  const save = useChange(
    async ({ standardMinor, note }: Values) => {
      const body = { id, partId, standardMinor: minorOf(standardMinor, currency), ...(note && { note }) }
      return api.POST('/api/v1/stock-revaluations', { body })
    },
    {
      paths: [path, '/api/v1/parts/{id}', '/api/v1/part-standards', '/api/v1/stock-values', '/api/v1/stock-worth'],
      done: t('standards.done'),
      next: onClose,
    },
  )
  return (
    <FormShell<Values>
      form={form}
      busy={save.isPending}
      error={save.error}
      submitLabel={t('standards.book')}
      onCancel={onClose}
      onSubmit={save.mutate}
    >
      <p>{t('standards.hint')}</p>
      <Form.Item name="standardMinor" label={`${t('standards.of')} (${currency})`} rules={[{ required: true }]}>
        <InputNumber<string> stringMode min="0" precision={digitsOf(currency)} style={{ width: '100%' }} autoFocus />
      </Form.Item>
      <Outlook partId={partId} asked={asked} />
      <Form.Item name="note" label={t('field.note')}>
        <Input maxLength={200} />
      </Form.Item>
    </FormShell>
  )
}

function Outlook({ partId, asked }: { partId: string; asked: string }) {
  const { t } = useTranslation('parts')
  const { money } = useFormat()
  const query = $api.useQuery('get', path, {
    params: { path: { id: partId }, query: asked ? { standardMinor: asked } : {} },
  })
  const seen = query.data
  if (!seen) return null
  const { currency } = seen
  const said = (minor: string) => money({ minor, currency })
  const facts = [
    { label: t('column.standardMinor'), value: seen.standardMinor ? said(seen.standardMinor) : t('standards.unset') },
    { label: t('standards.stock'), value: <Quantity of={seen.quantity} /> },
    { label: t('standards.was'), value: said(seen.minor) },
  ]
  const then = [
    { label: t('standards.becomes'), value: said(seen.wouldBeMinor) },
    { label: t('standards.difference'), value: <strong>{said(seen.differenceMinor)}</strong> },
  ]
  return (
    <div className={styles.outlook}>
      <Card>
        <Facts facts={asked ? [...facts, ...then] : facts} />
        {seen.quantity === 0 && <p>{t('standards.nothing')}</p>}
      </Card>
    </div>
  )
}
