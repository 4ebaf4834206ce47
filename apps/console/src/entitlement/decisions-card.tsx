import type { RowOf } from '@aftercare/api'
import { Card, SkeletonRows } from '@aftercare/ui'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, call } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import styles from './decisions-card.module.css'
import { OutcomeTag } from './outcome-tag.tsx'

type Decision = RowOf<'/api/v1/entitlement/decisions'>
const LIST = '/api/v1/entitlement/decisions'

/** The decisions kept for a product; each can be made again from its own facts. */
export function DecisionsCard({ assetId }: { assetId: string }) {
  const { t } = useTranslation('entitlement')
  const can = useCan()
  const query = useQuery({
    queryKey: ['get', LIST, assetId],
    queryFn: async ({ signal }) => {
      const asked = { 'filter[assetId]': assetId, limit: '10' }
      return (await (await call('GET', LIST, { query: asked, signal })).json()) as { items: Decision[] }
    },
    enabled: can('entitlement.decide'),
  })
  const keep = useChange(() => api.POST('/api/v1/entitlement/decisions', { body: { assetId } }), {
    paths: [LIST, '/api/v1/assets/{id}/timeline'],
    done: t('cover.kept'),
    tellRefusal: true,
  })
  if (!can('entitlement.decide')) return null
  const add = (
    <Button type="text" size="small" loading={keep.isPending} onClick={() => keep.mutate(undefined)}>
      {t('cover.keep')}
    </Button>
  )
  return (
    <Card title={t('cover.decisions')} aside={add}>
      {!query.data && <SkeletonRows rows={2} />}
      {query.data?.items.length === 0 && <p className={styles.none}>{t('cover.noDecisions')}</p>}
      <ul className={styles.list}>
        {query.data?.items.map((one) => (
          <DecisionLine key={one.id} decision={one} />
        ))}
      </ul>
    </Card>
  )
}

function DecisionLine({ decision }: { decision: Decision }) {
  const { t } = useTranslation('entitlement')
  const [said, setSaid] = useState('')
  const check = useChange(
    () => api.GET('/api/v1/entitlement/decisions/{id}/recomputation', { params: { path: { id: decision.id } } }),
    {
      paths: [],
      tellRefusal: true,
      next: ({ data }) => {
        const changed = (data?.packs ?? []).filter((pack) => pack.used !== pack.current).map((pack) => pack.id)
        setSaid(data?.identical ? t('cover.identical') : t('cover.differs', { packs: changed.join(', ') || '–' }))
      },
    },
  )
  return (
    <li className={styles.one}>
      <At at={decision.madeAt} />
      <OutcomeTag outcome={decision.outcome} />
      <Button type="text" size="small" loading={check.isPending} onClick={() => check.mutate(undefined)}>
        {t('cover.check')}
      </Button>
      <span role="status" className={styles.said}>
        {said}
      </span>
    </li>
  )
}
