import type { RowOf } from '@aftercare/api'
import { CopyText } from '@aftercare/ui'
import { useFormat, type WordKey } from '@aftercare/words/web'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { At } from '../shell/at.tsx'
import { Go, useGo } from '../shell/go.tsx'
import { type Choice, defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { useCan } from '../shell/session.ts'
import { AskPlace } from './ask.tsx'
import { codes, priorities } from './codes.ts'
import { findCustomers, findOwners, findStations, namesFrom } from './lookups.ts'
import { CoverTag, NextDue, PriorityMark, RequestStatus } from './marks.tsx'
import { RequestPanel } from './panel.tsx'
import { queueBulk } from './queue-bulk.tsx'
import { queueViews } from './queue-views.ts'
import { nameIn, useWord } from './words.ts'

type Row = RowOf<'/api/v1/requests'>

const choices = (group: keyof typeof codes): Choice[] =>
  codes[group].map((value) => ({ value, label: `requests:${group}.${value}` as WordKey }))
const priorityChoices: Choice[] = priorities.map((value) => ({ value, label: `requests:priorityName.${value}` }))
const lookup = (find: (q: string) => ReturnType<typeof findOwners>, path: string) =>
  ({ kind: 'lookup', find, name: namesFrom(path) }) as const

function Kind({ row }: { row: Row }) {
  return useWord()(`kind.${row.kind}`)
}
function Channel({ row }: { row: Row }) {
  return useWord()(`channel.${row.channel}`)
}
function Tier({ row }: { row: Row }) {
  const word = useWord()
  return row.customerTier === null ? null : word(`tier.${row.customerTier}`)
}
/** The product by model and serial; what the customer called it, while nobody knows which it is. */
function Product({ row }: { row: Row }) {
  const { language } = useFormat()
  return row.serial === null ? row.product : nameIn(row.model, language)
}
function NewRequest() {
  const { t } = useTranslation('requests')
  const can = useCan()
  const go = useGo()
  return (
    <>
      {can('requests.import') && <Go to={paths.requestImport()}>{t('importing.title')}</Go>}
      {can('requests.open') && (
        <Button type="primary" onClick={() => go(paths.requestNew())}>
          {t('do.new')}
        </Button>
      )}
    </>
  )
}

const queue = defineList<Row>({
  name: 'requests',
  title: 'requests:title',
  path: '/api/v1/requests',
  sort: '-openedAt',
  searchable: true,
  subject: 'request',
  nameOf: (row) => row.number,
  pathOf: (row) => paths.request(row.id),
  Panel: RequestPanel,
  presets: queueViews,
  bulk: queueBulk,
  Actions: NewRequest,
  create: { needs: 'requests.open', run: (go) => go(paths.requestNew()) },
  empty: { title: 'requests:desk.emptyTitle', hint: 'requests:desk.emptyHint', Action: NewRequest },
  columns: [
    { key: 'number', label: 'requests:column.number', sortable: true, width: 140, filter: { kind: 'text' } },
    {
      key: 'priority',
      label: 'requests:column.priority',
      width: 84,
      render: (row) => <PriorityMark priority={row.priority} isSafety={row.isSafety} />,
      filter: { kind: 'choice', choices: priorityChoices },
    },
    { key: 'title', label: 'requests:column.title', width: 230 },
    {
      key: 'status',
      label: 'requests:column.status',
      width: 120,
      render: (row) => <RequestStatus status={row.status} holdReason={row.holdReason} />,
      filter: { kind: 'choice', choices: choices('status') },
    },
    {
      key: 'nextDueAt',
      label: 'requests:column.nextDueAt',
      sortable: true,
      width: 150,
      render: (row) => <NextDue row={row} />,
      filter: { kind: 'instant' },
    },
    {
      key: 'customerId',
      exportAs: 'customer',
      label: 'requests:column.customer',
      width: 150,
      render: (row) => row.customer,
      filter: lookup(findCustomers, '/api/v1/customers'),
    },
    { key: 'model', label: 'requests:column.asset', width: 160, render: (row) => <Product row={row} /> },
    {
      key: 'cover',
      label: 'requests:column.cover',
      width: 140,
      render: (row) => <CoverTag outcome={row.cover} />,
      filter: { kind: 'choice', choices: choices('cover') },
    },
    {
      key: 'ownerId',
      exportAs: 'owner',
      label: 'requests:column.owner',
      width: 110,
      render: (row) => row.owner,
      filter: lookup(findOwners, '/api/v1/people'),
    },
    {
      key: 'stationId',
      exportAs: 'station',
      label: 'requests:column.station',
      width: 160,
      render: (row) => row.station,
      filter: lookup(findStations, '/api/v1/stations'),
    },
    {
      key: 'openedAt',
      label: 'requests:column.openedAt',
      sortable: true,
      width: 160,
      render: (row) => <At at={row.openedAt} />,
      filter: { kind: 'instant' },
    },
    {
      key: 'kind',
      label: 'requests:column.kind',
      width: 90,
      hidden: true,
      render: (row) => <Kind row={row} />,
      filter: { kind: 'choice', choices: choices('kind') },
    },
    {
      key: 'channel',
      label: 'requests:column.channel',
      width: 90,
      hidden: true,
      render: (row) => <Channel row={row} />,
      filter: { kind: 'choice', choices: choices('channel') },
    },
    {
      key: 'serial',
      label: 'requests:column.serial',
      width: 170,
      hidden: true,
      render: (row) => row.serial && <CopyText text={row.serial} />,
    },
    {
      key: 'customerTier',
      label: 'requests:column.customerTier',
      width: 90,
      hidden: true,
      render: (row) => <Tier row={row} />,
      filter: { kind: 'choice', choices: choices('tier') },
    },
    {
      key: 'isSafety',
      label: 'requests:column.isSafety',
      width: 70,
      hidden: true,
      render: safety,
      filter: { kind: 'yesNo' },
    },
    { key: 'country', label: 'requests:column.country', width: 80, hidden: true, filter: { kind: 'text' } },
    { key: 'externalId', label: 'requests:column.externalId', width: 140, hidden: true, filter: { kind: 'text' } },
    { key: 'symptomCode', label: 'requests:column.symptomCode', width: 120, hidden: true, filter: { kind: 'text' } },
    {
      key: 'reopened',
      label: 'requests:column.reopened',
      width: 80,
      hidden: true,
      align: 'end',
      filter: { kind: 'number' },
    },
    {
      key: 'resolvedAt',
      label: 'requests:column.resolvedAt',
      width: 160,
      hidden: true,
      render: (row) => <At at={row.resolvedAt} />,
      filter: { kind: 'instant' },
    },
    {
      key: 'closedAt',
      label: 'requests:column.closedAt',
      width: 160,
      hidden: true,
      render: (row) => <At at={row.closedAt} />,
      filter: { kind: 'instant' },
    },
  ],
})

function safety(row: Row) {
  return row.isSafety ? <PriorityMark priority={row.priority} isSafety /> : null
}

export function Queue() {
  return (
    <>
      <ListPage list={queue} />
      <AskPlace />
    </>
  )
}
