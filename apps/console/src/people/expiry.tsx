import { StatusTag } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'

const DAY_MS = 86_400_000
/** Two months are enough to sit the next exam. */
const SOON_DAYS = 60

export const inDays = (now: Date, days: number) => new Date(now.getTime() + days * DAY_MS).toISOString().slice(0, 10)

/**
 * Until when something is valid: red when it is over, amber when it soon is. `isBare`: the heading beside it says "valid until"
 * already, the day alone is enough.
 */
export function ExpiryText({ day, isBare = false }: { day: string | null; isBare?: boolean }) {
  const { t } = useTranslation('people')
  const { calendarDay } = useFormat()
  if (day === null) return t('page.noEnd')
  const now = new Date()
  if (day < inDays(now, 0)) return <StatusTag tone="breach">{t('page.endedOn', { day: calendarDay(day) })}</StatusTag>
  const text = isBare ? calendarDay(day) : t('page.validUntil', { day: calendarDay(day) })
  return day < inDays(now, SOON_DAYS) ? <StatusTag tone="waiting">{text}</StatusTag> : text
}
