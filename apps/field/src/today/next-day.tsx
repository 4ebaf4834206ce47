import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import type { KeptVisit } from '../data/store.ts'
import { dayNow } from '../data/which-day.ts'
import { LaterJob } from './job-card.tsx'
import { PickUpCard } from './pick-up-card.tsx'
import styles from './today.module.css'

/** The next day with visits, to be read in advance; open at once where today has none. */
export function NextDay(next: { date: string; timeZone: string; visits: KeptVisit[]; isOpen: boolean }) {
  const { t } = useTranslation('field')
  const { dates } = useFormat()
  const tomorrow = dayAfter(dayNow(next.timeZone))
  const date = dates('UTC').weekday(next.date)
  const cards = next.visits
    .flatMap(({ id, visit }) => [
      ...(visit.pickUp ? [{ id: `${id} part`, visit, at: visit.pickUp.from, Card: PickUpCard }] : []),
      { id, visit, at: visit.startsAt, Card: LaterJob },
    ])
    .sort((a, b) => a.at.localeCompare(b.at))
  return (
    <details className={styles.ahead} open={next.isOpen || undefined}>
      <summary>
        {next.date === tomorrow ? t('today.tomorrow', { date }) : date}
        <small>{t('today.jobs', { count: next.visits.length })}</small>
      </summary>
      {cards.map(({ id, visit, Card }) => (
        <Card key={id} visit={visit} />
      ))}
    </details>
  )
}

const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
