import { EmptyState, Icon } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useDay } from '../data/use-store.ts'
import { mapLink, placeLink } from '../job/contact-links.tsx'
import { paths } from '../paths.ts'
import { Bar } from '../shell/bar.tsx'
import { placeOf, useWindow } from '../today/job-card.tsx'
import styles from './map.module.css'
import { MapView, useLength } from './map-view.tsx'
import { type Stop, stopsOf } from './stops.ts'

/** Where the day goes, without a network, too: the places in their order on a map, how far and which way to the next. */
export function DayMap() {
  const { t } = useTranslation('field')
  const { facts, visits } = useDay()
  const stops = stopsOf(visits ?? [])
  const without = (visits ?? []).length - stops.filter((one) => !one.isPickUp).length
  return (
    <>
      <Bar title={t('map.title')} back={paths.today()} />
      <div className={styles.page}>
        {stops.length === 0 ? (
          <EmptyState icon="search" title={t('map.empty')} />
        ) : (
          <MapView stops={stops} map={facts?.map ?? null} />
        )}
        {facts && !facts.map && stops.length > 0 && <p className={styles.quiet}>{t('map.sketch')}</p>}
        <ol className={styles.list}>
          {stops.map((stop) => (
            <StopRow key={stop.number} stop={stop} />
          ))}
        </ol>
        {without > 0 && <p className={styles.quiet}>{t('map.unplaced', { count: without })}</p>}
      </div>
    </>
  )
}

function StopRow({ stop: { visit, number, way, isPickUp } }: { stop: Stop }) {
  const { t } = useTranslation('field')
  const { dates } = useFormat()
  const told = useWindow(visit)
  const store = isPickUp ? visit.pickUp : null
  const window = store ? dates(visit.timeZone).times(store.from, store.to) : told
  const name = store ? t('pickUp.title') : (visit.customer?.name ?? visit.number)
  const where = store ? [store.place.name, store.place.address].filter(Boolean).join(' · ') : placeOf(visit)
  const length = useLength()
  return (
    <li className={styles.row}>
      <strong className={styles.number}>{number}</strong>
      <Link to={paths.visit(visit.id)} className={styles.what}>
        <strong>
          {window} · {name}
        </strong>
        <span>{where}</span>
        {way && (
          <span className={styles.quiet}>
            {t('map.way', { length: length(way.metres), direction: t(`map.direction.${way.towards}`) })}
          </span>
        )}
      </Link>
      <a
        href={store ? placeLink({ ...store.place, text: store.place.address ?? store.place.name }) : mapLink(visit)!}
        className={styles.go}
        target="_blank"
        rel="noreferrer"
        aria-label={`${t('job.navigate')}: ${name}`}
      >
        <Icon name="field" size={24} />
      </a>
    </li>
  )
}
