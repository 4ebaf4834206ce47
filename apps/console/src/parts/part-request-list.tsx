import type { RowOf } from '@aftercare/api'
import { StatusTag } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { DialogButton } from '../billing/dialog-button.tsx'
import { paths } from '../paths.ts'
import { At } from '../shell/at.tsx'
import { useGo } from '../shell/go.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { AskForm } from './ask-form.tsx'

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
    {
      key: 'keepUntil',
      label: 'parts:column.keepUntil',
      width: 180,
      render: (row) => <At at={row.keepUntil} />,
      filter: { kind: 'instant' },
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
