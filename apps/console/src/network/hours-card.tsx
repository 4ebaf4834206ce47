import { Card } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import styles from '../people/cards.module.css'
import { WeekText } from '../people/week-field.tsx'
import type { Station } from './station-page.tsx'

/** When it is open, and whose hours these are. */
export function HoursCard({ station }: { station: Station }) {
  const { t } = useTranslation('network')
  const { hours } = station
  return (
    <Card title={t('page.hours')}>
      {hours === null ? (
        <p className={styles.note}>{t('page.noHours')}</p>
      ) : (
        <>
          <p className={styles.none}>
            {hours.inheritedFrom === null
              ? hours.name
              : t('page.hoursOf', { calendar: hours.name, station: hours.inheritedFrom })}
            {` · ${hours.timeZone}`}
          </p>
          <WeekText week={hours.weekly} />
        </>
      )}
    </Card>
  )
}
