import type { RowOf } from '@aftercare/api'
import { StatusTag, type Tone } from '@aftercare/ui'
import { useFormat, type WordKey } from '@aftercare/words/web'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { TableImport } from '../billing/table-import.tsx'
import { Quantity } from '../parts/marks.tsx'
import { Name } from '../parts/part-list.tsx'
import { paths } from '../paths.ts'
import { AskPlace } from '../requests/ask.tsx'
import { api } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { useGo } from '../shell/go.tsx'
import { type Choice, defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { useCan } from '../shell/session.ts'
import { proposalBulk } from './proposal-bulk.tsx'
import { ProposalPanel } from './proposal-panel.tsx'
import { PlanButton, RunBar } from './run-bar.tsx'

export type Row = RowOf<'/api/v1/replenishment-proposals'>

const KINDS = ['buy', 'last_buy', 'transfer', 'return', 'wait', 'enough'] as const
const STATES = ['open', 'accepted', 'declined', 'outdated'] as const
const RULES = ['price', 'fill_floor', 'shelf_life', 'tiers', 'last_buy'] as const
const choicesOf = (field: 'kind' | 'state' | 'rule', values: readonly string[]): Choice[] =>
  values.map((value) => ({ value, label: `replenishment:${field}.${value}` as WordKey }))

const list = defineList<Row>({
  name: 'replenishment',
  title: 'replenishment:title',
  path: '/api/v1/replenishment-proposals',
  sort: '-risk',
  searchable: true,
  subject: ['replenishment_proposal', 'replenishment_run'],
  nameOf: (row) => `${row.part} ${row.place}`,
  Panel: ProposalPanel,
  Actions,
  bulk: proposalBulk,
  presets: [
    {
      key: 'to-decide',
      label: 'replenishment:view.open',
      state: () => ({ 'filter[state]': 'open', 'filter[kind]': 'buy,last_buy,transfer,return' }),
    },
    {
      key: 'waiting',
      label: 'replenishment:view.waiting',
      state: () => ({ 'filter[state]': 'open', 'filter[kind]': 'wait' }),
    },
    { key: 'decided', label: 'replenishment:view.decided', state: () => ({ 'filter[state]': 'accepted,declined' }) },
    { key: 'all', label: 'replenishment:view.all', state: () => ({}) },
  ],
  empty: { title: 'replenishment:empty.title', hint: 'replenishment:empty.hint', Action: PlanButton },
  columns: [
    { key: 'part', label: 'replenishment:column.part', width: 160, filter: { kind: 'text' } },
    { key: 'name', label: 'replenishment:column.name', width: 200, render: (row) => <Name names={row.name} /> },
    { key: 'place', label: 'replenishment:column.place', width: 190, filter: { kind: 'text' } },
    {
      key: 'kind',
      label: 'replenishment:column.kind',
      width: 150,
      render: (row) => <Kind kind={row.kind} />,
      filter: { kind: 'choice', choices: choicesOf('kind', KINDS) },
    },
    {
      key: 'quantity',
      label: 'replenishment:column.quantity',
      width: 100,
      align: 'end',
      render: (row) => (row.quantity === 0 ? null : <Quantity of={row.quantity} unit={row.unit} />),
      filter: { kind: 'number' },
    },
    { key: 'supplier', label: 'replenishment:column.from', width: 180, render: (row) => row.supplier ?? row.from },
    {
      key: 'moneyMinor',
      label: 'replenishment:column.moneyMinor',
      width: 120,
      align: 'end',
      sortable: true,
      render: (row) => (row.moneyMinor === '0' ? null : <Money minor={row.moneyMinor} currency={row.currency} />),
    },
    {
      key: 'risk',
      label: 'replenishment:column.risk',
      width: 140,
      align: 'end',
      sortable: true,
      render: (row) => <Share of={row.risk} />,
      filter: { kind: 'number' },
    },
    {
      key: 'position',
      label: 'replenishment:column.position',
      width: 130,
      align: 'end',
      render: (row) => <Quantity of={row.position} />,
      filter: { kind: 'number' },
    },
    {
      key: 'level',
      label: 'replenishment:column.level',
      width: 100,
      align: 'end',
      render: (row) => <Quantity of={row.level} />,
      filter: { kind: 'number' },
    },
    {
      key: 'fill',
      label: 'replenishment:column.fill',
      width: 120,
      align: 'end',
      render: (row) => <Share of={row.fill} />,
      filter: { kind: 'number' },
    },
    {
      key: 'mean',
      label: 'replenishment:column.mean',
      width: 140,
      align: 'end',
      render: (row) => <Mean of={row.mean} />,
      filter: { kind: 'number' },
    },
    {
      key: 'rule',
      label: 'replenishment:column.rule',
      width: 170,
      hidden: true,
      render: (row) => <Rule rule={row.rule} />,
      filter: { kind: 'choice', choices: choicesOf('rule', RULES) },
    },
    {
      key: 'state',
      label: 'replenishment:column.state',
      width: 120,
      render: (row) => <State state={row.state} />,
      filter: { kind: 'choice', choices: choicesOf('state', STATES) },
    },
    { key: 'decidedBy', label: 'replenishment:column.decidedBy', width: 150, hidden: true, filter: { kind: 'text' } },
    {
      key: 'plannedAt',
      label: 'replenishment:column.plannedAt',
      width: 170,
      hidden: true,
      render: (row) => <At at={row.plannedAt} />,
      filter: { kind: 'instant' },
    },
  ],
})

/** What to buy, move and send back, and why; accepted in bulk. */
export function Replenishment() {
  return (
    <>
      <RunBar />
      <ListPage list={list} />
      <AskPlace />
    </>
  )
}

function Actions() {
  const { t } = useTranslation('replenishment')
  const go = useGo()
  const can = useCan()
  return (
    <>
      <Button onClick={() => go(paths.replenishmentCost())}>{t('do.whatIf')}</Button>
      {can('parts.buy') && (
        <TableImport
          isWhole
          label={t('do.pastDemand')}
          hint={t('pastDemandHint')}
          send={async (body) => (await api.POST('/api/v1/past-demand/imports', { body })).data!}
          paths={[]}
        />
      )}
      <PlanButton />
    </>
  )
}

const KIND_TONES: Record<Row['kind'], Tone> = {
  buy: 'waiting',
  last_buy: 'breach',
  transfer: 'moving',
  return: 'planned',
  wait: 'neutral',
  enough: 'done',
}
export function Kind({ kind }: { kind: Row['kind'] }) {
  const { t } = useTranslation('replenishment')
  return <StatusTag tone={KIND_TONES[kind]}>{t(`kind.${kind}`)}</StatusTag>
}

const STATE_TONES: Record<Row['state'], Tone> = {
  open: 'waiting',
  accepted: 'done',
  declined: 'neutral',
  outdated: 'breach',
}
export function State({ state }: { state: Row['state'] }) {
  const { t } = useTranslation('replenishment')
  return <StatusTag tone={STATE_TONES[state]}>{t(`state.${state}`)}</StatusTag>
}

function Rule({ rule }: { rule: Row['rule'] }) {
  const { t } = useTranslation('replenishment')
  return t(`rule.${rule}`)
}
function Money({ minor, currency }: { minor: string; currency: string }) {
  return useFormat().money({ minor, currency })
}
function Share({ of }: { of: number }) {
  return useFormat().numbers.percent(of)
}
function Mean({ of }: { of: number }) {
  return useFormat().numbers.decimal(of, 1)
}
