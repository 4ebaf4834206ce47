import { Icon } from '@aftercare/ui'
import { addressText } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import type { Visit } from '../data/store.ts'
import styles from './contact-links.module.css'

/** Handed over to what the phone is good at: calling, finding the way, keeping the appointment. */
export function ContactLinks({ visit }: { visit: Visit }) {
  const { t } = useTranslation(['field', 'common'])
  const phone = visit.contact?.phone ?? visit.customer?.phone
  const map = mapLink(visit)
  return (
    <nav className={styles.links} aria-label={t('job.contact')}>
      {phone && (
        <a href={`tel:${phone}`} className={styles.link}>
          <Icon name="phone" />
          {t('job.call')}
        </a>
      )}
      {map && (
        <a href={map} className={styles.link} target="_blank" rel="noreferrer">
          <Icon name="field" />
          {t('job.navigate')}
        </a>
      )}
      <a href={calendarLink(visit)} download={`${visit.number}.ics`} className={styles.link}>
        <Icon name="clock" />
        {t('job.calendar')}
      </a>
    </nav>
  )
}

export function mapLink({ address }: Visit): string | null {
  return address && placeLink({ ...address, text: addressText(address) })
}

/** `geo:` opens whatever map the phone has; Apple knows only its own address. */
export function placeLink({ lat, lon, ...said }: { lat: number | null; lon: number | null; text: string }): string {
  const text = encodeURIComponent(said.text)
  const isApple = /iPhone|iPad|Macintosh/.test(navigator.userAgent)
  const point = lat !== null && lon !== null ? `${lat},${lon}` : null
  if (isApple) return `https://maps.apple.com/?daddr=${point ?? text}`
  return point ? `geo:${point}?q=${point}(${text})` : `geo:0,0?q=${text}`
}

const compact = (at: string) => new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '')
/** RFC 5545: commas, semicolons and line breaks of a text are escaped. */
const escaped = (text: string) => text.replace(/[\\,;]/g, '\\$&').replace(/\r?\n/g, '\\n')

function calendarLink(visit: Visit): string {
  const place = visit.address ? addressText(visit.address) : ''
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Aftercare//Field//EN',
    'BEGIN:VEVENT',
    `UID:${visit.id}`,
    `DTSTAMP:${compact(visit.startsAt)}`,
    `DTSTART:${compact(visit.startsAt)}`,
    `DTEND:${compact(visit.endsAt)}`,
    `SUMMARY:${escaped(`${visit.number} ${visit.customer?.name ?? ''}`)}`,
    `LOCATION:${escaped(place)}`,
    `DESCRIPTION:${escaped(visit.request.title)}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return `data:text/calendar;charset=utf-8,${encodeURIComponent(lines.join('\r\n'))}`
}
