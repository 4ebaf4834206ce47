import type { Answer } from '@aftercare/api'
import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { Go } from '../shell/go.tsx'
import { useFresh } from '../shell/live.ts'
import { Quantity } from './marks.tsx'
import type { Part } from './part-form.tsx'
import styles from './parts.module.css'

const path = '/api/v1/parts/{id}/whereabouts'
type Whereabouts = Answer<typeof path>

/** Who waits for the part, in the order they are served, and when more comes. */
export function WhereaboutsCard({ part }: { part: Part }) {
  const { t } = useTranslation('parts')
  const query = $api.useQuery('get', path, { params: { path: { id: part.id } } })
  useFresh({ subject: ['part_request', 'purchase_order', 'shipment'], paths: [path] })
  const { waiting = [], coming = [] } = query.data ?? {}
  return (
    <Card title={t('whereabouts.title')}>
      {query.isSuccess && waiting.length + coming.length === 0 && (
        <p className={styles.quiet}>{t('whereabouts.none')}</p>
      )}
      <div className={styles.rows}>
        <WaitingRows waiting={waiting} unit={part.unit} says={t('whereabouts.waits')} />
        <ComingRows coming={coming} unit={part.unit} says={t('whereabouts.comes')} />
      </div>
    </Card>
  )
}

/** Where it is known, whose job it is. */
type Waiting = Whereabouts['waiting'][number] & { requestNumber?: string | null; customer?: string | null }

/** `says`: what the row is, where no heading does. */
type Rows = { unit: string; says?: string }

export function WaitingRows({ waiting, unit, says }: Rows & { waiting: readonly Waiting[] }) {
  const { t } = useTranslation('parts')
  const { calendarDay } = useFormat()
  const day = useDay()
  return waiting.map((one) => (
    <div key={`${one.id} ${one.quantity}`} className={styles.row}>
      <span>
        {says} <Go to={paths.partRequest(one.id)}>{one.number}</Go>
        {one.requestId && one.requestNumber && (
          <>
            <br />
            <Go to={paths.request(one.requestId)}>{one.requestNumber}</Go> {one.customer}
          </>
        )}
        <br />
        <span className={styles.quiet}>{one.place}</span>
      </span>
      <span className={styles.quiet}>
        {day(one.expectedOn)}
        {one.promisedOn && one.promisedOn !== one.expectedOn && (
          <>
            <br />
            {t('whereabouts.promised', { day: calendarDay(one.promisedOn) })}
          </>
        )}
      </span>
      <strong>
        <Quantity of={one.quantity} unit={unit} />
      </strong>
    </div>
  ))
}

export function ComingRows({ coming, unit, says }: Rows & { coming: Whereabouts['coming'] }) {
  const day = useDay()
  return coming.map((one) => (
    <div key={`${one.id} ${one.place} ${one.on}`} className={styles.row}>
      <span>
        {says} <Go to={one.kind === 'shipment' ? paths.transfer(one.id) : paths.purchaseOrder(one.id)}>{one.number}</Go>
        <br />
        <span className={styles.quiet}>
          {one.from} → {one.place}
        </span>
      </span>
      <span className={styles.quiet}>{day(one.on)}</span>
      <strong>
        <Quantity of={one.quantity} unit={unit} />
      </strong>
    </div>
  ))
}

function useDay() {
  const { t } = useTranslation('parts')
  const { calendarDay } = useFormat()
  return (on: string | null) => (on ? t('expected', { day: calendarDay(on) }) : t('nobodyKnows'))
}
