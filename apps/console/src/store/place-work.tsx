import { Card } from '@aftercare/ui'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PlaceSelect } from '../parts/selects.tsx'
import { paths } from '../paths.ts'
import { $api, api } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { Go, useGo } from '../shell/go.tsx'
import { useChange } from '../shell/use-change.ts'
import styles from './store.module.css'

/** Work that begins with a place: putting away there, counting it. Counts that are open go on. */
export function PlaceWork({ task }: { task: 'put_away' | 'count' }) {
  const { t } = useTranslation('store')
  const go = useGo()
  const [placeId, setPlaceId] = useState<string | null>(null)
  const begin = useChange(
    async (id: string) => (await api.POST('/api/v1/stock-counts', { body: { placeId: id } })).data!,
    {
      paths: ['/api/v1/stock-counts'],
      tellRefusal: true,
      next: ({ id }) => go(paths.store({ task: 'count', paper: 'stock_count', id })),
    },
  )
  const start = () => {
    if (!placeId) return
    if (task === 'count') begin.mutate(placeId)
    else go(paths.store({ task, paper: 'stock_place', id: placeId }))
  }
  return (
    <>
      <Card title={t(`where.${task}`)}>
        <div className={styles.choose}>
          <PlaceSelect size="large" value={placeId} onChange={setPlaceId} aria-label={t(`where.${task}`)} />
          <Button type="primary" size="large" disabled={!placeId} loading={begin.isPending} onClick={start}>
            {t(`begin.${task}`)}
          </Button>
        </div>
      </Card>
      {task === 'count' && <OpenCounts />}
    </>
  )
}

function OpenCounts() {
  const { t } = useTranslation(['store', 'parts'])
  const { data } = $api.useQuery('get', '/api/v1/stock-counts', { params: { query: { limit: 30 } } })
  if (!data || data.items.length === 0) return null
  return (
    <Card title={t('counts')}>
      <ul className={styles.papers}>
        {data.items.map(({ id, place, countedAt, countState }) => (
          <li key={id}>
            <Go to={paths.store({ task: 'count', paper: 'stock_count', id })}>
              <span className={styles.what}>
                <strong>{place}</strong>
                <span className={styles.quiet}>
                  <At at={countedAt} /> · {t(`parts:countState.${countState}`)}
                </span>
              </span>
              <span aria-hidden>›</span>
            </Go>
          </li>
        ))}
      </ul>
    </Card>
  )
}
