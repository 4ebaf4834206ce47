import type { components } from '@aftercare/api'
import { EmptyState, names, SkeletonRows } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useMutation } from '@tanstack/react-query'
import { Alert, Button, DatePicker, Modal, Segmented } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useReasonText } from '../../dispatch/board/verdict-text.ts'
import { $api, api, problemFrom } from '../../shell/api.ts'
import { dayOf, endOfDay, startOfDay } from '../../shell/list/zone-day.ts'
import type { RequestView } from '../page/use-request.ts'
import { useWord } from '../words.ts'
import styles from './book.module.css'
import { HeldTime } from './held-time.tsx'
import { type Hold, OfferTimes } from './offer-times.tsx'

type Candidate = components['schemas']['Candidate']
export type Booked = { id: string; technician: string; startsAt: string; endsAt: string }
/** A visit, or the order left in the tray for those who plan. */
export type Planned = Booked | 'tray'
type BookProps = { request: RequestView; workOrderId: string; onDone: (planned: Planned | null) => void }

/** Times to offer while the customer is on the line, kept while they decide; or somebody and a time at once. */
export function BookDialog({ request, workOrderId, onDone }: BookProps) {
  const { t } = useTranslation(['requests', 'common'])
  const [by, setBy] = useState<'time' | 'person'>('time')
  const [hold, setHold] = useState<Hold | null>(null)
  const close = () => {
    // It would run out by itself; given back, somebody else can have it at once.
    if (hold) void api.DELETE('/api/v1/holds/{id}', { params: { path: { id: hold.id } } }).catch(() => {})
    onDone(null)
  }
  return (
    <Modal
      open
      title={t('book.title', { number: request.number })}
      width={720}
      footer={null}
      closable={{ 'aria-label': t('common:do.close') }}
      onCancel={close}
    >
      {hold ? (
        <HeldTime
          request={request}
          hold={hold}
          workOrderId={workOrderId}
          onBooked={onDone}
          onBack={() => setHold(null)}
        />
      ) : (
        <>
          <Segmented<'time' | 'person'>
            block
            aria-label={t('book.by')}
            className={styles.head!}
            value={by}
            options={(['time', 'person'] as const).map((value) => ({ value, label: t(`book.by_${value}`) }))}
            onChange={setBy}
          />
          {by === 'time' ? (
            <OfferTimes request={request} workOrderId={workOrderId} onHeld={setHold} />
          ) : (
            <People request={request} workOrderId={workOrderId} onDone={onDone} />
          )}
          <div className={styles.foot}>
            <Button onClick={() => onDone('tray')}>{t('book.toTray')}</Button>
          </div>
        </>
      )}
    </Modal>
  )
}

/** Who can come on a day, best first with the reasons, and the times each could begin. One click books. */
function People({ request, workOrderId, onDone }: BookProps) {
  const { t } = useTranslation(['requests', 'common'])
  const zone = request.timeZone
  const [day, setDay] = useState(() => firstDay(request))
  const query = { from: startOfDay(day, zone), to: endOfDay(day, zone) }
  const found = $api.useQuery('get', '/api/v1/work-orders/{id}/candidates', {
    params: { path: { id: workOrderId }, query },
  })
  const book = useMutation({
    mutationFn: async ({ candidate, start }: { candidate: Candidate; start: string }): Promise<Booked> => {
      const body = { workOrderId, technicianId: candidate.technician.id, start }
      const { data } = await api.POST('/api/v1/visits', { body })
      return { id: data!.id, technician: candidate.technician.name, startsAt: data!.startsAt, endsAt: data!.endsAt }
    },
    onSuccess: onDone,
  })
  const problem = problemFrom(book.error) ?? problemFrom(found.error)
  const fitting = found.data?.candidates.filter((one) => one.ok && one.starts.length > 0) ?? []
  return (
    <>
      <div className={styles.head}>
        <DatePicker
          aria-label={t('book.day')}
          value={dayjs(day)}
          allowClear={false}
          minDate={dayjs(dayOf(new Date().toISOString(), zone))}
          onChange={(next) => next && setDay(next.format('YYYY-MM-DD'))}
        />
        <Wishes request={request} onChoose={setDay} />
        <span className={styles.zone}>{t('common:inZone', { zone })}</span>
      </div>
      {problem && <Alert type="error" showIcon role="alert" title={problem.title} />}
      {found.isPending && <SkeletonRows rows={4} height={56} />}
      {found.data && fitting.length === 0 && (
        <EmptyState icon="person" title={t('book.nobody')} hint={t('book.nobodyHint')} />
      )}
      <ul className={styles.people}>
        {fitting.slice(0, 8).map((candidate) => (
          <Person
            key={candidate.technician.id}
            candidate={candidate}
            zone={zone}
            busy={book.isPending}
            onBook={(start) => book.mutate({ candidate, start })}
          />
        ))}
      </ul>
    </>
  )
}

/** The first day the customer wished, else today. */
function firstDay({ preferredSlots, timeZone }: RequestView): string {
  const today = dayOf(new Date().toISOString(), timeZone)
  return (
    preferredSlots
      .map((slot) => slot.date)
      .filter((date) => date >= today)
      .sort()[0] ?? today
  )
}

function Wishes({ request, onChoose }: { request: RequestView; onChoose: (day: string) => void }) {
  const { t } = useTranslation('requests')
  const word = useWord()
  const { calendarDay } = useFormat()
  if (request.preferredSlots.length === 0) return null
  return (
    <span className={styles.wishes}>
      {t('book.wishes')}
      {request.preferredSlots.map(({ date, part }) => (
        <Button key={`${date}${part}`} size="small" onClick={() => onChoose(date)}>
          {calendarDay(date)} {word(`dayPart.${part}`)}
        </Button>
      ))}
    </span>
  )
}

type PersonProps = { candidate: Candidate; zone: string; busy: boolean; onBook: (start: string) => void }

function Person({ candidate, zone, busy, onBook }: PersonProps) {
  const { dates } = useFormat()
  const { t } = useTranslation('requests')
  const day = dates(zone)
  return (
    <li className={styles.person}>
      <p className={styles.name}>
        {candidate.technician.name}
        <span className={styles.station}>{candidate.technician.station}</span>
      </p>
      <Reasons reasons={candidate.reasons} />
      <div className={styles.times}>
        {candidate.starts.slice(0, 12).map((start) => (
          <Button
            key={start}
            size="small"
            disabled={busy}
            aria-label={t('book.at', { technician: candidate.technician.name, when: day.dayTime(start) })}
            onClick={() => onBook(start)}
          >
            {day.time(start)}
          </Button>
        ))}
      </div>
    </li>
  )
}

export function Reasons({ reasons }: { reasons: Candidate['reasons'] }) {
  const textOf = useReasonText()
  return (
    <ul className={styles.reasons}>
      {reasons.map((reason) => (
        <li key={`${reason.code}${JSON.stringify(reason.values)}`} className={names(!reason.ok && styles.against)}>
          {textOf(reason as Parameters<typeof textOf>[0])}
        </li>
      ))}
    </ul>
  )
}
