import type { Answer, components } from '@aftercare/api'
import { EmptyState, SkeletonRows } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useMutation } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { $api, api, problemFrom } from '../../shell/api.ts'
import type { RequestView } from '../page/use-request.ts'
import { useWord } from '../words.ts'
import styles from './offer-times.module.css'

type Slot = Answer<'/api/v1/work-orders/{id}/slots'>['slots'][number]
export type Hold = components['schemas']['Hold']
type OfferProps = { request: RequestView; workOrderId: string; onHeld: (hold: Hold) => void }

/** What can be offered while the customer is on the line: the day parts of the next days, the best for the plan marked. One click keeps it. */
export function OfferTimes({ request, workOrderId, onHeld }: OfferProps) {
  const { t } = useTranslation('requests')
  const params = { path: { id: workOrderId } }
  const found = $api.useQuery('get', '/api/v1/work-orders/{id}/slots', { params }, { staleTime: 0 })
  const hold = useMutation({
    mutationFn: ({ date, part }: Slot) =>
      api.POST('/api/v1/work-orders/{id}/holds', { params, body: { date, part } }).then(({ data }) => data!),
    onSuccess: onHeld,
    // Somebody was faster: what is free now is shown.
    onError: () => void found.refetch(),
  })
  const problem = problemFrom(hold.error) ?? problemFrom(found.error)
  const slots = found.data?.slots ?? []
  return (
    <>
      {problem && <Alert type="error" showIcon role="alert" title={problem.title} />}
      {found.isPending && <SkeletonRows rows={6} height={44} />}
      {found.data && slots.length === 0 && (
        <EmptyState icon="clock" title={t('book.noTimes')} hint={t('book.noTimesHint')} />
      )}
      <ul className={styles.days}>
        {[...new Set(slots.map((slot) => slot.date))].map((date) => (
          <Day
            key={date}
            date={date}
            slots={slots.filter((slot) => slot.date === date)}
            wishes={request.preferredSlots}
            busy={hold.isPending}
            onChoose={hold.mutate}
          />
        ))}
      </ul>
    </>
  )
}

type DayProps = {
  date: string
  slots: readonly Slot[]
  wishes: RequestView['preferredSlots']
  busy: boolean
  onChoose: (slot: Slot) => void
}

function Day({ date, slots, wishes, busy, onChoose }: DayProps) {
  const { t } = useTranslation('requests')
  const word = useWord()
  const { dates, span } = useFormat()
  const name = dates('UTC').weekday(`${date}T12:00:00Z`)
  const minutes = (n: number) => span(n * 60_000)
  const wished = (part: string) => wishes.some((one) => one.date === date && (one.part === part || one.part === 'any'))
  return (
    <li className={styles.day}>
      <span>{name}</span>
      <span className={styles.parts}>
        {slots.map((slot) => {
          const part = word(`dayPart.${slot.part}`)
          const notes = [
            slot.rank === 1 && t('book.best'),
            wished(slot.part) && t('book.wished'),
            slot.extraMinutes > 0 ? t('book.extra', { time: minutes(slot.extraMinutes) }) : t('book.onTheWay'),
            slot.slackLeftMinutes > 0 ? t('book.slack', { time: minutes(slot.slackLeftMinutes) }) : t('book.noSlack'),
          ].filter(Boolean)
          return (
            <Button
              key={slot.part}
              className={styles.part!}
              type={slot.rank === 1 ? 'primary' : 'default'}
              ghost={slot.rank === 1}
              disabled={busy}
              aria-label={[name, part, ...notes].join(', ')}
              title={slot.slackEatenMinutes > 0 ? t('book.eats', { time: minutes(slot.slackEatenMinutes) }) : undefined}
              onClick={() => onChoose(slot)}
            >
              <strong>{part}</strong>
              <small>{notes.join(' · ')}</small>
            </Button>
          )
        })}
      </span>
    </li>
  )
}
