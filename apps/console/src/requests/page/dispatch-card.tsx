import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { WorkStatus } from '../../dispatch/marks.tsx'
import { paths } from '../../paths.ts'
import { $api } from '../../shell/api.ts'
import { Go } from '../../shell/go.tsx'
import { useFresh } from '../../shell/live.ts'
import { useCan } from '../../shell/session.ts'
import { useBooking } from './booking.tsx'
import styles from './page.module.css'
import type { RequestView } from './use-request.ts'

const byRequest = (id: string) => ({ params: { query: { 'filter[requestId]': id, limit: 50 } } })

/** The work orders of the request and who goes there when. */
export function DispatchCard({ request }: { request: RequestView }) {
  const may = useCan()('dispatch.read')
  const { t } = useTranslation('requests')
  const orders = $api.useQuery('get', '/api/v1/work-orders', byRequest(request.id), { enabled: may })
  const visits = $api.useQuery('get', '/api/v1/visits', byRequest(request.id), { enabled: may })
  useFresh({ subject: ['visit', 'work_order'], id: request.id, paths: ['/api/v1/work-orders', '/api/v1/visits'] })
  const book = useBooking(request)
  if (!may || orders.data === undefined) return null
  const items = orders.data.items
  if (items.length === 0 && !request.can.includes('schedule')) return null
  return (
    <Card
      title={t('page.dispatch')}
      aside={
        request.can.includes('schedule') && (
          <Button size="small" onClick={book}>
            {t('do.book')}
          </Button>
        )
      }
    >
      <div className={styles.list}>
        {items.length === 0 && <p className={styles.quiet}>{t('page.noOrder')}</p>}
        {items.map((order) => (
          <div key={order.id} className={styles.item}>
            <span className={styles.line}>
              <Go to={paths.workOrder(order.id)}>{order.number}</Go>
              <WorkStatus status={order.status} />
            </span>
            {visits.data?.items
              .filter((visit) => visit.workOrderId === order.id)
              .map((visit) => (
                <Visit key={visit.id} visit={visit} />
              ))}
          </div>
        ))}
        {items.length > 0 && <Go to={paths.board()}>{t('page.toBoard')}</Go>}
      </div>
    </Card>
  )
}

type VisitRow = {
  id: string
  number: string
  status: string
  startsAt: string
  endsAt: string
  timeZone: string
  technician: string
}

function Visit({ visit }: { visit: VisitRow }) {
  const { dates } = useFormat()
  return (
    <span className={styles.item}>
      <span className={styles.line}>
        <Go to={paths.visit(visit.id)}>{visit.number}</Go>
        <WorkStatus status={visit.status} />
      </span>
      <span className={styles.quiet}>
        {visit.technician} · {dates(visit.timeZone).range(visit.startsAt, visit.endsAt)}
      </span>
    </span>
  )
}
