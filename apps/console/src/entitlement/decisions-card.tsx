import type { RowOf } from '@aftercare/api'
import { Card, SkeletonRows } from '@aftercare/ui'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { api, call } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { Go } from '../shell/go.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { useChangeText } from './change-text.ts'
import styles from './decisions-card.module.css'
import { OutcomeTag } from './outcome-tag.tsx'

type Decision = RowOf<'/api/v1/entitlement/decisions'>
const LIST = '/api/v1/entitlement/decisions'
type Of = { assetId: string } | { requestId: string } | { visitId: string }

/** The decisions kept about a product or a request: which holds, what changed from one to the next, and why. */
export function DecisionsCard({ of }: { of: Of }) {
  const { t } = useTranslation('entitlement')
  const can = useCan()
  const [by, id] = Object.entries(of)[0]!
  const query = useQuery({
    queryKey: ['get', LIST, by, id],
    queryFn: async ({ signal }) => {
      const asked = { [`filter[${by}]`]: id, limit: '20' }
      return (await (await call('GET', LIST, { query: asked, signal })).json()) as { items: Decision[] }
    },
    enabled: can('entitlement.decide'),
  })
  if (!can('entitlement.decide')) return null
  return (
    <Card title={t('history.title')} aside={'assetId' in of && <Keep assetId={of.assetId} />}>
      {!query.data && <SkeletonRows rows={2} />}
      {query.data?.items.length === 0 && <p className={styles.none}>{t('history.none')}</p>}
      <ul className={styles.list}>
        {query.data?.items.map((one) => (
          <DecisionLine key={one.id} decision={one} />
        ))}
      </ul>
    </Card>
  )
}

function Keep({ assetId }: { assetId: string }) {
  const { t } = useTranslation('entitlement')
  const keep = useChange(() => api.POST('/api/v1/entitlement/decisions', { body: { assetId } }), {
    paths: [LIST, '/api/v1/assets/{id}/timeline'],
    done: t('cover.kept'),
    tellRefusal: true,
  })
  return (
    <Button type="text" size="small" loading={keep.isPending} onClick={() => keep.mutate(undefined)}>
      {t('cover.keep')}
    </Button>
  )
}

function DecisionLine({ decision }: { decision: Decision }) {
  const { t } = useTranslation('entitlement')
  const text = useChangeText()
  const [said, setSaid] = useState('')
  const check = useChange(
    () => api.GET('/api/v1/entitlement/decisions/{id}/recomputation', { params: { path: { id: decision.id } } }),
    {
      paths: [],
      tellRefusal: true,
      next: ({ data }) => {
        if (!data?.packsKept) return setSaid(t('history.lost'))
        setSaid(t(data.identical ? 'cover.identical' : 'history.other'))
      },
    },
  )
  return (
    <li className={styles.one} data-holds={decision.inForce}>
      <Go to={paths.decision(decision.id)}>
        <At at={decision.madeAt} />
      </Go>
      <OutcomeTag outcome={decision.outcome} />
      <span className={styles.state}>{t(decision.inForce ? 'history.holds' : 'history.was')}</span>
      <Button type="text" size="small" loading={check.isPending} onClick={() => check.mutate(undefined)}>
        {t('cover.check')}
      </Button>
      <span className={styles.because}>{t('history.because', { cause: text.cause(decision.cause) })}</span>
      {decision.changes.length > 0 && (
        <ul className={styles.changes}>
          {decision.changes.map((one) => (
            <li key={one.fact}>{text.change(one)}</li>
          ))}
        </ul>
      )}
      <span role="status" className={styles.said}>
        {said}
      </span>
    </li>
  )
}
