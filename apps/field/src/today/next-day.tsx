import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import type { KeptVisit } from '../data/store.ts'
import { dayNow } from '../data/which-day.ts'
import { LaterJob } from './job-card.tsx'
import styles from './today.module.css'

/** The next day with visits, to be read in advance; open at once where today has none. */
export function NextDay(next: { date: string; timeZone: string; visits: KeptVisit[]; isOpen: boolean }) {
  const { t } = useTranslation('field')
  const { dates } = useFormat()
  const tomorrow = dayAfter(dayNow(next.timeZone))
  const date = dates('UTC').weekday(next.date)
  return (
    <details className={styles.ahead} open={next.isOpen || undefined}>
      <summary>
        {next.date === tomorrow ? t('today.tomorrow', { date }) : date}
        <small>{t('today.jobs', { count: next.visits.length })}</small>
      </summary>
      {next.visits.map((one) => (
        <LaterJob key={one.id} visit={one.visit} />
      ))}
    </details>
  )
}

const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
