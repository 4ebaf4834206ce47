import { Card } from '@aftercare/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { $api } from '../shell/api.ts'
import { useFresh } from '../shell/live.ts'
import { LookupSelect } from '../shell/lookup-select.tsx'
import { QueryState } from '../shell/query-state.tsx'
import styles from './dashboard.module.css'
import { FigureCard, useFigureText } from './figure-card.tsx'
import { useLastDays } from './last-days.tsx'
import { TechnicianTable } from './technician-table.tsx'

const PERIODS = [7, 14, 30, 90] as const
type Station = { id: string; name: string; city?: string | null }

/** Reckoned from seconds of work, of the road, of shifts. */
const OF_TIME: readonly string[] = ['travelShare', 'utilisation', 'planAgainstActual']

/** How the plans are kept: the road, the promises, the shifts, and what was planned against what it took. */
export function PlanFigures() {
  const { t } = useTranslation('insight')
  const text = useFigureText()
  const { period, choice } = useLastDays(PERIODS, 30)
  const [stationId, setStation] = useState<string | null>(null)
  const query = $api.useQuery('get', '/api/v1/insight/dispatch', {
    params: { query: { ...period, ...(stationId ? { stationId } : {}) } },
  })
  useFresh({ subject: ['visit', 'scenario'], paths: ['/api/v1/insight/dispatch'], every: 10_000 })
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{t('plans.title')}</h1>
      <div className={styles.filters}>
        {choice}
        <div className={styles.country}>
          <LookupSelect<Station>
            path="/api/v1/stations"
            aria-label={t('plans.station')}
            placeholder={t('plans.station')}
            value={stationId}
            show={({ id, name, city }) => ({ value: id, label: name, ...(city ? { note: city } : {}) })}
            onChange={setStation}
          />
        </div>
      </div>
      <QueryState query={query}>
        {({ figures, byTechnician }) => (
          <>
            <section className={styles.figures} aria-label={t('plans.title')}>
              {figures.map(({ byDay, ...figure }) => (
                <FigureCard
                  key={figure.key}
                  figure={{ ...figure, trend: byDay.map(({ day, value }) => ({ at: day, value })) }}
                  name={t(`plans.figure.${figure.key}`)}
                  definition={t(`definition.${figure.key}`)}
                  {...(OF_TIME.includes(figure.key) && { tell: (value: number) => text('hours', value / 3600) })}
                />
              ))}
            </section>
            <Card as="section">
              <TechnicianTable rows={byTechnician} />
            </Card>
          </>
        )}
      </QueryState>
    </div>
  )
}
