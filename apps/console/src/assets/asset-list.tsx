import type { RowOf } from '@aftercare/api'
import { CopyText } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { CustomerRow } from '../parties/customer-list.tsx'
import { paths } from '../paths.ts'
import { call } from '../shell/api.ts'
import { Go, useGo } from '../shell/go.tsx'
import { defineList, type Filter } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { useCan } from '../shell/session.ts'
import { AssetPanel } from './asset-panel.tsx'
import { AssetStatus } from './asset-status.tsx'
import { printLabels } from './labels.ts'
import { useNamed } from './named.ts'

export type AssetRow = RowOf<'/api/v1/assets'>
export type ModelRow = RowOf<'/api/v1/models'>

async function rows<Row>(path: string, query: Record<string, string>): Promise<Row[]> {
  return ((await (await call('GET', path, { query })).json()) as { items: Row[] }).items
}
export const modelFilter: Filter = {
  kind: 'lookup',
  find: async (q) => {
    const found = await rows<ModelRow>('/api/v1/models', { limit: '200' })
    const text = (row: ModelRow) => `${row.code} ${Object.values(row.name).join(' ')}`.toLowerCase()
    return found.filter((row) => text(row).includes(q.trim().toLowerCase())).map(toNamed)
  },
  name: async (ids) =>
    (await rows<ModelRow>('/api/v1/models', { limit: '200' })).filter((row) => ids.includes(row.id)).map(toNamed),
}
const toNamed = (row: ModelRow) => ({ value: row.id, label: `${row.code} · ${row.name.en}` })
const ownerFilter: Filter = {
  kind: 'lookup',
  find: async (q) =>
    (await rows<CustomerRow>('/api/v1/customers', { limit: '20', ...(q && { q }) })).map((row) => ({
      value: row.id,
      label: row.name,
    })),
  name: (ids) =>
    Promise.all(
      ids.map(async (id) => {
        const customer = (await (await call('GET', `/api/v1/customers/${id}`)).json()) as { name: string }
        return { value: id, label: customer.name }
      }),
    ),
}

const list = defineList<AssetRow>({
  name: 'assets',
  title: 'assets:title',
  path: '/api/v1/assets',
  sort: '-createdAt',
  searchable: true,
  subject: ['asset', 'component'],
  nameOf: (row) => row.serial,
  pathOf: (row) => paths.asset(row.id),
  Panel: AssetPanel,
  Actions: NewAssetButton,
  create: { needs: 'assets.change', run: (go) => go(paths.newAsset()) },
  empty: { title: 'assets:list.emptyTitle', hint: 'assets:list.emptyHint', Action: NewAssetButton },
  bulk: [
    {
      key: 'labels',
      label: 'assets:list.labels',
      needs: 'assets.labels',
      run: async (ids) => {
        await printLabels(ids)
        return { done: ids.length, skipped: [] }
      },
    },
  ],
  columns: [
    {
      key: 'serial',
      label: 'assets:column.serial',
      sortable: true,
      width: 210,
      render: (row) => <CopyText text={row.serial} />,
      filter: { kind: 'text' },
    },
    {
      key: 'modelId',
      label: 'assets:column.modelId',
      width: 220,
      render: (row) => <ModelName row={row} />,
      filter: modelFilter,
    },
    {
      key: 'customerId',
      label: 'assets:column.customerId',
      width: 200,
      render: (row) => <Owner row={row} />,
      filter: ownerFilter,
    },
    { key: 'city', label: 'assets:column.city', width: 120 },
    {
      key: 'status',
      label: 'assets:column.status',
      width: 120,
      render: (row) => <AssetStatus status={row.status} />,
      filter: {
        kind: 'choice',
        choices: [
          { value: 'in_use', label: 'assets:status.in_use' },
          { value: 'in_stock', label: 'assets:status.in_stock' },
          { value: 'out_of_use', label: 'assets:status.out_of_use' },
          { value: 'scrapped', label: 'assets:status.scrapped' },
        ],
      },
    },
    {
      key: 'soldOn',
      label: 'assets:column.soldOn',
      width: 130,
      render: (row) => <Day day={row.soldOn} />,
      filter: { kind: 'day' },
    },
    {
      key: 'installedOn',
      label: 'assets:column.installedOn',
      width: 130,
      render: (row) => <Day day={row.installedOn} />,
      filter: { kind: 'day' },
    },
    {
      key: 'registeredOn',
      label: 'assets:column.registeredOn',
      width: 130,
      render: (row) => <Day day={row.registeredOn} />,
      filter: { kind: 'day' },
    },
    { key: 'customerTag', label: 'assets:column.customerTag', width: 150, hidden: true, filter: { kind: 'text' } },
    { key: 'familyCode', label: 'assets:column.familyCode', width: 110, hidden: true, filter: { kind: 'text' } },
    { key: 'saleCountry', label: 'assets:column.saleCountry', width: 110, hidden: true, filter: { kind: 'text' } },
    {
      key: 'buyerKind',
      label: 'assets:column.buyerKind',
      width: 120,
      hidden: true,
      render: (row) => <Buyer kind={row.buyerKind} />,
      filter: {
        kind: 'choice',
        choices: [
          { value: 'consumer', label: 'assets:buyerKind.consumer' },
          { value: 'business', label: 'assets:buyerKind.business' },
        ],
      },
    },
    {
      key: 'builtOn',
      label: 'assets:column.builtOn',
      width: 130,
      hidden: true,
      render: (row) => <Day day={row.builtOn} />,
      filter: { kind: 'day' },
    },
  ],
})

/** The installed base. */
export function Assets() {
  return <ListPage list={list} />
}

function ModelName({ row }: { row: AssetRow }) {
  const named = useNamed()
  return <>{`${named(row.modelName)} · ${row.modelCode}`}</>
}

function Owner({ row }: { row: AssetRow }) {
  if (!row.customerId || !row.customerName) return null
  return <Go to={paths.customer(row.customerId)}>{row.customerName}</Go>
}

function Buyer({ kind }: { kind: AssetRow['buyerKind'] }) {
  const { t } = useTranslation('assets')
  return kind && t(`buyerKind.${kind}`)
}

export function Day({ day }: { day: string | null }) {
  const { calendarDay } = useFormat()
  return day && <time dateTime={day}>{calendarDay(day)}</time>
}

function NewAssetButton() {
  const { t } = useTranslation('assets')
  const can = useCan()
  const go = useGo()
  if (!can('assets.change')) return null
  return (
    <Button type="primary" onClick={() => go(paths.newAsset())}>
      {t('new.title')}
    </Button>
  )
}
