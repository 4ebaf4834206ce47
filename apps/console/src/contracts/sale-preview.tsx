import { ApiProblem } from '@aftercare/api'
import { Card, useProblemText } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Alert, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from './contracts.module.css'
import { Findings } from './findings.tsx'
import { LinesCard } from './lines-card.tsx'
import type { usePreview } from './use-preview.ts'

/** The checks first, then what it covers and when it is paid. */
export function SalePreview({ preview }: { preview: ReturnType<typeof usePreview> }) {
  const { t } = useTranslation('contracts')
  const { calendarDay, money } = useFormat()
  const { data, error, isFetching } = preview
  return (
    <div className={styles.stack}>
      <Card title={t('sale.checks')}>
        {!data && !error && !isFetching && <p className={styles.quiet}>{t('pickFirst')}</p>}
        {isFetching && !data && <Skeleton active paragraph={{ rows: 2 }} title={false} />}
        {error && <Refused error={error} />}
        {data && <Findings findings={data.findings} />}
      </Card>
      {data && (
        <>
          <Card title={t('card.instalments')}>
            <p className={styles.sum}>
              <span>
                {t('fromTo', { from: calendarDay(data.startsOn), to: calendarDay(data.endsOn) })} ·{' '}
                {t(`billing.${data.billing}`)}
              </span>
              <strong>{money({ minor: data.totalMinor, currency: data.currency })}</strong>
            </p>
            {data.instalments.length > 1 &&
              data.instalments.map((one) => (
                <p key={one.fromOn} className={`${styles.sum} ${styles.quiet}`}>
                  <span>{calendarDay(one.dueOn)}</span>
                  <span>{money({ minor: one.minor, currency: data.currency })}</span>
                </p>
              ))}
          </Card>
          <LinesCard lines={data.lines} currency={data.currency} />
        </>
      )}
    </div>
  )
}

/** What cannot be composed at all, each at its line. */
function Refused({ error }: { error: unknown }) {
  const { t } = useTranslation('contracts')
  const textOf = useProblemText()
  const problem = error instanceof ApiProblem ? error : null
  const lines = (problem?.errors ?? []).map((one) => {
    const n = Number(/^lines\.(\d+)/.exec(one.path)?.[1] ?? 0) + 1
    return `${t('line', { n })}: ${one.message}`
  })
  return (
    <Alert
      type="error"
      showIcon
      title={lines.length === 0 && problem ? textOf(problem) : t('sale.refused')}
      description={lines.join(' ')}
    />
  )
}
