import { Card, StatusTag } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import styles from './order-page.module.css'
import type { Order } from './order-page.tsx'
import { useWord } from './words.ts'

const tones = {
  accepted: 'done',
  declined: 'neutral',
  lapsed: 'neutral',
  withdrawn: 'neutral',
  given_back: 'waiting',
} as const

/** To which stations it was offered, and what they said. */
export function OrderOffers({ order }: { order: Order }) {
  const { t } = useTranslation('dispatch')
  const word = useWord()
  const can = useCan()
  const { dates } = useFormat()
  const say = dates(order.place.timeZone)
  const withdraw = useChange((id: string) => api.PUT('/api/v1/offers/{id}/withdrawal', { params: { path: { id } } }), {
    paths: ['/api/v1/work-orders/{id}', '/api/v1/board'],
    tellRefusal: true,
  })
  return (
    <Card title={t('offer.list')}>
      <ul className={styles.visits}>
        {order.offers.map((offer) => (
          <li key={offer.id} className={styles.visit}>
            <strong>{offer.station.name}</strong>
            <StatusTag tone={offer.answer ? tones[offer.answer] : 'waiting'}>
              {word(`offerAnswer.${offer.answer ?? 'open'}`)}
            </StatusTag>
            <span className={styles.quiet}>
              {[
                offer.reason && word(`declineReason.${offer.reason}`),
                offer.answer === null
                  ? t('offer.until', { when: say.dayTime(offer.deadlineAt) })
                  : say.dayTime(offer.givenBackAt ?? offer.answeredAt ?? offer.deadlineAt),
                offer.answer === null &&
                  offer.next.length > 0 &&
                  t('offer.next', { stations: offer.next.map((one) => one.name).join(' → ') }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {offer.answer === null && !offer.mayAnswer && can('dispatch.plan') && (
              <Button size="small" loading={withdraw.isPending} onClick={() => withdraw.mutate(offer.id)}>
                {t('do.withdraw')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
