import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { Go, useGo } from '../shell/go.tsx'
import { useFresh } from '../shell/live.ts'
import { useCan } from '../shell/session.ts'
import { DocumentKind, PlaceName, Quantity } from './marks.tsx'
import type { Part } from './part-form.tsx'
import styles from './parts.module.css'

const SHOWN = 8

/** The latest movements of the part, and the way to all of them. */
export function MovementsCard({ part }: { part: Part }) {
  const { t } = useTranslation('parts')
  const path = '/api/v1/stock-movements'
  const query = $api.useQuery('get', path, {
    params: { query: { 'filter[partId]': part.id, limit: SHOWN } as never },
  })
  useFresh({ subject: 'stock_document', paths: [path] })
  const rows = query.data?.items ?? []
  const go = useGo()
  const all = (
    <Button type="text" size="small" onClick={() => go(`${paths.stockMovements()}?filter[part]=${part.number}`)}>
      {t('life.all')}
    </Button>
  )
  return (
    <Card title={t('movements')} aside={rows.length > 0 && all}>
      {query.isSuccess && rows.length === 0 && <p className={styles.quiet}>{t('life.noMovements')}</p>}
      <div className={styles.rows}>
        {rows.map((one) => (
          <div key={one.id} className={styles.row}>
            <span>
              <Go to={paths.stockDocument(one.documentId)}>
                <DocumentKind kind={one.documentKind} />
              </Go>{' '}
              <PlaceName name={one.from} /> → <PlaceName name={one.to} />
              <br />
              <span className={styles.quiet}>{[one.by, one.serial ?? one.batch].filter(Boolean).join(' · ')}</span>
            </span>
            <span className={styles.quiet}>
              <At at={one.effectiveAt} />
            </span>
            <strong>
              <Quantity of={one.quantity} unit={part.unit} />
            </strong>
          </div>
        ))}
      </div>
    </Card>
  )
}

/** What it was fitted for, and how often the same symptom came back within a month. */
export function FailuresCard({ part }: { part: Part }) {
  const { t } = useTranslation('parts')
  const { numbers } = useFormat()
  const named = useNamed()
  const query = $api.useQuery('get', '/api/v1/parts/{id}/failures', { params: { path: { id: part.id } } })
  const { visits = 0, items = [] } = query.data ?? {}
  const said = (of: (typeof items)[number]['symptom']) => of && (of.name ? named(of.name) : of.code)
  return (
    <Card title={t('failures.title')}>
      {query.isSuccess && <p className={styles.quiet}>{t('failures.visits', { count: visits })}</p>}
      <div className={styles.rows}>
        {items.map((one) => (
          <div key={`${one.symptom?.code} ${one.cause?.code}`} className={styles.row}>
            <span>
              {said(one.symptom) ?? t('failures.unsaid')}
              {one.cause && (
                <>
                  <br />
                  <span className={styles.quiet}>{said(one.cause)}</span>
                </>
              )}
            </span>
            <span className={styles.quiet}>{one.again > 0 && t('failures.again', { count: one.again })}</span>
            <strong>
              {t('finder.inVisits', { count: one.visits, share: numbers.percent(one.visits / visits, 0) })}
            </strong>
          </div>
        ))}
      </div>
    </Card>
  )
}

/** What it is sold for by the lists in force; the way into the list for who may open it. */
export function PricesCard({ part }: { part: Part }) {
  const { t } = useTranslation('parts')
  const { money, calendarDay } = useFormat()
  const can = useCan()
  const query = $api.useQuery('get', '/api/v1/part-prices', { params: { query: { code: part.number } } })
  const items = query.data?.items ?? []
  return (
    <Card title={t('prices.title')}>
      {query.isSuccess && items.length === 0 && <p className={styles.quiet}>{t('prices.none')}</p>}
      {items.map((one) => (
        <p key={one.listId}>
          {can('billing.read') ? <Go to={paths.priceList(one.listId)}>{one.list}</Go> : one.list}{' '}
          <strong>{money({ minor: one.minor, currency: one.currency })}</strong>{' '}
          <span className={styles.quiet}>
            {t(one.taxIncluded ? 'prices.withTax' : 'prices.withoutTax')} ·{' '}
            {t('chain.from', { day: calendarDay(one.validFrom) })}
          </span>
        </p>
      ))}
    </Card>
  )
}
