import { Card } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { Go } from '../shell/go.tsx'
import { useFresh } from '../shell/live.ts'
import { useCan } from '../shell/session.ts'
import { UnitStateTag } from './marks.tsx'
import styles from './open-recall.module.css'
import { OpenRecallNote } from './open-recall.tsx'

const path = '/api/v1/assets/{id}/recalls'

function useRecalls(assetId: string) {
  const may = useCan()('campaigns.read')
  const query = $api.useQuery('get', path, { params: { path: { id: assetId } } }, { enabled: may, staleTime: 30_000 })
  useFresh({ subject: ['campaign', 'recall_unit'], paths: [path] })
  return query.data?.items ?? []
}

type BannerProps = { assetId: string; at: 'page' | 'side'; brief?: boolean }

/** What is open on a product, wherever somebody looks at it; nothing where nothing is open. */
export function RecallsBanner({ assetId, at, brief }: BannerProps) {
  const open = useRecalls(assetId).filter((one) => one.isOpen)
  if (open.length === 0) return null
  return (
    <div className={at === 'page' ? styles.page : styles.list}>
      {open.map((recall) => (
        <OpenRecallNote key={recall.id} recall={recall} assetId={assetId} brief={brief ?? open.length > 1} />
      ))}
    </div>
  )
}

/** The same where only the request is known: on the board. */
export function RequestRecalls({ requestId }: { requestId: string }) {
  const params = { path: { id: requestId } }
  const { data } = $api.useQuery('get', '/api/v1/requests/{id}', { params }, { staleTime: 30_000 })
  return data?.asset ? <RecallsBanner assetId={data.asset.id} at="side" brief /> : null
}

/** What was open on a product once, and what became of it. */
export function PastRecalls({ assetId }: { assetId: string }) {
  const { t } = useTranslation('campaigns')
  const named = useNamed()
  const past = useRecalls(assetId).filter((one) => !one.isOpen)
  if (past.length === 0) return null
  return (
    <Card title={t('door.past')}>
      <ul className={styles.past}>
        {past.map((one) => (
          <li key={one.id}>
            <Go to={paths.campaign(one.id)}>{one.number}</Go> <UnitStateTag state={one.state} />
            <br />
            {named(one.title)}
          </li>
        ))}
      </ul>
    </Card>
  )
}
