import type { RowOf } from '@aftercare/api'
import { Card, SkeletonRows, StatusTag, TimeLeft, type Tone } from '@aftercare/ui'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { call } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { Go, useGo } from '../shell/go.tsx'
import { useCan } from '../shell/session.ts'
import styles from './requests-card.module.css'

type Request = RowOf<'/api/v1/requests'>
type Of = { customerId: string } | { assetId: string }

const open = 'new,triaged,scheduled,in_progress,waiting'
const tones: Partial<Record<Request['status'], Tone>> = {
  new: 'waiting',
  triaged: 'waiting',
  scheduled: 'planned',
  in_progress: 'working',
  waiting: 'neutral',
  resolved: 'done',
}

/** The requests of a customer or a product: what is open with its clock, then the way to all of them. */
export function RequestsCard({
  title,
  empty,
  of,
  closedToo = false,
}: {
  title: string
  empty: string
  of: Of
  closedToo?: boolean
}) {
  const { t } = useTranslation('parties')
  const can = useCan()
  const go = useGo()
  const [key, id] = Object.entries(of)[0] as [string, string]
  const filter = { [`filter[${key}]`]: id }
  const query = useQuery({
    queryKey: ['get', '/api/v1/requests', filter, closedToo],
    queryFn: async ({ signal }) => {
      const asked = { ...filter, limit: '8', ...(!closedToo && { 'filter[status]': open }) }
      return (await (await call('GET', '/api/v1/requests', { query: asked, signal })).json()) as { items: Request[] }
    },
    enabled: can('requests.read'),
  })
  if (!can('requests.read')) return null
  const all = (
    <Button type="text" size="small" onClick={() => go(`${paths.requests()}?filter[${key}]=${id}`)}>
      {t('page.allRequests')}
    </Button>
  )
  return (
    <Card title={title} aside={all}>
      {!query.data && <SkeletonRows rows={2} />}
      {query.data?.items.length === 0 && <p className={styles.none}>{empty}</p>}
      <ul className={styles.list}>
        {query.data?.items.map((request) => (
          <RequestLine key={request.id} request={request} />
        ))}
      </ul>
    </Card>
  )
}

function RequestLine({ request }: { request: Request }) {
  const { t } = useTranslation('requests')
  return (
    <li>
      <Go to={paths.request(request.id)} className={styles.line}>
        <span className={styles.number}>{request.number}</span>
        <span className={styles.title}>{request.title}</span>
        <StatusTag tone={tones[request.status] ?? 'neutral'}>{t(`status.${request.status}`)}</StatusTag>
        <span className={styles.due}>
          {request.nextDueAt ? (
            <TimeLeft dueAt={request.nextDueAt} zone={request.timeZone} />
          ) : (
            <At at={request.openedAt} zone={request.timeZone} only="day" />
          )}
        </span>
      </Go>
    </li>
  )
}
