import type { RowOf } from '@aftercare/api'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { Day } from '../billing/marks.tsx'
import { paths } from '../paths.ts'
import { At } from '../shell/at.tsx'
import { useGo } from '../shell/go.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { useCan } from '../shell/session.ts'
import { CompletionBar } from './completion.tsx'
import { CampaignStatus, Dangers, Kind, kindChoices, statusChoices } from './marks.tsx'

type Row = RowOf<'/api/v1/campaigns'>

const list = defineList<Row>({
  name: 'campaigns',
  title: 'campaigns:title',
  path: '/api/v1/campaigns',
  sort: '-createdAt',
  searchable: true,
  subject: ['campaign', 'recall_unit'],
  nameOf: (row) => row.number,
  pathOf: (row) => paths.campaign(row.id),
  Actions: NewCampaign,
  create: { needs: 'campaigns.manage', run: (go) => go(paths.newCampaign()) },
  empty: { title: 'campaigns:list.empty', hint: 'campaigns:list.emptyHint' },
  presets: [
    { key: 'open', label: 'campaigns:list.open', state: () => ({ 'filter[status]': 'announced' }) },
    {
      key: 'safety',
      label: 'campaigns:list.safety',
      state: () => ({ 'filter[status]': 'announced', 'filter[isSafety]': 'true' }),
    },
    { key: 'drafts', label: 'campaigns:list.drafts', state: () => ({ 'filter[status]': 'draft' }) },
  ],
  columns: [
    { key: 'number', label: 'campaigns:column.number', width: 150, sortable: true, filter: { kind: 'text' } },
    { key: 'title', label: 'campaigns:column.title', width: 280, render: (row) => <Title row={row} /> },
    {
      key: 'kind',
      label: 'campaigns:column.kind',
      width: 110,
      render: (row) => <Kind of={row.kind} />,
      filter: { kind: 'choice', choices: kindChoices },
    },
    {
      key: 'status',
      label: 'campaigns:column.status',
      width: 120,
      render: (row) => <CampaignStatus status={row.status} />,
      filter: { kind: 'choice', choices: statusChoices },
    },
    {
      key: 'isSafety',
      label: 'campaigns:column.isSafety',
      width: 180,
      render: (row) => <Dangers of={row} />,
      filter: { kind: 'yesNo' },
    },
    {
      key: 'completion',
      label: 'campaigns:column.completion',
      width: 150,
      render: (row) => <CompletionBar rate={row.completion} />,
    },
    { key: 'done', label: 'campaigns:column.done', width: 90, align: 'end' },
    { key: 'population', label: 'campaigns:column.population', width: 90, align: 'end' },
    {
      key: 'announcedOn',
      label: 'campaigns:column.announcedOn',
      width: 140,
      sortable: true,
      render: (row) => <Day of={row.announcedOn} />,
      filter: { kind: 'day' },
    },
    { key: 'filing', label: 'campaigns:column.filing', width: 160, hidden: true, filter: { kind: 'text' } },
    {
      key: 'stopUse',
      label: 'campaigns:column.stopUse',
      width: 110,
      hidden: true,
      render: (row) => <YesNo of={row.stopUse} />,
      filter: { kind: 'yesNo' },
    },
    {
      key: 'startsOn',
      label: 'campaigns:column.startsOn',
      width: 140,
      hidden: true,
      render: (row) => <Day of={row.startsOn} />,
      filter: { kind: 'day' },
    },
    {
      key: 'endsOn',
      label: 'campaigns:column.endsOn',
      width: 140,
      hidden: true,
      render: (row) => <Day of={row.endsOn} />,
      filter: { kind: 'day' },
    },
    {
      key: 'createdAt',
      label: 'campaigns:column.createdAt',
      width: 150,
      sortable: true,
      hidden: true,
      render: (row) => <At at={row.createdAt} />,
      filter: { kind: 'instant' },
    },
  ],
})

/** Recalls, upgrades and service campaigns, and how far each has come. */
export function Campaigns() {
  return <ListPage list={list} />
}

const Title = ({ row }: { row: Row }) => useNamed()(row.title)

function YesNo({ of }: { of: boolean }) {
  const { t } = useTranslation('common')
  return t(of ? 'yes' : 'no')
}

function NewCampaign() {
  const { t } = useTranslation('campaigns')
  const can = useCan()
  const go = useGo()
  if (!can('campaigns.manage')) return null
  return (
    <Button type="primary" onClick={() => go(paths.newCampaign())}>
      {t('do.new')}
    </Button>
  )
}
