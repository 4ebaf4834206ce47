import type { WordKey } from '@aftercare/words/web'
import { PriorityMark } from '../requests/marks.tsx'
import type { Choice, Column } from '../shell/list/define-list.ts'
import { findStations, namesFrom } from './find.ts'
import { WorkStatus } from './marks.tsx'
import { useWord } from './words.ts'

const kinds = ['repair', 'maintenance', 'installation', 'inspection', 'question', 'complaint', 'return'] as const
const priorities = ['P1', 'P2', 'P3', 'P4', 'P5'] as const

export const choicesOf = (group: string, values: readonly string[]): Choice[] =>
  values.map((value) => ({ value, label: `dispatch:${group}.${value}` as WordKey }))

function Kind({ of }: { of: string }) {
  return useWord()(`kind.${of}`)
}

type Work = { status: string; priority: string; kind: string; station: string | null }

/** What lists of work orders and of visits say in the same words. */
export const workColumns = {
  number: { key: 'number', label: 'dispatch:column.number', width: 150, filter: { kind: 'text' } },
  status: (states: readonly string[]) => ({
    key: 'status',
    label: 'dispatch:column.status',
    width: 140,
    render: (row) => <WorkStatus status={row.status} />,
    filter: { kind: 'choice', choices: choicesOf('status', states) },
  }),
  priority: {
    key: 'priority',
    label: 'dispatch:column.priority',
    width: 80,
    render: (row) => <PriorityMark priority={row.priority} />,
    filter: { kind: 'choice', choices: choicesOf('priority', priorities) },
  },
  kind: {
    key: 'kind',
    label: 'dispatch:column.kind',
    width: 116,
    render: (row) => <Kind of={row.kind} />,
    filter: { kind: 'choice', choices: choicesOf('kind', kinds) },
  },
  title: { key: 'title', label: 'dispatch:column.title', width: 240 },
  customer: { key: 'customer', label: 'dispatch:column.customer', width: 180 },
  city: { key: 'city', label: 'dispatch:column.city', width: 100 },
  station: {
    key: 'stationId',
    label: 'dispatch:column.station',
    width: 150,
    render: (row) => row.station,
    filter: { kind: 'lookup', find: findStations, name: namesFrom('/api/v1/stations') },
  },
} satisfies Record<string, Column<Work> | ((states: readonly string[]) => Column<Work>)>
