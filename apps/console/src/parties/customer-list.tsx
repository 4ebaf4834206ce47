import type { RowOf } from '@aftercare/api'
import { type Language, languageNames, languages } from '@aftercare/words'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { At } from '../shell/at.tsx'
import { CountryName } from '../shell/country.tsx'
import { useGo } from '../shell/go.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { useCan } from '../shell/session.ts'
import { CallerSearch } from './caller-search.tsx'
import { CustomerPanel } from './customer-panel.tsx'
import { MailLink, PhoneLink } from './reach.tsx'
import { TierTag } from './tier-tag.tsx'

export type CustomerRow = RowOf<'/api/v1/customers'>

const list = defineList<CustomerRow>({
  name: 'customers',
  title: 'parties:title',
  path: '/api/v1/customers',
  sort: '-createdAt',
  searchable: true,
  subject: ['customer', 'contact', 'address'],
  nameOf: (row) => row.name,
  pathOf: (row) => paths.customer(row.id),
  Panel: CustomerPanel,
  Actions,
  create: { needs: 'parties.change', run: (go) => go(paths.newCustomer()) },
  empty: { title: 'parties:list.emptyTitle', hint: 'parties:list.emptyHint', Action: NewCustomerButton },
  columns: [
    { key: 'number', label: 'parties:column.number', sortable: true, width: 140 },
    { key: 'name', label: 'parties:column.name', sortable: true, width: 220, filter: { kind: 'text' } },
    {
      key: 'kind',
      label: 'parties:column.kind',
      width: 110,
      render: (row) => <Kind kind={row.kind} />,
      filter: {
        kind: 'choice',
        choices: [
          { value: 'person', label: 'parties:kind.person' },
          { value: 'organisation', label: 'parties:kind.organisation' },
        ],
      },
    },
    {
      key: 'tier',
      label: 'parties:column.tier',
      width: 100,
      render: (row) => <TierTag tier={row.tier} />,
      filter: {
        kind: 'choice',
        choices: [
          { value: 'gold', label: 'parties:tier.gold' },
          { value: 'silver', label: 'parties:tier.silver' },
          { value: 'standard', label: 'parties:tier.standard' },
        ],
      },
    },
    { key: 'city', label: 'parties:column.city', width: 130 },
    {
      key: 'country',
      label: 'parties:column.country',
      width: 130,
      render: (row) => <CountryName code={row.country} />,
      filter: { kind: 'text' },
    },
    { key: 'phone', label: 'parties:column.phone', width: 180, render: (row) => <PhoneLink phone={row.phone} /> },
    { key: 'email', label: 'parties:column.email', width: 240, render: (row) => <MailLink email={row.email} /> },
    { key: 'address', label: 'parties:column.address', width: 240, hidden: true },
    {
      key: 'language',
      label: 'parties:column.language',
      width: 100,
      hidden: true,
      render: (row) => languageNames[row.language as Language] ?? row.language,
      filter: {
        kind: 'choice',
        choices: languages.map((value) => ({ value, label: `voice:language.${value}` as const })),
      },
    },
    { key: 'externalId', label: 'parties:column.externalId', width: 140, hidden: true, filter: { kind: 'text' } },
    {
      key: 'createdAt',
      label: 'parties:column.createdAt',
      width: 130,
      sortable: true,
      render: (row) => <At at={row.createdAt} only="day" />,
      filter: { kind: 'instant' },
    },
  ],
})

/** All customers. */
export function Customers() {
  return <ListPage list={list} />
}

function Kind({ kind }: { kind: CustomerRow['kind'] }) {
  const { t } = useTranslation('parties')
  return t(`kind.${kind}`)
}

function Actions() {
  const { t } = useTranslation('parties')
  const can = useCan()
  const go = useGo()
  return (
    <>
      <CallerSearch />
      {can('parties.merge') && <Button onClick={() => go(paths.duplicates())}>{t('list.duplicates')}</Button>}
      <NewCustomerButton />
    </>
  )
}

function NewCustomerButton() {
  const { t } = useTranslation('parties')
  const can = useCan()
  const go = useGo()
  if (!can('parties.change')) return null
  return (
    <Button type="primary" onClick={() => go(paths.newCustomer())}>
      {t('new.title')}
    </Button>
  )
}
