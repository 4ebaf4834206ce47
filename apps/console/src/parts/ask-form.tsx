import type { Answer, RowOf } from '@aftercare/api'
import { Alert, Form, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { $api, api } from '../shell/api.ts'
import { filled } from '../shell/cleaned.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { type Looked, LookupSelect } from '../shell/lookup-select.tsx'
import { MomentField } from '../shell/moment-field.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useChange } from '../shell/use-change.ts'
import { WantedLines } from './part-lines.tsx'
import styles from './parts.module.css'
import { PlaceSelect } from './selects.tsx'

type Values = {
  placeId: string
  toPlaceId?: string
  workOrderId?: string
  priority?: number
  keepUntil?: string
  note?: string
  lines: { partId: string; quantity: number }[]
}
type Order = RowOf<'/api/v1/work-orders'>
const path = '/api/v1/work-orders/{id}/parts-to-ask'
type Proposal = Answer<typeof path>
type Props = { onClose: () => void; onMade: (id: string) => void }
/** As the server keeps it when nobody says otherwise. */
const DAYS_KEPT = 14

/** A job asks for parts. From a work order it begins with what that still needs, for the van that goes there next. */
export function AskForm({ workOrder, ...rest }: Props & { workOrder?: { id: string; requestId: string } }) {
  if (!workOrder) return <Ask {...rest} />
  return <AskForOrder workOrder={workOrder} {...rest} />
}

function AskForOrder(props: Props & { workOrder: { id: string; requestId: string } }) {
  const query = $api.useQuery('get', path, { params: { path: { id: props.workOrder.id } } })
  return <QueryState query={query}>{(proposal) => <Ask {...props} proposal={proposal} />}</QueryState>
}

function Ask({
  workOrder,
  proposal,
  onClose,
  onMade,
}: Props & { workOrder?: { id: string; requestId: string }; proposal?: Proposal }) {
  const { t } = useTranslation('parts')
  const save = useChange(
    async (values: Values) => {
      const about = workOrder && { workOrderId: workOrder.id, requestId: workOrder.requestId }
      const body = { ...filled(values), ...about }
      return (await api.POST('/api/v1/part-requests', { body })).data!
    },
    {
      paths: ['/api/v1/part-requests', '/api/v1/stock', '/api/v1/work-orders/{id}/needed-parts', path],
      done: t('done.asked'),
      next: (made) => onMade(made.id),
    },
  )
  const known = proposal?.lines.map((one) => ({ value: one.partId, label: one.part }))
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('do.ask')}
      initial={firstOf(proposal)}
      onCancel={onClose}
      onSubmit={save.mutate}
    >
      {proposal && <Proposed proposal={proposal} />}
      <Form.Item name="placeId" label={t('field.servedBy')} rules={[{ required: true }]}>
        <PlaceSelect known={lookedOf(proposal?.place)} />
      </Form.Item>
      <Form.Item name="toPlaceId" label={t('field.toVan')} tooltip={t('field.toVanHint')}>
        <PlaceSelect known={lookedOf(proposal?.toPlace)} />
      </Form.Item>
      {!workOrder && (
        <Form.Item name="workOrderId" label={t('column.workOrderId')}>
          <LookupSelect<Order> path="/api/v1/work-orders" show={(row) => ({ value: row.id, label: row.number })} />
        </Form.Item>
      )}
      <Form.Item name="priority" label={t('column.priority')}>
        <Select options={[1, 2, 3, 4, 5].map((value) => ({ value, label: value }))} />
      </Form.Item>
      <WantedLines known={known} />
      <Form.Item name="keepUntil" label={t('field.keepUntil')} tooltip={t('keep.hint')} rules={[{ required: true }]}>
        <MomentField from="today" />
      </Form.Item>
      <Form.Item name="note" label={t('field.note')}>
        <Input maxLength={200} />
      </Form.Item>
    </FormShell>
  )
}

function firstOf(proposal: Proposal | undefined): Partial<Values> {
  const lines = proposal?.lines.map(({ partId, quantity }) => ({ partId, quantity })) ?? []
  return {
    priority: 3,
    keepUntil: proposal?.keepUntil ?? dayjs().add(DAYS_KEPT, 'day').toISOString(),
    lines: lines.length > 0 ? lines : [{ quantity: 1 } as Values['lines'][number]],
    ...(proposal?.place && { placeId: proposal.place.id }),
    ...(proposal?.toPlace && { toPlaceId: proposal.toPlace.id }),
  }
}

const lookedOf = (place: { id: string; name: string } | null | undefined): Looked | undefined =>
  place ? { value: place.id, label: place.name } : undefined

/** What the form was filled from, and what it could not be filled with. */
function Proposed({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation('parts')
  return (
    <div className={styles.outlook}>
      {proposal.lines.length > 0 && <Alert type="info" showIcon title={t('keep.proposed')} />}
      {proposal.unknown.length > 0 && (
        <Alert type="warning" showIcon title={t('keep.unknown', { codes: proposal.unknown.join(', ') })} />
      )}
    </div>
  )
}
