import type { RowOf } from '@aftercare/api'
import { SkeletonRows } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { $api } from '../shell/api.ts'
import { CoverTag, PriorityMark, RequestStatus } from './marks.tsx'
import { useActions } from './page/actions.tsx'
import { ClocksCard } from './page/clocks-card.tsx'
import { DispatchCard } from './page/dispatch-card.tsx'
import pageStyles from './page/page.module.css'
import type { RequestView } from './page/use-request.ts'
import { WatchersCard } from './page/watchers-card.tsx'
import { WhatCard } from './page/what-card.tsx'
import { WhoCard } from './page/who-card.tsx'
import styles from './panel.module.css'

/** A request beside the queue: enough to decide what to do with it. */
export function RequestPanel({ row }: { row: RowOf<'/api/v1/requests'> }) {
  const query = $api.useQuery('get', '/api/v1/requests/{id}', { params: { path: { id: row.id } } })
  return (
    <div className={styles.panel}>
      <h2 className={styles.title}>{row.title}</h2>
      <span className={pageStyles.marks}>
        <PriorityMark priority={row.priority} isSafety={row.isSafety} />
        <RequestStatus status={row.status} holdReason={row.holdReason} />
        <CoverTag outcome={row.cover} />
      </span>
      {query.data ? <Facts request={query.data} /> : <SkeletonRows rows={8} />}
    </div>
  )
}

function Facts({ request }: { request: RequestView }) {
  const { t } = useTranslation('requests')
  const actions = useActions(request)
  const [said] = request.verbatims
  return (
    <>
      {said && (
        <blockquote className={pageStyles.quote} lang={said.language}>
          {said.text}
        </blockquote>
      )}
      <ClocksCard request={request} />
      <WatchersCard request={request} actions={actions} title={t('page.people')} />
      <WhoCard request={request} actions={actions} />
      <WhatCard request={request} />
      <DispatchCard request={request} />
    </>
  )
}
