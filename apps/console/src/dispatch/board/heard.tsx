import { Icon, names, useNow } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { $api } from '../../shell/api.ts'
import { useFresh } from '../../shell/live.ts'
import { useSession } from '../../shell/session.ts'
import styles from './heard.module.css'

const path = '/api/v1/phone-standings'
/** Phones report twice a minute while they have a network: longer than this one has none, or lies in a drawer. */
const SILENT_MS = 30 * 60_000

/** A phone that reports is seen on the board at once, and not more often than every two seconds. */
export function useHeardFresh(): void {
  useFresh({ subject: 'phone', paths: [path], every: 2_000 })
}

/** How long ago a phone of theirs was heard from, and how much of their day has not arrived yet. */
export function Heard({ technicianId }: { technicianId: string }) {
  const { t } = useTranslation('field-work')
  const { dates, span } = useFormat()
  const { person } = useSession()
  const now = useNow()
  const phone = $api.useQuery(
    'get',
    path,
    {},
    { select: ({ items }) => items.find((one) => one.technicianId === technicianId) ?? null, staleTime: 60_000 },
  ).data
  if (!phone) return null
  const day = dates(person.timeZone)
  const age = Math.max(0, now - Date.parse(phone.lastHeardAt))
  const text = [
    t('phones.heard', { at: day.dayTime(phone.lastHeardAt) }),
    ...(phone.waiting > 0 ? [t('phones.unsent', { count: phone.waiting })] : []),
    ...(phone.stuck > 0 ? [t('phones.stuck', { count: phone.stuck })] : []),
    ...(phone.waiting > 0 && phone.oldestAt ? [t('phones.since', { at: day.dayTime(phone.oldestAt) })] : []),
  ].join(', ')
  const look = phone.stuck > 0 ? styles.stuck : phone.waiting > 0 ? styles.unsent : age > SILENT_MS && styles.silent
  return (
    <span className={names(styles.heard, look)} title={text} role="img" aria-label={text}>
      <Icon name="phone" size={11} />
      {span(age)}
      {phone.waiting > 0 && <b>{phone.waiting}</b>}
    </span>
  )
}
