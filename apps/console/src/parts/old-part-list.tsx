import type { RowOf } from '@aftercare/api'
import { StatusTag } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { today } from '../assets/today.ts'
import { AskPlace } from '../requests/ask.tsx'
import { At } from '../shell/at.tsx'
import { defineList, type Preset } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { ScrapLimit } from '../valuation/scrap-limit.tsx'
import { choicesOf, OLD_STATES, VERDICTS } from './choices.ts'
import { OldState } from './marks.tsx'
import { askLabels, askSend } from './old-part-asks.tsx'
import { OldPartPanel } from './old-part-panel.tsx'
import { Name } from './part-list.tsx'
import { Day } from './part-request-list.tsx'

type Row = RowOf<'/api/v1/old-parts'>

/** Ranges of days are half open: a week from today ends before the eighth day. */
const dayIn = (days: number) => dayjs().add(days, 'day').format('YYYY-MM-DD')
const inState = (oldState: string) => ({ 'filter[oldState]': oldState, sort: 'dueOn' })
const presets: Preset[] = [
  {
    key: 'due-soon',
    label: 'parts:old.view.dueSoon',
    state: () => ({ ...inState('labelled'), 'filter[dueOn]': `${today()}..${dayIn(8)}` }),
  },
  {
    key: 'overdue',
    label: 'parts:old.view.overdue',
    state: () => ({ ...inState('labelled'), 'filter[dueOn]': `..${today()}` }),
  },
  { key: 'on-the-way', label: 'parts:old.view.onTheWay', state: () => inState('sent') },
  { key: 'to-judge', label: 'parts:old.view.toJudge', state: () => inState('received') },
]

const many = (work: (ids: string[]) => Promise<true | null>) => async (ids: string[]) =>
  (await work(ids)) && { done: ids.length, skipped: [] }

const list = defineList<Row>({
  name: 'old_parts',
  title: 'parts:old.title',
  path: '/api/v1/old-parts',
  sort: '-removedAt',
  searchable: true,
  subject: 'old_part',
  nameOf: (row) => row.label,
  Panel: OldPartPanel,
  Actions: ScrapLimit,
  presets,
  bulk: [
    { key: 'send', label: 'parts:old.do.send', needs: 'parts.book', run: many(askSend) },
    { key: 'labels', label: 'parts:old.do.labels', needs: 'parts.read', run: many(askLabels) },
  ],
  empty: { title: 'parts:old.empty', hint: 'parts:old.emptyHint' },
  columns: [
    { key: 'label', label: 'parts:column.label', width: 160, filter: { kind: 'text' } },
    {
      key: 'oldState',
      label: 'parts:column.oldState',
      width: 120,
      render: (row) => <OldState state={row.oldState} />,
      filter: { kind: 'choice', choices: choicesOf('oldState', OLD_STATES) },
    },
    { key: 'part', label: 'parts:column.part', width: 130, filter: { kind: 'text' } },
    { key: 'name', label: 'parts:column.name', width: 190, render: (row) => <Name names={row.name} /> },
    { key: 'assetSerial', label: 'parts:column.assetSerial', width: 170, filter: { kind: 'text' } },
    { key: 'place', label: 'parts:column.place', width: 180, filter: { kind: 'text' } },
    { key: 'person', label: 'parts:column.person', width: 140, filter: { kind: 'text' } },
    {
      key: 'dueOn',
      label: 'parts:column.dueOn',
      sortable: true,
      width: 170,
      render: (row) => <Due row={row} />,
      filter: { kind: 'day' },
    },
    { key: 'sentTo', label: 'parts:column.sentTo', width: 150, filter: { kind: 'text' } },
    {
      key: 'verdict',
      label: 'parts:column.verdict',
      width: 150,
      render: (row) => <Verdict of={row.verdict} />,
      filter: { kind: 'choice', choices: choicesOf('verdict', VERDICTS) },
    },
    {
      key: 'valueMinor',
      label: 'parts:column.valueMinor',
      width: 120,
      align: 'end',
      render: (row) => <Worth row={row} />,
    },
    {
      key: 'removedAt',
      label: 'parts:column.removedAt',
      sortable: true,
      width: 170,
      render: (row) => <At at={row.removedAt} />,
      filter: { kind: 'instant' },
    },
    { key: 'serial', label: 'parts:column.serial', width: 150, hidden: true, filter: { kind: 'text' } },
    { key: 'isCustomers', label: 'parts:column.isCustomers', width: 150, hidden: true, filter: { kind: 'yesNo' } },
  ],
})

/** Parts taken out of machines, until each is sent back, received and judged, or scrapped on site. */
export function OldParts() {
  return (
    <>
      <ListPage list={list} />
      <AskPlace />
    </>
  )
}

/** Late only while it still lies where it was taken out. */
function Due({ row }: { row: Row }) {
  const { t } = useTranslation('parts')
  const isLate = row.oldState === 'labelled' && row.dueOn !== null && row.dueOn < today()
  return (
    <>
      <Day day={row.dueOn} /> {isLate && <StatusTag tone="breach">{t('old.overdue')}</StatusTag>}
    </>
  )
}

function Verdict({ of }: { of: Row['verdict'] }) {
  const { t } = useTranslation('parts')
  return of && t(`verdict.${of}`)
}

function Worth({ row }: { row: Row }) {
  const { money } = useFormat()
  return row.currency && money({ minor: row.valueMinor, currency: row.currency })
}
