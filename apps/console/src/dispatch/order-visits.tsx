import { localDay } from '@aftercare/rules'
import { Card, CopyText } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { Go } from '../shell/go.tsx'
import { WorkStatus } from './marks.tsx'
import styles from './order-page.module.css'
import { NoVisits, type Order } from './order-page.tsx'
import { useWord } from './words.ts'

/** The visits of an order, in the order of time. */
export function OrderVisits({ order }: { order: Order }) {
  const { t } = useTranslation('dispatch')
  const word = useWord()
  const { dates } = useFormat()
  const zone = order.place.timeZone
  return (
    <Card title={t('order.visits')}>
      {order.visits.length === 0 ? (
        <NoVisits />
      ) : (
        <ul className={styles.visits}>
          {order.visits.map((visit) => (
            <li key={visit.id} className={styles.visit}>
              <CopyText text={visit.number}>
                <Go to={paths.visit(visit.id)}>{visit.number}</Go>
              </CopyText>
              <span>{dates(zone).range(visit.startsAt, visit.endsAt)}</span>
              <span>{visit.technician.name}</span>
              <WorkStatus status={visit.status} />
              <span className={styles.quiet}>
                {visit.reason &&
                  word(`${visit.status === 'declined' ? 'declineReason' : 'cancelReason'}.${visit.reason}`)}
              </span>
              <Go to={paths.board({ open: `visit:${visit.id}`, date: localDay(Date.parse(visit.startsAt), zone) })}>
                {t('do.showOnBoard')}
              </Go>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
