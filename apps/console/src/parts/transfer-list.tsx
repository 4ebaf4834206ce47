import type { RowOf } from '@aftercare/api'
import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { DialogButton } from '../billing/dialog-button.tsx'
import { paths } from '../paths.ts'
import { api } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { filled } from '../shell/cleaned.ts'
import { DayField } from '../shell/day-field.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useGo } from '../shell/go.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import type { Looked } from '../shell/lookup-select.tsx'
import { useChange } from '../shell/use-change.ts'
import { choicesOf, SHIPMENT_STATES } from './choices.ts'
import { ShipmentState } from './marks.tsx'
import { OwnerField } from './owner-field.tsx'
import { WantedLines } from './part-lines.tsx'
import { Day } from './part-request-list.tsx'
import { PlaceSelect } from './selects.tsx'

const list = defineList<RowOf<'/api/v1/shipments'>>({
  name: 'shipments',
  title: 'parts:transfers',
  path: '/api/v1/shipments',
  sort: '-createdAt',
  searchable: true,
  subject: 'shipment',
  nameOf: (row) => row.number,
  pathOf: (row) => paths.transfer(row.id),
  Actions: Transfer,
  empty: { title: 'parts:empty.transfers', hint: 'parts:empty.transfersHint', Action: Transfer },
  columns: [
    { key: 'number', label: 'parts:column.number', width: 170, filter: { kind: 'text' } },
    { key: 'from', label: 'parts:column.from', width: 220, filter: { kind: 'text' } },
    { key: 'to', label: 'parts:column.to', width: 220, filter: { kind: 'text' } },
    {
      key: 'shipmentState',
      label: 'parts:column.shipmentState',
      width: 130,
      render: (row) => <ShipmentState state={row.shipmentState} />,
      filter: { kind: 'choice', choices: choicesOf('shipmentState', SHIPMENT_STATES) },
    },
    {
      key: 'sentAt',
      label: 'parts:column.sentAt',
      width: 170,
      render: (row) => row.sentAt && <At at={row.sentAt} />,
      filter: { kind: 'instant' },
    },
    {
      key: 'expectedOn',
      label: 'parts:column.expectedOn',
      width: 140,
      render: (row) => <Day day={row.expectedOn} />,
      filter: { kind: 'day' },
    },
    {
      key: 'createdAt',
      label: 'parts:column.createdAt',
      sortable: true,
      width: 170,
      hidden: true,
      render: (row) => <At at={row.createdAt} />,
      filter: { kind: 'instant' },
    },
  ],
})

/** Transfers between shelves: both ends see them, and what is between has an age. */
export function Transfers() {
  return <ListPage list={list} />
}

function Transfer() {
  const { t } = useTranslation('parts')
  const go = useGo()
  return (
    <DialogButton label={t('do.transfer')} needs="parts.book" width={760} isMain>
      {(close) => <TransferForm onClose={close} onMade={(id) => go(paths.transfer(id))} />}
    </DialogButton>
  )
}

type Values = {
  fromPlaceId: string
  toPlaceId: string
  ownerId?: string
  expectedOn?: string
  note?: string
  lines: { partId: string; quantity: number; batch?: string }[]
}

/** Also opened where it is known what goes where: for a van that owes. */
export function TransferForm({
  onClose,
  onMade,
  toPlaceId,
  lines = [{ quantity: 1 } as Values['lines'][number]],
  known,
}: {
  onClose: () => void
  onMade: (id: string) => void
  toPlaceId?: string
  lines?: Values['lines']
  known?: { place: Looked; part: Looked }
}) {
  const { t } = useTranslation('parts')
  const save = useChange(
    async ({ lines, ownerId, ...rest }: Values) => {
      const body = { ...filled(rest), lines: lines.map((line) => filled({ ...line, ownerId })) }
      return (await api.POST('/api/v1/shipments', { body })).data!
    },
    { paths: ['/api/v1/shipments'], done: t('done.drafted'), next: (made) => onMade(made.id) },
  )
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('do.transfer')}
      initial={{ lines, ...(toPlaceId && { toPlaceId }) }}
      onCancel={onClose}
      onSubmit={save.mutate}
    >
      <Form.Item name="fromPlaceId" label={t('column.from')} rules={[{ required: true }]}>
        <PlaceSelect />
      </Form.Item>
      <Form.Item name="toPlaceId" label={t('column.to')} rules={[{ required: true }]}>
        <PlaceSelect known={known?.place} />
      </Form.Item>
      <OwnerField />
      <Form.Item name="expectedOn" label={t('column.expectedOn')}>
        <DayField />
      </Form.Item>
      <WantedLines
        known={known && [known.part]}
        more={(at) => (
          <Form.Item name={[at, 'batch']} label={t('column.batch')}>
            <Input maxLength={80} autoComplete="off" />
          </Form.Item>
        )}
      />
      <Form.Item name="note" label={t('field.note')}>
        <Input maxLength={200} />
      </Form.Item>
    </FormShell>
  )
}
