import { Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { digitsOf, minorOf } from '../billing/minor.ts'
import { $api, api } from '../shell/api.ts'
import { filled } from '../shell/cleaned.ts'
import { DayField } from '../shell/day-field.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import type { Looked } from '../shell/lookup-select.tsx'
import { useChange } from '../shell/use-change.ts'
import { CONDITIONS } from './choices.ts'
import { Entries } from './entries.tsx'
import { OwnerField, useOwners } from './owner-field.tsx'
import { PartSelect, PlaceSelect } from './selects.tsx'
import { WhenFields } from './when-fields.tsx'

/** What is booked by hand; transfers and counts have ways of their own. */
export const BOOKED = ['receipt', 'issue', 'change', 'scrap'] as const
type Kind = (typeof BOOKED)[number]
type Line = {
  partId: string
  quantity: number
  batch?: string
  expiresOn?: string
  serials?: string[]
  condition?: (typeof CONDITIONS)[number]
  toCondition?: (typeof CONDITIONS)[number]
  cost?: string
}
type Values = { placeId: string; ownerId?: string; at?: string; isLate?: boolean; note?: string; lines: Line[] }

/** Lines at one place, booked all or none. The document has its id before it is sent: a second click books nothing twice. */
export function DocumentForm({
  kind,
  onClose,
  onBooked,
  placeId,
  lines,
  known,
}: {
  kind: Kind
  onClose: () => void
  onBooked: (id: string) => void
  /** What is known already where it is opened: which shelf, which parts. */
  placeId?: string
  lines?: { partId: string; quantity: number }[]
  known?: { place: Looked; part: Looked }
}) {
  const { t } = useTranslation('parts')
  const [id] = useState(() => crypto.randomUUID())
  const currency = $api.useQuery('get', '/api/v1/part-classes').data?.currency
  const book = useChange(
    async ({ at, isLate, ownerId, lines, ...rest }: Values) => {
      const when = at && { at, ...(isLate && { isLate }) }
      const body = { ...filled(rest), id, kind, lines: lines.map((line) => lineOf(line, currency, ownerId)), ...when }
      return (await api.POST('/api/v1/stock-documents', { body })).data!
    },
    {
      paths: ['/api/v1/stock', '/api/v1/stock-movements', '/api/v1/parts/{id}'],
      done: t('done.booked'),
      next: (made) => onBooked(made.id),
    },
  )
  const first = { quantity: 1 }
  return (
    <FormShell<Values>
      busy={book.isPending}
      error={book.error}
      submitLabel={t(`do.${kind}`)}
      initial={{ lines: lines ?? [first as Line], ...(placeId && { placeId }) }}
      onCancel={onClose}
      onSubmit={book.mutate}
    >
      <Form.Item name="placeId" label={t('column.place')} rules={[{ required: true }]}>
        <PlaceSelect known={known?.place} />
      </Form.Item>
      <OwnerField />
      <Entries name="lines" blank={first} keepsOne>
        {(at) => <LineFields kind={kind} at={at} known={known?.part} currency={currency} />}
      </Entries>
      <WhenFields />
      <Form.Item name="note" label={t('field.note')}>
        <Input maxLength={200} />
      </Form.Item>
    </FormShell>
  )
}

/** What a line cost is typed as money and sent as minor units; without it the goods came for nothing. */
function lineOf({ cost, ...line }: Line, currency: string | undefined, ownerId: string | undefined) {
  return {
    ...filled(line),
    ...(ownerId && { ownerId }),
    ...(cost && currency && { costMinor: minorOf(cost, currency) }),
  }
}

type LineProps = { kind: Kind; at: number; known: Looked | undefined; currency: string | undefined }

function LineFields({ kind, at, known, currency }: LineProps) {
  const { t } = useTranslation('parts')
  const ownerId = Form.useWatch<string | undefined>('ownerId')
  // What is not ours has no cost of ours.
  const isValued = (useOwners().find((one) => one.id === ownerId)?.ownerKind ?? 'own') === 'own'
  const conditions = CONDITIONS.map((value) => ({ value, label: t(`condition.${value}`) }))
  return (
    <>
      <Form.Item name={[at, 'partId']} label={t('column.part')} rules={[{ required: true }]}>
        <PartSelect known={known} />
      </Form.Item>
      <Form.Item name={[at, 'quantity']} label={t('column.quantity')} rules={[{ required: true }]}>
        <InputNumber min={0.000001} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name={[at, 'serials']} label={t('field.serials')}>
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', ' ', '\n']} />
      </Form.Item>
      <Form.Item name={[at, 'batch']} label={t('column.batch')}>
        <Input maxLength={80} autoComplete="off" />
      </Form.Item>
      {kind === 'receipt' && (
        <Form.Item name={[at, 'expiresOn']} label={t('column.expiresOn')}>
          <DayField />
        </Form.Item>
      )}
      {kind === 'receipt' && currency && isValued && (
        <Form.Item name={[at, 'cost']} label={`${t('field.lineCost')} (${currency})`} tooltip={t('field.lineCostHint')}>
          <InputNumber<string> stringMode min="0" precision={digitsOf(currency)} style={{ width: '100%' }} />
        </Form.Item>
      )}
      {kind !== 'issue' && (
        <Form.Item name={[at, 'condition']} label={t('column.condition')}>
          <Select allowClear placeholder={t('condition.good')} options={conditions} />
        </Form.Item>
      )}
      {kind === 'change' && (
        <Form.Item name={[at, 'toCondition']} label={t('column.toCondition')} rules={[{ required: true }]}>
          <Select options={conditions} />
        </Form.Item>
      )}
    </>
  )
}
