import { sayClause, type Translate } from '@aftercare/entitlement'
import { Card, SkeletonCard } from '@aftercare/ui'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { $api } from '../../shell/api.ts'
import { useFresh } from '../../shell/live.ts'
import { QueryState } from '../../shell/query-state.tsx'
import { useCan } from '../../shell/session.ts'
import { type Limit, useLimitText } from './limit-text.ts'
import styles from './limits-card.module.css'
import { LimitState } from './state-tag.tsx'

const path = '/api/v1/assets/{id}/limits'
/** What the desk has to know now; the rest is one click away. */
const matters = ({ state, count }: Limit) =>
  state === 'reached' || state === 'near' || (state === 'undetermined' && count !== 0)

/** How near a product is to the limits the law counts. On a page that is about something else it shows itself only when one matters. */
export function LimitsCard({ assetId, quiet = false }: { assetId: string; quiet?: boolean }) {
  const { t } = useTranslation('limits')
  const can = useCan()
  const [all, setAll] = useState(false)
  const may = can('entitlement.decide')
  const query = $api.useQuery('get', path, { params: { path: { id: assetId } } }, { enabled: may })
  useFresh({ subject: 'repair', id: assetId, paths: [path] })
  if (!may || (quiet && !query.data?.items.some(matters))) return null
  return (
    <Card title={t('card.title')}>
      <QueryState query={query} skeleton={<SkeletonCard lines={2} />}>
        {({ items }) => {
          const near = items.filter((one) => matters(one) || (!quiet && (one.count ?? 0) > 0 && one.state === 'far'))
          const shown = all ? items : near
          return (
            <>
              {items.length === 0 && <p className={styles.none}>{t('card.noLaw')}</p>}
              {items.length > 0 && shown.length === 0 && <p className={styles.none}>{t('card.none')}</p>}
              <ul className={styles.list}>
                {shown.map((limit) => (
                  <Line key={limit.id} limit={limit} />
                ))}
              </ul>
              {items.length > near.length && (
                <Button type="link" size="small" aria-expanded={all} onClick={() => setAll(!all)}>
                  {all ? t('card.less') : t('card.more')}
                </Button>
              )}
            </>
          )
        }}
      </QueryState>
    </Card>
  )
}

function Line({ limit }: { limit: Limit }) {
  const { t } = useTranslation('entitlement')
  const say = useLimitText()
  const clause = limit.clause && sayClause({ clause: limit.clause }, t as unknown as Translate)
  const ends = [limit.state === 'expired' ? '' : say.due(limit), say.end(limit)].filter(Boolean).join(' · ')
  return (
    <li className={styles.one}>
      <div className={styles.head}>
        <strong>{say.count(limit)}</strong>
        {limit.state !== 'far' && <LimitState state={limit.state} />}
      </div>
      <span>{ends}</span>
      {say.more(limit).map((text) => (
        <span key={text}>{text}</span>
      ))}
      {clause && <span className={styles.clause}>{clause}</span>}
    </li>
  )
}
