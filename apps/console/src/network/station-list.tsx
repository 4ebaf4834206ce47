import type { RowOf } from '@aftercare/api'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFamilyNames } from '../assets/family-names.ts'
import { PhoneLink } from '../parties/reach.tsx'
import { paths } from '../paths.ts'
import { CountryName } from '../shell/country.tsx'
import { useGo } from '../shell/go.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { useCan } from '../shell/session.ts'
import { KindText, kindChoices, OpenTag } from './kinds.tsx'

type Row = RowOf<'/api/v1/stations'>

const list = defineList<Row>({
  name: 'stations',
  title: 'network:title',
  path: '/api/v1/stations',
  sort: 'name',
  searchable: true,
  subject: 'station',
  nameOf: (row) => row.name,
  pathOf: (row) => paths.station(row.id),
  Actions,
  create: { needs: 'network.change', run: (go) => go(paths.newStation()) },
  empty: { title: 'network:list.emptyTitle', hint: 'network:list.emptyHint', Action: NewButton },
  columns: [
    { key: 'number', label: 'network:column.number', sortable: true, width: 150 },
    { key: 'name', label: 'network:column.name', sortable: true, width: 240, filter: { kind: 'text' } },
    {
      key: 'kind',
      label: 'network:column.kind',
      sortable: true,
      width: 150,
      render: (row) => <KindText kind={row.kind} />,
      filter: { kind: 'choice', choices: kindChoices },
    },
    { key: 'parentName', label: 'network:column.parentName', width: 180 },
    {
      key: 'country',
      label: 'network:column.country',
      sortable: true,
      width: 140,
      render: (row) => <CountryName code={row.country} />,
      filter: { kind: 'text' },
    },
    { key: 'city', label: 'network:column.city', sortable: true, width: 140, filter: { kind: 'text' } },
    { key: 'phone', label: 'network:column.phone', width: 180, render: (row) => <PhoneLink phone={row.phone} /> },
    {
      key: 'isActive',
      label: 'network:column.isActive',
      width: 120,
      render: (row) => <OpenTag isActive={row.isActive} />,
      filter: { kind: 'yesNo' },
    },
    { key: 'level', label: 'network:column.level', width: 110, hidden: true, filter: { kind: 'text' } },
    { key: 'timeZone', label: 'network:column.timeZone', width: 150, hidden: true, filter: { kind: 'text' } },
    {
      key: 'productLines',
      label: 'network:column.productLines',
      width: 180,
      hidden: true,
      render: (row) => <FamilyNames codes={row.productLines} />,
    },
  ],
})

function FamilyNames({ codes }: { codes: readonly string[] }) {
  return useFamilyNames().said(codes)
}

/** All places of the network. */
export function Stations() {
  return <ListPage list={list} />
}

function Actions() {
  const { t } = useTranslation('network')
  const go = useGo()
  return (
    <>
      <Button onClick={() => go(paths.stationTree())}>{t('tree')}</Button>
      <NewButton />
    </>
  )
}

export function NewButton() {
  const { t } = useTranslation('network')
  const can = useCan()
  const go = useGo()
  if (!can('network.change')) return null
  return (
    <Button type="primary" onClick={() => go(paths.newStation())}>
      {t('list.new')}
    </Button>
  )
}
