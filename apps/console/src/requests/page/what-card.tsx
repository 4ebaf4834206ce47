import { Card, CopyText, Facts } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { CoverLine } from '../../entitlement/warranty-bars.tsx'
import { paths } from '../../paths.ts'
import { At } from '../../shell/at.tsx'
import { Go } from '../../shell/go.tsx'
import { nameIn } from '../words.ts'
import styles from './page.module.css'
import { useCover } from './use-cover.ts'
import type { RequestView } from './use-request.ts'

/** The product: which one, how old, what was done to it lately, and how long its cover runs. */
export function WhatCard({ request }: { request: RequestView }) {
  const { t } = useTranslation('requests')
  const { language, calendarDay } = useFormat()
  const { asset } = request
  const cover = useCover(request)
  if (!asset) {
    return (
      <Card title={t('page.what')}>
        <p className={styles.quiet}>{request.product ?? t('page.noAsset')}</p>
      </Card>
    )
  }
  const facts = [
    { label: t('page.soldOn'), value: asset.soldOn },
    { label: t('page.installedOn'), value: asset.installedOn },
  ].flatMap(({ label, value }) => (value ? [{ label, value: calendarDay(value) }] : []))
  return (
    <Card title={t('page.what')}>
      <div className={styles.list}>
        <div className={styles.item}>
          <Go to={paths.asset(asset.id)} className={styles.strong ?? ''}>
            {nameIn(asset.model.name, language)}
          </Go>
          <CopyText text={asset.serial} />
        </div>
        {facts.length > 0 && <Facts facts={facts} />}
        {cover && <CoverLine coverage={cover.decision.coverage} until={cover.summary.coveredUntil} />}
        {asset.lastVisits.length > 0 && (
          <div className={styles.item}>
            <h3 className={styles.partTitle}>{t('page.lastVisits')}</h3>
            {asset.lastVisits.map((one) => (
              <span key={one.requestId} className={styles.line}>
                <Go to={paths.request(one.requestId)}>{one.number}</Go>
                <span>{one.title}</span>
                <span className={styles.quiet}>
                  <At at={one.resolvedAt} zone={request.timeZone} only="day" />
                </span>
              </span>
            ))}
          </div>
        )}
      </div>
    </Card>
  )
}
