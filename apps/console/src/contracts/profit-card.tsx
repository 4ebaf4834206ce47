import { Card, SkeletonCard } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { Go } from '../shell/go.tsx'
import { QueryState } from '../shell/query-state.tsx'
import type { Contract } from './contract-page.tsx'
import styles from './contracts.module.css'

/** Earned to date less what the jobs would have cost the customer: every figure with its sum. */
export function ProfitCard({ contract }: { contract: Contract }) {
  const { t } = useTranslation('contracts')
  const { money, calendarDay } = useFormat()
  const query = $api.useQuery('get', '/api/v1/contracts/{id}/profit', { params: { path: { id: contract.id } } })
  const said = (minor: string) => money({ minor, currency: contract.currency })
  return (
    <Card title={t('card.profit')}>
      <QueryState query={query} skeleton={<SkeletonCard lines={3} />}>
        {(profit) => (
          <div className={styles.stack}>
            <p className={styles.sum}>
              <span>{t('profit.earned', { day: calendarDay(profit.on) })}</span>
              <strong>{said(profit.earnedMinor)}</strong>
            </p>
            {profit.parts
              .filter((part) => part.days > 0)
              .map((part) => (
                <p key={part.fromOn} className={styles.quiet}>
                  {t('profit.part', {
                    minor: said(part.minor),
                    days: part.days,
                    ofDays: part.ofDays,
                    earned: said(part.earnedMinor),
                  })}
                </p>
              ))}
            {profit.refundMinor !== '0' && (
              <p className={styles.sum}>
                <span>{t('profit.refund')}</span>
                <strong>{said(`-${profit.refundMinor}`)}</strong>
              </p>
            )}
            <p className={styles.sum}>
              <span>{t('profit.cost', { count: profit.jobs.length })}</span>
              <strong>{said(profit.costMinor === '0' ? '0' : `-${profit.costMinor}`)}</strong>
            </p>
            <p className={styles.quiet}>{t('profit.rule')}</p>
            {profit.jobs.slice(0, 8).map((job) => (
              <p key={job.visitId} className={`${styles.sum} ${styles.quiet}`}>
                <span>
                  <Go to={paths.visit(job.visitId)}>{job.number}</Go> <At at={job.at} only="day" />
                </span>
                <span>{said(job.minor)}</span>
              </p>
            ))}
            <p className={styles.sum}>
              <strong>{t('profit.left')}</strong>
              <strong>{said(profit.profitMinor)}</strong>
            </p>
          </div>
        )}
      </QueryState>
    </Card>
  )
}
