import { Icon } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import type { Visit } from '../data/store.ts'
import { placeLink } from '../job/contact-links.tsx'
import { useWindow } from './job-card.tsx'
import styles from './today.module.css'

/** A stop of its own: where the part of a later job is collected. */
export function PickUpCard({ visit }: { visit: Visit }) {
  const { t } = useTranslation('field')
  const { dates, countedParts } = useFormat()
  const window = useWindow(visit)
  const stop = visit.pickUp
  if (!stop) return null
  const { place, isCollected } = stop
  const where = placeLink({ ...place, text: place.address ?? place.name })
  return (
    <article className={styles.later} aria-label={t('pickUp.title')} data-collected={isCollected || undefined}>
      <span className={styles.line}>
        <strong>{dates(visit.timeZone).times(stop.from, stop.to)}</strong>
        <span className={styles.part}>
          <Icon name={isCollected ? 'check' : 'parts'} size={16} />
          {t(isCollected ? 'pickUp.titleDone' : 'pickUp.title')}
        </span>
      </span>
      <span>{countedParts(stop.parts)}</span>
      <span className={styles.place}>{[place.name, place.address].filter(Boolean).join(' · ')}</span>
      <span className={styles.asset}>
        {t('pickUp.forVisit', { when: window, who: visit.customer?.name ?? visit.number })} ·{' '}
        {t('pickUp.request', { number: stop.request })}
      </span>
      {where && !isCollected && (
        <a href={where} className={styles.goThere} target="_blank" rel="noreferrer">
          <Icon name="field" />
          {t('job.navigate')}
        </a>
      )}
    </article>
  )
}
