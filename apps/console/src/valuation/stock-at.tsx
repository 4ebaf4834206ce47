import { Card, EmptyState, Icon, saveFile } from '@aftercare/ui'
import { useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { ConditionTag, PlaceName, Quantity } from '../parts/marks.tsx'
import { PlaceSelect } from '../parts/selects.tsx'
import styles from '../parts/stock-worth.module.css'
import { paths } from '../paths.ts'
import { $api, call } from '../shell/api.ts'
import { Go, useGo } from '../shell/go.tsx'
import { dayOf, startOfDay, startOfMonth } from '../shell/list/zone-day.ts'
import { MomentField } from '../shell/moment-field.tsx'
import { PageHeader } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useSession } from '../shell/session.ts'
import { useRested } from '../shell/use-rested.ts'

const path = '/api/v1/stock-at'
/** What is asked for stands in the address, so that it can be sent to somebody. */
type Asked = { at?: string; placeId?: string; q?: string | number }

/** What lay where at any moment: for an auditor, an insurer, or whoever asks why there was none on that day. */
export function StockAt() {
  const { t } = useTranslation('parts')
  const go = useGo()
  const asked = useSearch({ strict: false }) as Asked
  const { timeZone } = useSession().person
  const at = asked.at ?? startOfDay(dayOf(new Date().toISOString(), timeZone), timeZone)
  const [text, setText] = useState(String(asked.q ?? ''))
  const q = useRested(text.trim())
  const placeId = asked.placeId ?? null
  const query = { at, ...(placeId && { placeId }), ...(q && { q }) }
  const show = (more: Asked) => go(paths.stockAt({ at, ...(placeId && { placeId }), ...more }), { replace: true })
  const sheet = async () => saveFile(await call('GET', `${path}/export`, { query }), `stock-${at.slice(0, 10)}.xlsx`)
  return (
    <>
      <PageHeader back={{ to: paths.stock(), label: t('stock') }} title={t('at.title')} />
      <div className={styles.page}>
        <div className={styles.filters}>
          <div className={styles.field}>
            <MomentField
              until="today"
              allowClear={false}
              aria-label={t('at.moment')}
              value={at}
              onChange={(moment) => moment && show({ at: moment })}
            />
          </div>
          <div className={styles.field}>
            <PlaceSelect
              value={placeId}
              onChange={(id) => go(paths.stockAt({ at, ...(id && { placeId: id }) }), { replace: true })}
              placeholder={t('column.place')}
              aria-label={t('column.place')}
            />
          </div>
          <div className={styles.field}>
            <Input
              allowClear
              value={text}
              placeholder={t('at.search')}
              aria-label={t('at.search')}
              onChange={(event) => setText(event.target.value)}
            />
          </div>
          <Button icon={<Icon name="download" size={16} />} onClick={() => void sheet()}>
            {t('do.sheet')}
          </Button>
        </div>
        <StockAtTable asked={query} />
        <p className={styles.definition}>{t('at.definition')}</p>
      </div>
    </>
  )
}

/** The rows of a moment; of one part only its places. */
export function StockAtTable({ asked }: { asked: { at: string; partId?: string; placeId?: string; q?: string } }) {
  const { t } = useTranslation('parts')
  const named = useNamed()
  const query = $api.useQuery('get', path, { params: { query: asked } })
  const isPart = asked.partId !== undefined
  return (
    <QueryState query={query}>
      {({ rows, more }) =>
        rows.length === 0 ? (
          <EmptyState title={t('at.none')} />
        ) : (
          <Card as="section">
            <div className={styles.scroll}>
              <table className={styles.table}>
                <thead>
                  <tr>
                    {!isPart && <th scope="col">{t('column.part')}</th>}
                    <th scope="col">{t('column.quantity')}</th>
                    <th scope="col">{t('column.now')}</th>
                    <th scope="col" className={styles.text}>
                      {t('column.place')}
                    </th>
                    <th scope="col" className={styles.text}>
                      {t('column.condition')}
                    </th>
                    <th scope="col" className={styles.text}>
                      {t('column.batch')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={`${row.partId} ${row.placeId} ${row.condition} ${row.batch}`}>
                      {!isPart && (
                        <td>
                          <Go to={paths.part(row.partId)}>{row.part}</Go> {named(row.name)}
                        </td>
                      )}
                      <td className={styles.strong} data-label={t('column.quantity')}>
                        <Quantity of={row.quantity} unit={row.unit} />
                      </td>
                      <td data-label={t('column.now')}>
                        <Quantity of={row.now} unit={row.unit} />
                      </td>
                      <td className={styles.text} data-label={t('column.place')}>
                        <PlaceName name={row.place} />
                      </td>
                      <td className={styles.text} data-label={t('column.condition')}>
                        <ConditionTag condition={row.condition} />
                      </td>
                      <td className={styles.text} data-label={t('column.batch')} data-none={!row.batch || undefined}>
                        {row.batch}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            {more && <p className={styles.definition}>{t('at.more', { count: rows.length })}</p>}
          </Card>
        )
      }
    </QueryState>
  )
}

/** The same for one part, from its page. */
export function PartAt({ partId }: { partId: string }) {
  const { t } = useTranslation('parts')
  const { timeZone } = useSession().person
  const [at, setAt] = useState(() => startOfMonth(new Date(), timeZone))
  return (
    <>
      <p>
        <MomentField
          until="today"
          allowClear={false}
          aria-label={t('at.moment')}
          value={at}
          onChange={(moment) => moment && setAt(moment)}
        />
      </p>
      <StockAtTable asked={{ at, partId }} />
      <p>{t('at.definition')}</p>
    </>
  )
}
