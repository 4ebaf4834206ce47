import { useTranslation } from 'react-i18next'
import { RecallsBanner } from '../../campaigns/recalls-banner.tsx'
import { DecisionsCard } from '../../entitlement/decisions-card.tsx'
import { LimitsCard } from '../../entitlement/limits/limits-card.tsx'
import { FittingArticles } from '../../knowledge/fitting-card.tsx'
import { $api } from '../../shell/api.ts'
import { useParam } from '../../shell/go.tsx'
import { useFresh } from '../../shell/live.ts'
import { TwoColumns } from '../../shell/page-header.tsx'
import { QueryState } from '../../shell/query-state.tsx'
import { AskPlace } from '../ask.tsx'
import { useActions } from './actions.tsx'
import { ClocksCard } from './clocks-card.tsx'
import { Composer } from './composer.tsx'
import { CoverCard } from './cover-card.tsx'
import { DispatchCard } from './dispatch-card.tsx'
import { MergedNote } from './merged-note.tsx'
import { MoneyCard } from './money-card.tsx'
import { PageHead } from './page-head.tsx'
import { RelatedCard } from './related-card.tsx'
import { SaidCard } from './said-card.tsx'
import { TimelineFeed } from './timeline-feed.tsx'
import { type RequestView, requestPaths } from './use-request.ts'
import { WatchersCard } from './watchers-card.tsx'
import { WhatCard } from './what-card.tsx'
import { WhoCard } from './who-card.tsx'

/** Everything about one request: what was said and done on the left, the facts on the right. */
export function RequestPage() {
  const id = useParam('id')
  const query = $api.useQuery('get', '/api/v1/requests/{id}', { params: { path: { id } } })
  useFresh({ subject: ['request', 'visit', 'work_order', 'quotation', 'invoice'], id, paths: requestPaths })
  return <QueryState query={query}>{(request) => <Page key={request.id} request={request} />}</QueryState>
}

function Page({ request }: { request: RequestView }) {
  const { t } = useTranslation('requests')
  const actions = useActions(request)
  return (
    <>
      <PageHead request={request} actions={actions} />
      {request.asset && <RecallsBanner assetId={request.asset.id} at="page" brief />}
      <TwoColumns
        main={
          <>
            <MergedNote request={request} />
            <SaidCard request={request} actions={actions} />
            {request.can.includes('note') && <Composer request={request} />}
            <TimelineFeed request={request} />
          </>
        }
        side={
          <>
            <WhoCard request={request} actions={actions} />
            <WhatCard request={request} />
            {request.asset && <LimitsCard assetId={request.asset.id} quiet />}
            <CoverCard request={request} />
            {request.asset && (
              <FittingArticles assetId={request.asset.id} symptomCode={request.reading?.symptomCode ?? null} />
            )}
            {request.asset && <DecisionsCard of={{ requestId: request.id }} />}
            <ClocksCard request={request} />
            <DispatchCard request={request} />
            <MoneyCard request={request} />
            <RelatedCard request={request} actions={actions} />
            <WatchersCard request={request} actions={actions} title={t('page.people')} />
          </>
        }
      />
      <AskPlace />
    </>
  )
}
