import { DECLINE_REASONS } from '@aftercare/rules'
import { useFormat } from '@aftercare/words/web'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../../shell/api.ts'
import { useChange } from '../../shell/use-change.ts'
import { useWord } from '../words.ts'
import type { Board } from './board-data.ts'
import styles from './offers.module.css'

type Offer = Board['offers'][number]
type Answered = { id: string; answer: 'accepted' | 'declined'; reason?: (typeof DECLINE_REASONS)[number] }

/** What a maker offers to the station: taken or not, before the deadline. */
export function Offers({ offers }: { offers: readonly Offer[] }) {
  const { t } = useTranslation('dispatch')
  const mine = offers.filter((offer) => offer.mayAnswer)
  if (mine.length === 0) return null
  return (
    <div className={styles.offers}>
      <h3 className={styles.title}>{t('offer.title')}</h3>
      {mine.map((offer) => (
        <OfferCard key={offer.id} offer={offer} />
      ))}
    </div>
  )
}

function OfferCard({ offer }: { offer: Offer }) {
  const { t } = useTranslation('dispatch')
  const word = useWord()
  const { span } = useFormat()
  const answer = useChange(
    ({ id, ...body }: Answered) => api.PUT('/api/v1/offers/{id}/answer', { params: { path: { id } }, body }),
    { paths: ['/api/v1/board', '/api/v1/work-orders/{id}'], done: t('offer.answered'), tellRefusal: true },
  )
  const left = Date.parse(offer.deadlineAt) - Date.now()
  return (
    <article className={styles.offer}>
      <strong>{offer.title}</strong>
      <span className={styles.quiet}>
        {[word(`kind.${offer.kind}`), offer.city, t('unit.minutes', { n: offer.plannedMinutes })]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <span className={styles.quiet}>{t('offer.answerWithin', { time: span(Math.max(0, left)) })}</span>
      <div className={styles.actions}>
        <Button size="small" type="primary" onClick={() => answer.mutate({ id: offer.id, answer: 'accepted' })}>
          {t('do.accept')}
        </Button>
        <Dropdown
          trigger={['click']}
          menu={{
            items: DECLINE_REASONS.map((reason) => ({ key: reason, label: word(`declineReason.${reason}`) })),
            onClick: ({ key }) =>
              answer.mutate({ id: offer.id, answer: 'declined', reason: key as Answered['reason'] & string }),
          }}
        >
          <Button size="small">{t('do.decline')}</Button>
        </Dropdown>
      </div>
    </article>
  )
}
