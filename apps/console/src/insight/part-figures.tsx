import { Card, saveFile } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { PlaceSelect } from '../parts/selects.tsx'
import { paths } from '../paths.ts'
import { $api, call } from '../shell/api.ts'
import { Go } from '../shell/go.tsx'
import { useFresh } from '../shell/live.ts'
import { QueryState } from '../shell/query-state.tsx'
import styles from './dashboard.module.css'
import { FigureCard } from './figure-card.tsx'
import { useLastDays } from './last-days.tsx'
import partStyles from './part-figures.module.css'

const path = '/api/v1/insight/parts'
const PERIODS = [30, 90, 180, 365] as const
/** As the server counts them (stock-worth.ts). */
const AGES = [30, 90, 180, 365] as const

/** What the stock did for who asked, and what it is worth: by period, place and class. */
export function PartFigures() {
  const { t } = useTranslation('insight')
  const named = useNamed()
  const { period, choice } = useLastDays(PERIODS, 90)
  const [placeId, setPlace] = useState<string | null>(null)
  const [classId, setClass] = useState<string | null>(null)
  const classes = $api.useQuery('get', '/api/v1/part-classes').data?.items ?? []
  const chosen = { ...(placeId && { placeId }), ...(classId && { classId }) }
  const asked = { ...period, ...chosen }
  const query = $api.useQuery('get', path, { params: { query: asked } })
  useFresh({ subject: ['part_request', 'stock_document'], paths: [path], every: 10_000 })
  const sheet = async () => saveFile(await call('GET', `${path}/export`, { query: asked }), 'parts.xlsx')
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{t('parts.title')}</h1>
      <div className={styles.filters}>
        {choice}
        <div className={styles.country}>
          <PlaceSelect
            value={placeId}
            onChange={setPlace}
            placeholder={t('parts.place')}
            aria-label={t('parts.place')}
          />
        </div>
        {classes.length > 0 && (
          <div className={styles.country}>
            <Select
              allowClear
              style={{ width: '100%' }}
              aria-label={t('parts.class')}
              placeholder={t('parts.class')}
              value={classId}
              onChange={(value: string | undefined) => setClass(value ?? null)}
              options={classes.map((one) => ({ value: one.id, label: named(one.name) }))}
            />
          </div>
        )}
        <Button onClick={() => void sheet()}>{t('parts.sheet')}</Button>
      </div>
      <QueryState query={query}>
        {({ figures, currency }) => (
          <section className={styles.figures} aria-label={t('parts.title')}>
            {figures.map(({ trend, ...figure }) => (
              <FigureCard
                key={figure.key}
                figure={{ ...figure, currency, trend: trend.map(({ month, value }) => ({ at: month, value })) }}
                name={t(`parts.figure.${figure.key}`)}
                definition={t(`definition.${figure.key}`)}
              />
            ))}
          </section>
        )}
      </QueryState>
      <WorthCard chosen={chosen} />
    </div>
  )
}

/** What lies there now is worth, as one bar of its ages. */
function WorthCard({ chosen }: { chosen: { placeId?: string; classId?: string } }) {
  const { t } = useTranslation(['insight', 'parts'])
  const { money, numbers } = useFormat()
  const worth = $api.useQuery('get', '/api/v1/stock-worth', { params: { query: { by: 'class', ...chosen } } })
  const labels = [...AGES.map((days) => t('parts:worth.age', { days })), t('parts:worth.older', { days: AGES.at(-1) })]
  return (
    <Card as="section" title={t('parts.worth')} aside={<Go to={paths.stockWorth()}>{t('parts.worthMore')}</Go>}>
      <QueryState query={worth}>
        {({ totals }) =>
          totals.length === 0 ? (
            <p className={partStyles.none}>{t('parts:worth.none')}</p>
          ) : (
            totals.map(({ currency, minor, ages }) => (
              <div key={currency}>
                <p className={partStyles.worth}>{money({ minor, currency })}</p>
                <div className={partStyles.bar} aria-hidden="true">
                  {ages.map((age, n) => (
                    <span key={labels[n]} data-age={n} style={{ flexGrow: Number(age) / Math.max(Number(minor), 1) }} />
                  ))}
                </div>
                <dl className={partStyles.ages}>
                  {ages.map((age, n) => (
                    <div key={labels[n]}>
                      <dt>
                        <span className={partStyles.dot} data-age={n} aria-hidden="true" />
                        {labels[n]}
                      </dt>
                      <dd>
                        {money({ minor: age, currency })} ·{' '}
                        {numbers.decimal((Number(age) / Math.max(Number(minor), 1)) * 100, 1)} %
                      </dd>
                    </div>
                  ))}
                </dl>
              </div>
            ))
          )
        }
      </QueryState>
    </Card>
  )
}
