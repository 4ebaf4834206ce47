import { Card, SkeletonRows } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RecallsBanner } from '../../campaigns/recalls-banner.tsx'
import { OutcomeTag } from '../../entitlement/outcome-tag.tsx'
import { $api, api } from '../../shell/api.ts'
import { CoverSummary } from '../cover-summary.tsx'
import pageStyles from '../page/page.module.css'
import { PriorityReasons } from '../page/priority-reasons.tsx'
import { Alike } from '../page/related-card.tsx'
import { useWord } from '../words.ts'
import { answersOf, type Draft } from './draft.ts'
import styles from './intake.module.css'
import type { Known } from './use-known.ts'

type PanelProps = { known: Known; draft: Draft | undefined }

/** What follows from what has been said so far: who pays, how urgent it is, by when an answer is due, what is open already. */
export function PreviewPanel({ known, draft }: PanelProps) {
  const { t } = useTranslation('requests')
  const preview = usePreview(known, draft)
  const alike = preview?.duplicates ?? []
  return (
    <>
      {known.ids.assetId && <RecallsBanner assetId={known.ids.assetId} at="side" />}
      {alike.length > 0 && (
        <div className={styles.warning} role="status">
          <h2 className={styles.warningTitle}>{t('intake.openAlready', { count: alike.length })}</h2>
          {alike.slice(0, 5).map((one) => (
            <Alike key={one.id} one={one} />
          ))}
        </div>
      )}
      <Cover known={known} />
      <Card title={t('intake.urgency')}>
        {preview ? (
          <>
            <PriorityReasons priority={preview.priority} reasons={preview.priorityReasons} />
            <Promises clocks={preview.clocks} zone={preview.timeZone} />
          </>
        ) : (
          <SkeletonRows rows={3} />
        )}
      </Card>
    </>
  )
}

function Cover({ known }: { known: Known }) {
  const { t } = useTranslation('requests')
  const { assetId } = known.ids
  const params = { path: { id: assetId ?? '' } }
  const cover = $api.useQuery(
    'get',
    '/api/v1/assets/{id}/cover',
    { params },
    { enabled: assetId !== null, staleTime: 60_000 },
  )
  if (assetId === null) {
    return (
      <Card title={t('page.cover')}>
        <p className={styles.quiet}>{t('intake.noCover')}</p>
      </Card>
    )
  }
  return (
    <Card title={t('page.cover')} aside={cover.data && <OutcomeTag outcome={cover.data.decision.outcome} />}>
      {cover.data ? <CoverSummary cover={cover.data} /> : <SkeletonRows rows={3} />}
    </Card>
  )
}

type Promise_ = { kind: string; dueAt: string }

function Promises({ clocks, zone }: { clocks: readonly Promise_[]; zone: string }) {
  const { t } = useTranslation('requests')
  const word = useWord()
  const { dates } = useFormat()
  return (
    <dl className={pageStyles.answers}>
      {clocks.map(({ kind, dueAt }) => (
        <div key={kind} className={styles.promise}>
          <dt>{word(`clock.kind.${kind}`)}</dt>
          <dd title={dates(zone).full(dueAt)}>{t('intake.by', { when: dates(zone).dayTime(dueAt) })}</dd>
        </div>
      ))}
    </dl>
  )
}

const rest = 250

/** Asked of the server, so that the promise told on the phone is the one that is kept. */
function usePreview({ ids }: Known, draft: Draft | undefined) {
  const body = {
    kind: draft?.kind ?? 'repair',
    answers: draft ? answersOf(draft) : {},
    ...(ids.customerId ? { customerId: ids.customerId } : {}),
    ...(ids.assetId ? { assetId: ids.assetId } : {}),
    ...(ids.customerId && draft?.addressId ? { addressId: draft.addressId } : {}),
    ...(draft?.symptomCode ? { symptomCode: draft.symptomCode } : {}),
    ...(draft?.impact ? { impact: draft.impact } : {}),
    ...(draft?.urgency ? { urgency: draft.urgency } : {}),
    ...(draft?.safety ? { safety: true } : {}),
  }
  const asked = useRested(JSON.stringify(body))
  return useQuery({
    queryKey: ['request-preview', asked],
    queryFn: async () => (await api.POST('/api/v1/requests/preview', { body: JSON.parse(asked) })).data,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  }).data
}

function useRested(value: string): string {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), rest)
    return () => clearTimeout(timer)
  }, [value])
  return rested
}
