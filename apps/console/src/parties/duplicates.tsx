import type { Answer } from '@aftercare/api'
import { Card, EmptyState } from '@aftercare/ui'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api, api } from '../shell/api.ts'
import { Go } from '../shell/go.tsx'
import { PageHeader } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useChange } from '../shell/use-change.ts'
import styles from './duplicates.module.css'
import { MergeDialog } from './merge-dialog.tsx'

type Pair = Answer<'/api/v1/customers/duplicate-pairs'>['items'][number]

/** Customers that may be one: compare and merge, or note that they are two. */
export function Duplicates() {
  const { t } = useTranslation('parties')
  const query = $api.useQuery('get', '/api/v1/customers/duplicate-pairs')
  const [compared, setCompared] = useState<Pair | null>(null)
  return (
    <>
      <PageHeader back={{ to: paths.customers(), label: t('title') }} title={t('duplicates.title')} />
      <div className={styles.page}>
        <p className={styles.hint}>{t('duplicates.hint')}</p>
        <QueryState query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState icon="check" title={t('duplicates.none')} hint={t('duplicates.noneHint')} />
            ) : (
              items.map((pair) => (
                <PairCard key={pair.one.id + pair.other.id} pair={pair} onCompare={() => setCompared(pair)} />
              ))
            )
          }
        </QueryState>
        {compared && <Compare pair={compared} onClose={() => setCompared(null)} />}
      </div>
    </>
  )
}

function Compare({ pair, onClose }: { pair: Pair; onClose: () => void }) {
  const query = $api.useQuery('get', '/api/v1/customers/{id}', { params: { path: { id: pair.one.id } } })
  return query.data ? <MergeDialog customer={query.data} otherId={pair.other.id} onClose={onClose} /> : null
}

function PairCard({ pair, onCompare }: { pair: Pair; onCompare: () => void }) {
  const { t } = useTranslation('parties')
  const apart = useChange(
    () =>
      api.PUT('/api/v1/customers/{id}/apart/{otherId}', {
        params: { path: { id: pair.one.id, otherId: pair.other.id } },
      }),
    { paths: ['/api/v1/customers/duplicate-pairs'], done: t('duplicates.apartDone'), tellRefusal: true },
  )
  return (
    <Card as="article">
      <div className={styles.pair}>
        <Side customer={pair.one} />
        <Side customer={pair.other} />
        <div className={styles.why}>
          <strong>{t('duplicates.score', { score: pair.score })}</strong>
          <span>{pair.reasons.map((reason) => t(`duplicates.reason.${reason}`)).join(' · ')}</span>
        </div>
        <div className={styles.actions}>
          <Button loading={apart.isPending} onClick={() => apart.mutate(undefined)}>
            {t('duplicates.apart')}
          </Button>
          <Button type="primary" onClick={onCompare}>
            {t('duplicates.compare')}
          </Button>
        </div>
      </div>
    </Card>
  )
}

function Side({ customer }: { customer: Pair['one'] }) {
  return (
    <div className={styles.side}>
      <Go to={paths.customer(customer.id)}>{customer.name}</Go>
      <span>{[customer.number, customer.city].filter(Boolean).join(' · ')}</span>
      <span>{[customer.phone, customer.email].filter(Boolean).join(' · ')}</span>
    </div>
  )
}
