import type { Answer } from '@aftercare/api'
import { Card, SkeletonCard } from '@aftercare/ui'
import { Alert, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BillingTerms } from '../billing/billing-terms.tsx'
import { CustomerContractsCard } from '../contracts/contracts-card.tsx'
import { TechnicianWishes } from '../dispatch/technician-wishes.tsx'
import { OwnedProducts } from '../entitlement/owned-products.tsx'
import { paths } from '../paths.ts'
import { $api, api } from '../shell/api.ts'
import { Go, useGo, useParam } from '../shell/go.tsx'
import { useFresh } from '../shell/live.ts'
import { PageHeader, TwoColumns } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useCan } from '../shell/session.ts'
import { Timeline } from '../shell/timeline.tsx'
import { useChange } from '../shell/use-change.ts'
import { AddressesCard } from './addresses-card.tsx'
import { ConsentsCard } from './consents-card.tsx'
import { ContactsCard } from './contacts-card.tsx'
import { FactsCard } from './facts-card.tsx'
import { useMoments } from './happenings.tsx'
import { MergeDialog } from './merge-dialog.tsx'
import { RequestsCard } from './requests-card.tsx'
import { TierTag } from './tier-tag.tsx'
import { newestFirst, useServiceMoments, useVoiceMoments } from './work.tsx'
import { InvoicesCard, VisitsCard } from './work-cards.tsx'

type Customer = Answer<'/api/v1/customers/{id}'>

/** Everything about one customer on one page. */
export function CustomerPage() {
  const id = useParam('id')
  const params = { params: { path: { id } } }
  const query = $api.useQuery('get', '/api/v1/customers/{id}', params)
  useFresh({
    subject: 'customer',
    id,
    paths: ['/api/v1/customers/{id}', '/api/v1/customers/{id}/overview', '/api/v1/customers/{id}/timeline'],
  })
  return <QueryState query={query}>{(customer) => <Page customer={customer} />}</QueryState>
}

function Page({ customer }: { customer: Customer }) {
  const { t } = useTranslation('parties')
  return (
    <>
      <PageHeader
        back={{ to: paths.customers(), label: t('title') }}
        number={customer.number}
        title={customer.name}
        status={<TierTag tier={customer.tier} />}
        actions={<Actions customer={customer} />}
      />
      {customer.mergedInto && <MergedAway into={customer.mergedInto} />}
      <TwoColumns
        main={
          <>
            <RequestsCard
              title={t('page.openRequests')}
              empty={t('page.noOpenRequests')}
              of={{ customerId: customer.id }}
            />
            <Products customer={customer} />
            <CustomerContractsCard customerId={customer.id} />
            <VisitsCard of={{ customerId: customer.id }} />
            <InvoicesCard of={{ customerId: customer.id }} />
            <History customer={customer} />
          </>
        }
        side={
          <>
            <FactsCard customer={customer} />
            <ContactsCard customer={customer} />
            <AddressesCard customer={customer} />
            <BillingTerms customerId={customer.id} />
            <TechnicianWishes of="customer" id={customer.id} may={customer.mergedInto === null} />
            <ConsentsCard customer={customer} />
          </>
        }
      />
    </>
  )
}

function Actions({ customer }: { customer: Customer }) {
  const { t } = useTranslation('parties')
  const can = useCan()
  const go = useGo()
  const [merging, setMerging] = useState(false)
  const back = useChange(
    (mergeId: string) => api.DELETE('/api/v1/customers/merges/{id}', { params: { path: { id: mergeId } } }),
    { paths: touchedByMerge, done: t('merge.undone'), tellRefusal: true },
  )
  if (customer.mergedInto) return null
  const merges = customer.merges.filter((one) => one.undoneAt === null)
  const items = [
    { key: 'merge', label: t('page.merge'), onClick: () => setMerging(true) },
    ...merges.map((one) => ({
      key: one.id,
      label: t('page.undoMerge', { name: one.merged.name }),
      onClick: () => back.mutate(one.id),
    })),
  ]
  return (
    <>
      {can('requests.open') && (
        <Button type="primary" onClick={() => go(paths.requestNew({ customerId: customer.id }))}>
          {t('page.newRequest')}
        </Button>
      )}
      {can('parties.merge') && <More items={items} />}
      {merging && <MergeDialog customer={customer} onClose={() => setMerging(false)} />}
    </>
  )
}

export const touchedByMerge = [
  '/api/v1/customers',
  '/api/v1/customers/{id}',
  '/api/v1/customers/{id}/overview',
  '/api/v1/customers/{id}/timeline',
  '/api/v1/customers/duplicate-pairs',
  '/api/v1/requests',
] as const

function More({ items }: { items: { key: string; label: string; onClick: () => void }[] }) {
  const { t } = useTranslation('common')
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button>{t('do.more')}</Button>
    </Dropdown>
  )
}

function MergedAway({ into }: { into: NonNullable<Customer['mergedInto']> }) {
  const { t } = useTranslation('parties')
  return (
    <Alert
      banner
      type="info"
      title={t('page.mergedInto', { name: into.name, number: into.number })}
      action={<Go to={paths.customer(into.id)}>{t('page.openKept', { name: into.name })}</Go>}
    />
  )
}

function Products({ customer }: { customer: Customer }) {
  const { t } = useTranslation('parties')
  const can = useCan()
  const go = useGo()
  const query = $api.useQuery('get', '/api/v1/customers/{id}/overview', { params: { path: { id: customer.id } } })
  const add = can('assets.change') && customer.mergedInto === null && (
    <Button type="text" size="small" onClick={() => go(paths.newAsset(customer.id))}>
      {t('page.addProduct')}
    </Button>
  )
  return (
    <Card title={t('page.products')} aside={add}>
      <QueryState query={query} skeleton={<SkeletonCard lines={4} />}>
        {({ assets }) => <OwnedProducts assets={assets} />}
      </QueryState>
    </Card>
  )
}

function History({ customer }: { customer: Customer }) {
  const moments = useMoments()
  const service = useServiceMoments({ customerId: customer.id })
  const voice = useVoiceMoments({ customerId: customer.id })
  const query = $api.useQuery('get', '/api/v1/customers/{id}/timeline', {
    params: { path: { id: customer.id }, query: { limit: 100 } },
  })
  return (
    <QueryState query={query} skeleton={<SkeletonCard lines={5} />}>
      {({ items }) => (
        <Timeline moments={newestFirst([...moments(items), ...service, ...voice])} zone={customer.timeZone} />
      )}
    </QueryState>
  )
}
