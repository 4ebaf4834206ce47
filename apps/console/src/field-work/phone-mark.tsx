import { StatusTag } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'

type Backlog = { waiting: number; stuck: number; revokedAt?: string | null }

/** How much of what happened a phone has not sent yet; nothing when all of it is here. */
export function PhoneMark({ of: { waiting, stuck, revokedAt } }: { of: Backlog }) {
  const { t } = useTranslation('field-work')
  const text = [
    t('phones.unsent', { count: waiting }),
    ...(stuck > 0 ? [t('phones.stuck', { count: stuck })] : []),
  ].join(' · ')
  if (revokedAt) return <StatusTag tone="neutral">{waiting > 0 ? text : t('phones.revoked')}</StatusTag>
  if (waiting === 0) return null
  return <StatusTag tone={stuck > 0 ? 'breach' : 'waiting'}>{text}</StatusTag>
}
