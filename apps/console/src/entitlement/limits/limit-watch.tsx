import type { RowOf } from '@aftercare/api'
import { CopyText } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { modelFilter } from '../../assets/asset-list.tsx'
import { useNamed } from '../../assets/named.ts'
import { StationName } from '../../assets/station-select.tsx'
import { Money } from '../../billing/marks.tsx'
import { paths } from '../../paths.ts'
import { findStations, namesFrom } from '../../requests/lookups.ts'
import { api } from '../../shell/api.ts'
import { At } from '../../shell/at.tsx'
import { useCountryName } from '../../shell/country.tsx'
import { Go } from '../../shell/go.tsx'
import { defineList, type Preset } from '../../shell/list/define-list.ts'
import { ListPage } from '../../shell/list/list-page.tsx'
import { useCan } from '../../shell/session.ts'
import { useChange } from '../../shell/use-change.ts'
import { useLimitText } from './limit-text.ts'
import { LimitState } from './state-tag.tsx'

type Row = RowOf<'/api/v1/limit-watch'>
const states = ['reached', 'near', 'undetermined', 'far', 'expired'] as const
const presets: readonly Preset[] = [
  { key: 'due', label: 'limits:filter.due', state: () => ({ 'filter[state]': 'reached,near', sort: '-stakeRank' }) },
  { key: 'missing', label: 'limits:state.undetermined', state: () => ({ 'filter[state]': 'undetermined' }) },
]

const list = defineList<Row>({
  name: 'limits',
  title: 'limits:title',
  path: '/api/v1/limit-watch',
  sort: 'distance',
  searchable: true,
  subject: 'limit',
  nameOf: (row) => row.serial,
  pathOf: (row) => paths.asset(row.assetId),
  Actions: Recount,
  empty: { title: 'limits:empty.title', hint: 'limits:empty.hint' },
  presets,
  columns: [
    {
      key: 'state',
      label: 'limits:column.state',
      width: 155,
      render: (row) => <LimitState state={row.state} />,
      filter: { kind: 'choice', choices: states.map((value) => ({ value, label: `limits:state.${value}` as const })) },
    },
    {
      key: 'serial',
      label: 'limits:column.serial',
      width: 180,
      render: (row) => <CopyText text={row.serial} />,
      filter: { kind: 'text' },
    },
    {
      key: 'count',
      label: 'limits:column.count',
      width: 330,
      render: (row) => <Count row={row} />,
      filter: { kind: 'number' },
    },
    { key: 'remedies', label: 'limits:column.remedies', width: 160, render: (row) => <Remedies row={row} /> },
    {
      key: 'stakeRank',
      exportAs: 'stakeMinor',
      label: 'limits:column.stakeRank',
      width: 190,
      align: 'end',
      sortable: true,
      render: (row) =>
        row.stakeMinor && row.stakeCurrency && <Money minor={row.stakeMinor} currency={row.stakeCurrency} />,
    },
    {
      key: 'distance',
      label: 'limits:column.distance',
      width: 100,
      align: 'end',
      sortable: true,
      filter: { kind: 'number' },
    },
    {
      key: 'until',
      label: 'limits:column.until',
      width: 150,
      sortable: true,
      render: (row) => <Day of={row.until} />,
      filter: { kind: 'day' },
    },
    { key: 'customerName', label: 'limits:column.customerName', width: 180 },
    {
      key: 'modelId',
      label: 'limits:column.modelId',
      width: 190,
      exportAs: 'modelCode',
      render: (row) => <Model row={row} />,
      filter: modelFilter,
    },
    {
      key: 'country',
      label: 'limits:column.country',
      width: 130,
      render: (row) => <Country code={row.country} />,
      filter: { kind: 'text' },
    },
    {
      key: 'stationId',
      label: 'limits:column.stationId',
      width: 190,
      render: (row) => row.stationId && <StationName id={row.stationId} />,
      filter: { kind: 'lookup', find: findStations, name: namesFrom('/api/v1/stations') },
    },
    {
      key: 'requestId',
      label: 'limits:column.requestId',
      width: 140,
      render: (row) => row.requestId && <OpenRequest id={row.requestId} />,
    },
    { key: 'ruleId', label: 'limits:column.ruleId', width: 190, filter: { kind: 'text' }, hidden: true },
    {
      key: 'reachedOn',
      label: 'limits:column.reachedOn',
      width: 150,
      hidden: true,
      render: (row) => <Day of={row.reachedOn} />,
      filter: { kind: 'day' },
    },
    {
      key: 'since',
      label: 'limits:column.since',
      width: 160,
      sortable: true,
      hidden: true,
      render: (row) => <At at={row.since} />,
      filter: { kind: 'instant' },
    },
  ],
})

/** Repaired products and how near they are to exchange and refund. */
export function LimitWatch() {
  return <ListPage list={list} />
}

const Count = ({ row }: { row: Row }) => useLimitText().count(row)
const Remedies = ({ row }: { row: Row }) => useLimitText().remedies(row.remedies)
const Model = ({ row }: { row: Row }) => useNamed()(row.modelName)
const Country = ({ code }: { code: string }) => useCountryName()(code.split('-')[0]!)

function Day({ of }: { of: string | null }) {
  const { calendarDay } = useFormat()
  return of && calendarDay(of)
}

function OpenRequest({ id }: { id: string }) {
  const { t } = useTranslation('limits')
  return <Go to={paths.request(id)}>{t('do.request')}</Go>
}

function Recount() {
  const { t } = useTranslation('limits')
  const can = useCan()
  const recount = useChange(() => api.POST('/api/v1/limit-watch/rebuild'), {
    paths: ['/api/v1/limit-watch'],
    done: t('recounted'),
    tellRefusal: true,
  })
  if (!can('entitlement.packs_change')) return null
  return (
    <Button loading={recount.isPending} onClick={() => recount.mutate(undefined)}>
      {t('do.recount')}
    </Button>
  )
}
