import type { Answer } from '@aftercare/api'
import { SkeletonCard } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { PastRecalls, RecallsBanner } from '../campaigns/recalls-banner.tsx'
import { AssetContractsCard } from '../contracts/contracts-card.tsx'
import { DatesCard } from '../contracts/dates-card.tsx'
import { PlansCard } from '../contracts/plans-card.tsx'
import { TechnicianWishes } from '../dispatch/technician-wishes.tsx'
import { CoverCard } from '../entitlement/cover-card.tsx'
import { DecisionsCard } from '../entitlement/decisions-card.tsx'
import { LimitsCard } from '../entitlement/limits/limits-card.tsx'
import { VoidingLink } from '../entitlement/voidings/voiding-link.tsx'
import { useMoments } from '../parties/happenings.tsx'
import { RequestsCard } from '../parties/requests-card.tsx'
import { newestFirst, useServiceMoments } from '../parties/work.tsx'
import { VisitsCard } from '../parties/work-cards.tsx'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { useParam } from '../shell/go.tsx'
import { useFresh } from '../shell/live.ts'
import { PageHeader, TwoColumns } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useSession } from '../shell/session.ts'
import { Settled } from '../shell/settled.tsx'
import { Timeline } from '../shell/timeline.tsx'
import { AssetActions } from './asset-actions.tsx'
import { AssetStatus } from './asset-status.tsx'
import { ComponentsCard } from './components-card.tsx'
import { AssetFactsCard, OwnerCard } from './facts-card.tsx'
import { MetersCard } from './meters-card.tsx'
import { useNamed } from './named.ts'
import { OwnershipCard } from './ownership-card.tsx'
import { TreeCard } from './tree-card.tsx'

export type Asset = Answer<'/api/v1/assets/{id}'>
/** What a change of a product touches. */
export const touched = [
  '/api/v1/assets',
  '/api/v1/assets/{id}',
  '/api/v1/assets/{id}/cover',
  '/api/v1/assets/{id}/limits',
  '/api/v1/assets/{id}/timeline',
  '/api/v1/customers/{id}/overview',
] as const

/** Everything about one product on one page. */
export function AssetPage() {
  const id = useParam('id')
  const query = $api.useQuery('get', '/api/v1/assets/{id}', { params: { path: { id } } })
  useFresh({ subject: 'asset', id, paths: touched })
  return <QueryState query={query}>{(asset) => <Page asset={asset} />}</QueryState>
}

function Page({ asset }: { asset: Asset }) {
  const { t } = useTranslation('assets')
  const named = useNamed()
  return (
    <>
      <PageHeader
        back={{ to: paths.assets(), label: t('title') }}
        number={asset.serial}
        title={named(asset.model.name)}
        status={<AssetStatus status={asset.status} />}
        actions={<AssetActions asset={asset} />}
      />
      {asset.voided && <Voided voided={asset.voided} assetId={asset.id} />}
      <Settled skeleton={<TwoColumns main={<SkeletonCard lines={12} />} side={<SkeletonCard lines={6} />} />}>
        <RecallsBanner assetId={asset.id} at="page" />
        <TwoColumns
          main={
            <>
              <CoverCard assetId={asset.id} />
              <RequestsCard
                title={t('page.requests')}
                empty={t('page.noRequests')}
                of={{ assetId: asset.id }}
                closedToo
              />
              <AssetContractsCard assetId={asset.id} customerId={asset.customer?.id ?? null} />
              <PlansCard assetId={asset.id} />
              <DatesCard of={{ assetId: asset.id }} />
              <VisitsCard of={{ assetId: asset.id }} />
              <MetersCard asset={asset} />
              <History asset={asset} />
            </>
          }
          side={
            <>
              <LimitsCard assetId={asset.id} />
              <OwnerCard asset={asset} />
              <AssetFactsCard asset={asset} />
              <PastRecalls assetId={asset.id} />
              {asset.tree.length > 1 && <TreeCard asset={asset} />}
              <ComponentsCard asset={asset} />
              <OwnershipCard asset={asset} />
              <TechnicianWishes of="asset" id={asset.id} />
              <DecisionsCard of={{ assetId: asset.id }} />
            </>
          }
        />
      </Settled>
    </>
  )
}

function Voided({ voided, assetId }: { voided: NonNullable<Asset['voided']>; assetId: string }) {
  const { t } = useTranslation('assets')
  const { calendarDay } = useFormat()
  const reason = t(`voidCode.${voided.code}`)
  return (
    <Alert
      banner
      type="warning"
      title={t('page.voided', { at: calendarDay(voided.at), code: reason })}
      description={voided.assessment}
      action={<VoidingLink assetId={assetId} />}
    />
  )
}

function History({ asset }: { asset: Asset }) {
  const moments = useMoments()
  const service = useServiceMoments({ assetId: asset.id })
  const { person } = useSession()
  const query = $api.useQuery('get', '/api/v1/assets/{id}/timeline', {
    params: { path: { id: asset.id }, query: { limit: 100 } },
  })
  return (
    <QueryState query={query} skeleton={<SkeletonCard lines={5} />}>
      {({ items }) => (
        <Timeline
          moments={newestFirst([...moments(items), ...service])}
          zone={asset.address?.timeZone ?? person.timeZone}
        />
      )}
    </QueryState>
  )
}
