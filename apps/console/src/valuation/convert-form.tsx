import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useQuery } from '@tanstack/react-query'
import { Alert, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { Quantity } from '../parts/marks.tsx'
import type { Part } from '../parts/part-form.tsx'
import styles from '../parts/parts.module.css'
import { PlaceSelect } from '../parts/selects.tsx'
import { api } from '../shell/api.ts'
import { filled } from '../shell/cleaned.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'

export type Conversion = 'open_kit' | 'make_kit' | 'supersede'
type Values = { placeId?: string; quantity?: number; successorId?: string; note?: string }

/** Opens kits, makes them up, or turns old stock into its successor: what happens and what it costs is seen first. */
export function ConvertForm({
  part,
  kind,
  onClose,
  onBooked,
}: {
  part: Part
  kind: Conversion
  onClose: () => void
  onBooked: (id: string) => void
}) {
  const { t } = useTranslation('parts')
  const [id] = useState(() => crypto.randomUUID())
  const [form] = Form.useForm<Values>()
  const values = Form.useWatch([], form) ?? {}
  const successors = part.successors.map((one) => ({ value: one.id, label: one.number }))
  const bodyOf = ({ placeId, quantity, ...rest }: Values) => ({
    ...filled(rest),
    ...{ kind, partId: part.id, placeId: placeId!, quantity: quantity! },
  })
  const book = useChange(
    async (given: Values) => (await api.POST('/api/v1/stock-conversions', { body: { id, ...bodyOf(given) } })).data!,
    {
      paths: ['/api/v1/parts/{id}', '/api/v1/stock', '/api/v1/stock-movements', '/api/v1/stock-values'],
      done: t('done.booked'),
      next: (made) => onBooked(made.id),
    },
  )
  const isAsked = values.placeId && values.quantity && (kind !== 'supersede' || values.successorId)
  return (
    <FormShell<Values>
      form={form}
      busy={book.isPending}
      error={book.error}
      submitLabel={t(`convert.${kind}`)}
      initial={{ quantity: 1, ...(successors.length === 1 && { successorId: successors[0]!.value }) }}
      onCancel={onClose}
      onSubmit={(given) => book.mutate(given)}
    >
      <p>{t(`convert.${kind}Hint`)}</p>
      <Form.Item name="placeId" label={t('column.place')} rules={[{ required: true }]}>
        <PlaceSelect />
      </Form.Item>
      <Form.Item name="quantity" label={t('convert.many')} rules={[{ required: true }]}>
        <InputNumber min={0.000001} style={{ width: '100%' }} />
      </Form.Item>
      {kind === 'supersede' && (
        <Form.Item name="successorId" label={t('convert.successor')} rules={[{ required: true }]}>
          <Select options={successors} />
        </Form.Item>
      )}
      {isAsked ? <Outlook body={bodyOf(values)} /> : <p className={styles.quiet}>{t('convert.choose')}</p>}
      <Form.Item name="note" label={t('field.note')}>
        <Input maxLength={200} />
      </Form.Item>
    </FormShell>
  )
}

type Body = { kind: Conversion; partId: string; placeId: string; quantity: number; successorId?: string }

const look = async (body: Body) => (await api.POST('/api/v1/stock-conversions/outlook', { body })).data!
type Half = Awaited<ReturnType<typeof look>>['out']

function Outlook({ body }: { body: Body }) {
  const { t } = useTranslation('parts')
  const { data } = useQuery({
    queryKey: ['stock-conversion', body],
    queryFn: () => look(body),
    placeholderData: (before) => before,
    retry: false,
  })
  if (!data) return null
  return (
    <div className={styles.outlook}>
      <Card>
        <HalfRows title={t('convert.out')} half={data.out} currency={data.currency} showsFree />
        <HalfRows title={t('convert.in')} half={data.in} currency={data.currency} />
        {!data.isEnough && <Alert type="warning" showIcon title={t('convert.short')} />}
      </Card>
    </div>
  )
}

function HalfRows({
  title,
  half,
  currency,
  showsFree = false,
}: {
  title: string
  half: Half
  currency: string
  showsFree?: boolean
}) {
  const { t } = useTranslation('parts')
  const { money, numbers } = useFormat()
  const named = useNamed()
  return (
    <div className={styles.rows}>
      <strong>{title}</strong>
      {half.map((one) => (
        <div key={one.partId} className={styles.row}>
          <span>
            {one.part} <span className={styles.quiet}>{named(one.name)}</span>
          </span>
          <span>
            <Quantity of={one.quantity} unit={one.unit} />
            {showsFree && (
              <span className={styles.quiet}> · {t('convert.free', { free: numbers.quantity(one.free) })}</span>
            )}
          </span>
          <strong>{one.minor && money({ minor: one.minor, currency })}</strong>
        </div>
      ))}
    </div>
  )
}
