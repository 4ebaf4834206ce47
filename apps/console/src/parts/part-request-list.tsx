import type { RowOf } from '@aftercare/api'
import { StatusTag } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { DialogButton } from '../billing/dialog-button.tsx'
import { paths } from '../paths.ts'
import { api } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { filled } from '../shell/cleaned.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useGo } from '../shell/go.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { LookupSelect } from '../shell/lookup-select.tsx'
import { useChange } from '../shell/use-change.ts'
import { WantedLines } from './part-lines.tsx'
import { PlaceSelect } from './selects.tsx'

type Row = RowOf<'/api/v1/part-requests'>

const list = defineList<Row>({
  name: 'part_requests',
  title: 'parts:partRequests',
  path: '/api/v1/part-requests',
  sort: '-createdAt',
  searchable: true,
  subject: 'part_request',
  nameOf: (row) => row.number,
  pathOf: (row) => paths.partRequest(row.id),
  Actions: Ask,
  empty: { title: 'parts:empty.partRequests', hint: 'parts:empty.partRequestsHint', Action: Ask },
  columns: [
    { key: 'number', label: 'parts:column.number', width: 170, filter: { kind: 'text' } },
    { key: 'place', label: 'parts:column.place', width: 240, filter: { kind: 'text' } },
    {
      key: 'isWaiting',
      label: 'parts:column.readiness',
      width: 170,
      render: (row) => <Waiting row={row} />,
      filter: { kind: 'yesNo' },
    },
    {
      key: 'expectedOn',
      label: 'parts:column.expectedOn',
      width: 150,
      render: (row) => <Day day={row.expectedOn} />,
      filter: { kind: 'day' },
    },
    { key: 'isToReturn', label: 'parts:column.isToReturn', width: 150, filter: { kind: 'yesNo' } },
    { key: 'priority', label: 'parts:column.priority', width: 110, align: 'end', filter: { kind: 'number' } },
    {
      key: 'createdAt',
      label: 'parts:column.createdAt',
      sortable: true,
      width: 170,
      render: (row) => <At at={row.createdAt} />,
      filter: { kind: 'instant' },
    },
  ],
})

/** What jobs have asked for: who waits, until when, and what is to be brought back. */
export function PartRequests() {
  return <ListPage list={list} />
}

function Waiting({ row }: { row: Row }) {
  const { t } = useTranslation('parts')
  return row.isWaiting ? (
    <StatusTag tone="waiting">{t('column.isWaiting')}</StatusTag>
  ) : (
    <StatusTag tone="done">{t('ready')}</StatusTag>
  )
}
export function Day({ day }: { day: string | null }) {
  const { calendarDay } = useFormat()
  return day && calendarDay(day)
}

function Ask() {
  const { t } = useTranslation('parts')
  const go = useGo()
  return (
    <DialogButton label={t('do.ask')} needs="parts.ask" width={760} isMain>
      {(close) => <AskForm onClose={close} onMade={(id) => go(paths.partRequest(id))} />}
    </DialogButton>
  )
}

type Values = {
  placeId: string
  toPlaceId?: string
  workOrderId?: string
  priority?: number
  note?: string
  lines: { partId: string; quantity: number }[]
}
type Order = RowOf<'/api/v1/work-orders'>

/** Also opened from a work order, which is known then. */
export function AskForm({
  workOrder,
  onClose,
  onMade,
}: {
  workOrder?: { id: string; requestId: string }
  onClose: () => void
  onMade: (id: string) => void
}) {
  const { t } = useTranslation('parts')
  const save = useChange(
    async (values: Values) => {
      const about = workOrder && { workOrderId: workOrder.id, requestId: workOrder.requestId }
      const body = { ...filled(values), ...about }
      return (await api.POST('/api/v1/part-requests', { body })).data!
    },
    {
      paths: ['/api/v1/part-requests', '/api/v1/stock', '/api/v1/work-orders/{id}/needed-parts'],
      done: t('done.asked'),
      next: (made) => onMade(made.id),
    },
  )
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('do.ask')}
      initial={{ priority: 3, lines: [{ quantity: 1 } as Values['lines'][number]] }}
      onCancel={onClose}
      onSubmit={save.mutate}
    >
      <Form.Item name="placeId" label={t('field.servedBy')} rules={[{ required: true }]}>
        <PlaceSelect />
      </Form.Item>
      <Form.Item name="toPlaceId" label={t('field.toVan')} tooltip={t('field.toVanHint')}>
        <PlaceSelect />
      </Form.Item>
      {!workOrder && (
        <Form.Item name="workOrderId" label={t('column.workOrderId')}>
          <LookupSelect<Order> path="/api/v1/work-orders" show={(row) => ({ value: row.id, label: row.number })} />
        </Form.Item>
      )}
      <Form.Item name="priority" label={t('column.priority')}>
        <Select options={[1, 2, 3, 4, 5].map((value) => ({ value, label: value }))} />
      </Form.Item>
      <WantedLines />
      <Form.Item name="note" label={t('field.note')}>
        <Input maxLength={200} />
      </Form.Item>
    </FormShell>
  )
}
