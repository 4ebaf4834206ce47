import { Icon } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { PriorityMark } from '../../requests/marks.tsx'
import { type Item, minutesOf } from './board-data.ts'
import styles from './details.module.css'
import { keyOf, type Selection } from './selection.ts'

type SelectedProps = {
  selection: Selection
  zone: string
  onMove: (items: readonly Item[]) => void
  onGiveBack: (items: readonly Item[]) => void
  onOpen: (key: string) => void
}

/** What is selected, and what can be done with all of it: the same as by dragging. */
export function Selected({ selection, zone, onMove, onGiveBack, onOpen }: SelectedProps) {
  const { t } = useTranslation(['dispatch', 'common'])
  const { dates, span } = useFormat()
  const { items } = selection
  const visits = items.filter((item) => item.kind === 'visit')
  const orders = items.filter((item) => item.kind === 'order')
  const total = items.reduce((sum, item) => sum + minutesOf(item), 0)
  return (
    <section className={styles.details} aria-label={t('common:selected', { count: items.length })}>
      <header className={styles.head}>
        <strong>{t('common:selected', { count: items.length })}</strong>
        <span className={styles.quiet}>{span(total * 60_000)}</span>
        <Button
          className={styles.close!}
          type="text"
          size="small"
          icon={<Icon name="close" size={16} />}
          aria-label={t('common:do.clear')}
          onClick={selection.clear}
        />
      </header>
      <div className={styles.actions}>
        {visits.length > 0 && (
          <>
            <Button type="primary" size="small" onClick={() => onMove(visits)}>
              {t('together.moveDots')}
            </Button>
            <Button size="small" onClick={() => onGiveBack(visits)}>
              {t('together.giveBackDots')}
            </Button>
          </>
        )}
        {orders.length > 0 && (
          <Button type="primary" size="small" onClick={() => onMove(orders)}>
            {t('do.plan')}
          </Button>
        )}
      </div>
      <ul className={styles.picked}>
        {items.map((item) => {
          const of = item.kind === 'visit' ? item.visit : item.order
          return (
            <li key={keyOf(item)}>
              <button type="button" onClick={() => onOpen(keyOf(item))}>
                <PriorityMark priority={of.priority} /> {of.title}
                <span className={styles.quiet}>
                  {item.kind === 'visit'
                    ? dates(zone).dayTime(item.visit.startsAt)
                    : t('unit.minutes', { n: item.order.plannedMinutes })}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
