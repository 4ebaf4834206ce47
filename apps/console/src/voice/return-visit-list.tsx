import type { RowOf } from '@aftercare/api'
import { paths } from '../paths.ts'
import { findOwners, findStations, namesFrom } from '../requests/lookups.ts'
import { At } from '../shell/at.tsx'
import { Go } from '../shell/go.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { CallStatus, Word } from './marks.tsx'
import { choicesOf } from './words.ts'

export type ReturnVisitRow = RowOf<'/api/v1/return-visits'>
const SKIPS = [
  'contacted_recently',
  'no_consent',
  'no_allowed_hours',
  'request_reopened',
  'customer_refused',
  'no_phone',
  'sensitive_case',
  'duplicate',
  'other',
]

const list = defineList<ReturnVisitRow>({
  name: 'return-visits',
  title: 'voice:returnVisits',
  path: '/api/v1/return-visits',
  sort: 'callAt',
  subject: 'return_visit',
  nameOf: (row) => row.number,
  pathOf: (row) => paths.returnVisit(row.id),
  presets: [
    {
      key: 'to-call',
      label: 'voice:view.toCall',
      state: (_, now) => ({ 'filter[status]': 'due,attempted', 'filter[callAt]': `..${now.toISOString()}` }),
    },
    { key: 'done', label: 'voice:view.done', state: () => ({ 'filter[status]': 'done', sort: '-doneAt' }) },
    {
      key: 'unreached',
      label: 'voice:view.unreached',
      state: () => ({ 'filter[status]': 'unreachable', sort: '-dueAt' }),
    },
    { key: 'skipped', label: 'voice:view.skipped', state: () => ({ 'filter[status]': 'skipped', sort: '-dueAt' }) },
  ],
  columns: [
    { key: 'number', label: 'voice:column.number', width: 150, filter: { kind: 'text' } },
    { key: 'customer', label: 'voice:column.customer', width: 170 },
    {
      key: 'status',
      label: 'voice:column.status',
      width: 130,
      render: (row) => <CallStatus status={row.status} why={row.skipReason} />,
      filter: { kind: 'choice', choices: choicesOf('status', ['due', 'attempted', 'done', 'unreachable', 'skipped']) },
    },
    {
      key: 'callAt',
      label: 'voice:column.callAt',
      width: 170,
      sortable: true,
      render: (row) => <At at={row.callAt} />,
      filter: { kind: 'instant' },
    },
    {
      key: 'language',
      label: 'voice:column.language',
      width: 150,
      render: (row) => <Word of={`language.${row.language}`} />,
      filter: { kind: 'choice', choices: choicesOf('language', ['en', 'zh-CN', 'zh-TW']) },
    },
    {
      key: 'request',
      label: 'voice:column.request',
      width: 150,
      render: (row) => <Go to={paths.request(row.requestId)}>{row.request}</Go>,
    },
    { key: 'title', label: 'voice:column.title', width: 240 },
    { key: 'attempts', label: 'voice:column.attempts', width: 100, align: 'end', filter: { kind: 'number' } },
    {
      key: 'stationId',
      exportAs: 'station',
      label: 'voice:column.station',
      width: 160,
      render: (row) => row.station,
      filter: { kind: 'lookup', find: findStations, name: namesFrom('/api/v1/stations') },
    },
    {
      key: 'ownerId',
      exportAs: 'owner',
      label: 'voice:column.owner',
      width: 120,
      render: (row) => row.owner,
      filter: { kind: 'lookup', find: findOwners, name: namesFrom('/api/v1/people') },
    },
    {
      key: 'doneAt',
      label: 'voice:column.doneAt',
      width: 170,
      sortable: true,
      render: (row) => <At at={row.doneAt} />,
      filter: { kind: 'instant' },
    },
    {
      key: 'skipReason',
      label: 'voice:column.skipReason',
      width: 220,
      hidden: true,
      render: (row) => row.skipReason && <Word of={`skipReason.${row.skipReason}`} />,
      filter: { kind: 'choice', choices: choicesOf('skipReason', SKIPS) },
    },
    {
      key: 'dueAt',
      label: 'voice:column.dueAt',
      width: 170,
      hidden: true,
      sortable: true,
      render: (row) => <At at={row.dueAt} />,
    },
  ],
})

/** The call list. */
export function ReturnVisits() {
  return <ListPage list={list} />
}
