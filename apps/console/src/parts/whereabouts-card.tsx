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

/** Who waits for the part, in the order they are served, and when more comes. */
export function WhereaboutsCard({ part }: { part: Part }) {
  const { t } = useTranslation('parts')
  const query = $api.useQuery('get', path, { params: { path: { id: part.id } } })
  useFresh({ subject: ['part_request', 'purchase_order', 'shipment'], paths: [path] })
  const day = useDay()
  const { waiting = [], coming = [] } = query.data ?? {}
  return (
    <Card title={t('whereabouts.title')}>
      {query.isSuccess && waiting.length + coming.length === 0 && (
        <p className={styles.quiet}>{t('whereabouts.none')}</p>
      )}
      <div className={styles.rows}>
        {waiting.map((one) => (
          <div key={`${one.id} ${one.quantity}`} className={styles.row}>
            <span>
              {t('whereabouts.waits')} <Go to={paths.partRequest(one.id)}>{one.number}</Go>
              <br />
              <span className={styles.quiet}>{one.place}</span>
            </span>
            <span className={styles.quiet}>{day(one.expectedOn)}</span>
            <strong>
              <Quantity of={one.quantity} unit={part.unit} />
            </strong>
          </div>
        ))}
        {coming.map((one) => (
          <div key={`${one.id} ${one.place}`} className={styles.row}>
            <span>
              {t('whereabouts.comes')}{' '}
              <Go to={one.kind === 'shipment' ? paths.transfer(one.id) : paths.purchaseOrder(one.id)}>{one.number}</Go>
              <br />
              <span className={styles.quiet}>
                {one.from} → {one.place}
              </span>
            </span>
            <span className={styles.quiet}>{day(one.on)}</span>
            <strong>
              <Quantity of={one.quantity} unit={part.unit} />
            </strong>
          </div>
        ))}
      </div>
    </Card>
  )
}

function useDay() {
  const { t } = useTranslation('parts')
  const { calendarDay } = useFormat()
  return (on: string | null) => (on ? t('expected', { day: calendarDay(on) }) : t('nobodyKnows'))
}
