import { Icon, names } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { usePickUp } from '../pick-up-text.ts'
import { type Axis, xOf } from './axis.ts'
import { PLANNED, type Row } from './board-data.ts'
import styles from './board-row.module.css'

/** Where somebody collects a part on the way, red where they are at work then; the visit it is for is read out with it. */
export function PickUps({ row, axis }: { row: Row; axis: Axis }) {
  const text = usePickUpText(axis.zone)
  return row.visits.map(({ id, status, pickUp }) => {
    if (!pickUp || !PLANNED.includes(status)) return null
    const x = xOf(axis, Date.parse(pickUp.from))
    const width = Math.max(xOf(axis, Date.parse(pickUp.to)) - x, 3)
    const isInTheWay = row.visits.some((one) => one.startsAt < pickUp.to && pickUp.from < one.endsAt)
    return (
      <span
        key={id}
        className={names(styles.pickUp, isInTheWay && styles.inTheWay)}
        style={{ transform: `translateX(${x}px)`, width }}
        title={text(pickUp)}
      >
        {width > 15 && <Icon name="parts" size={12} />}
      </span>
    )
  })
}

type PickUp = NonNullable<Row['visits'][number]['pickUp']>

/** What is collected where and when, on the clock of a zone. */
export function usePickUpText(zone: string): (stop: PickUp) => string {
  const { t } = useTranslation('dispatch')
  const { dates } = useFormat()
  const said = usePickUp()
  return (stop) => t('pickUp.stop', { ...said(stop), time: dates(zone).times(stop.from, stop.to) })
}
