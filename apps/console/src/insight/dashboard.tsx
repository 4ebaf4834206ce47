import type { Answer } from '@aftercare/api'
import { Card } from '@aftercare/ui'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { $api } from '../shell/api.ts'
import { CountrySelect, useCountryName } from '../shell/country.tsx'
import { useFresh } from '../shell/live.ts'
import { QueryState } from '../shell/query-state.tsx'
import { useSession } from '../shell/session.ts'
import styles from './dashboard.module.css'
import { FigureCard } from './figure-card.tsx'
import { rowsBehind } from './rows-behind.ts'
import { Slices } from './slices.tsx'

export type DashboardAnswer = Answer<'/api/v1/insight/dashboard'>
/** What the figures are made of. */
const COUNTED = ['request', 'visit', 'survey', 'return_visit', 'invoice']
const PERIODS = [3, 6, 12, 24] as const

/** The first day of the month so many months back, and tomorrow. */
function periodOf(months: number): { from: string; to: string } {
  const now = new Date()
  const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months + 1, 1))
  const to = new Date(now.getTime() + 86_400_000)
  return { from: from.toISOString().slice(0, 10), to: to.toISOString().slice(0, 10) }
}

/** The service manager's morning: eight figures with what they mean, how they went, and where the work comes from. */
export function Dashboard() {
  const { t } = useTranslation('insight')
  const session = useSession()
  const countries = useCountryName()
  const [months, setMonths] = useState<number>(12)
  const [country, setCountry] = useState<string | null>(null)
  const zone = session.person?.timeZone ?? 'UTC'
  const query = $api.useQuery('get', '/api/v1/insight/dashboard', {
    params: { query: { ...periodOf(months), zone, ...(country ? { country } : {}) } },
  })
  useFresh({ subject: COUNTED, paths: ['/api/v1/insight/dashboard'], every: 10_000 })
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{t('dashboard.title')}</h1>
      <div className={styles.filters}>
        <Select
          aria-label={t('dashboard.period')}
          value={months}
          onChange={setMonths}
          options={PERIODS.map((one) => ({ value: one, label: t('dashboard.months', { count: one }) }))}
        />
        <CountrySelect
          aria-label={t('dashboard.country')}
          allowClear
          placeholder={t('dashboard.everyCountry')}
          value={country}
          onChange={(value) => setCountry(value ?? null)}
          className={styles.country}
        />
      </div>
      <QueryState query={query}>
        {(data) => (
          <>
            <section className={styles.figures} aria-label={t('dashboard.title')}>
              {data.figures.map((figure) => (
                <FigureCard
                  key={figure.key}
                  figure={{ ...figure, trend: figure.trend.map(({ month, value }) => ({ at: month, value })) }}
                  name={t(`dashboard.figure.${figure.key}`)}
                  definition={t(`dashboard.definition.${figure.key}`)}
                  rows={rowsBehind(figure.key)}
                />
              ))}
            </section>
            <section className={styles.slices}>
              <Card as="section">
                <Slices title={t('dashboard.byCountry')} rows={data.slices.country} nameOf={(one) => countries(one)} />
              </Card>
              <Card as="section">
                <Slices title={t('dashboard.byFamily')} rows={data.slices.family} />
              </Card>
              <Card as="section">
                <Slices title={t('dashboard.bySymptom')} rows={data.slices.symptom} />
              </Card>
            </section>
          </>
        )}
      </QueryState>
    </div>
  )
}
