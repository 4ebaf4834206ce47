import { names } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import type { Axis } from './axis.ts'
import type { Technician } from './board-data.ts'
import styles from './board-row.module.css'
import { hoursLeft } from './hours.ts'

/** Less than this is not a visit any more. */
const SOON = 60

/** How long somebody may still work, of the day and of the week: known before anything is dropped there. */
export function HoursLeft({ technician, axis }: { technician: Technician; axis: Axis }) {
  const { t } = useTranslation('dispatch')
  const { numbers } = useFormat()
  const left = hoursLeft(
    technician,
    axis.days.map(({ day }) => day),
  )
  if (!left || (left.day === null && left.week === null)) return null
  const { day, week } = left
  const least = Math.min(day ?? Number.POSITIVE_INFINITY, week ?? Number.POSITIVE_INFINITY)
  const hours = (minutes: number) => numbers.decimal(minutes / 60, 1)
  const full = [
    day !== null && t('board.dayLeft', { hours: hours(day) }),
    week !== null && t('board.weekLeft', { hours: hours(week) }),
  ]
    .filter(Boolean)
    .join(', ')
  const short = [day, week].flatMap((one) => (one === null ? [] : [hours(one)])).join(' / ')
  return (
    <span className={names(styles.hours, least <= 0 ? styles.over : least < SOON && styles.soon)} title={full}>
      {t('board.hoursLeft', { hours: short })}
    </span>
  )
}
