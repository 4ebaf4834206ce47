import type { Answer } from '@aftercare/api'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import styles from './contracts.module.css'

export type Refund = Answer<'/api/v1/contracts/{id}/refund'>

/** What goes back, part by part: the same sum before the yes and in the file afterwards. */
export function RefundSum({ refund }: { refund: Refund }) {
  const { t } = useTranslation('contracts')
  const { money } = useFormat()
  const said = (minor: string) => money({ minor, currency: refund.currency })
  const parts = refund.parts.filter((part) => part.refundMinor !== '0')
  if (parts.length === 0) return <p className={styles.quiet}>{t('refund.nothing')}</p>
  return (
    <div className={styles.stack}>
      {parts.map((part) => (
        <p key={part.id}>
          {t(`refund.${refund.rule}`, {
            minor: said(part.minor),
            left: part.left,
            of: part.of,
            refund: said(part.refundMinor),
          })}
          {part.how === 'withdrawn' && <span className={styles.quiet}> ({t('refund.withdrawn')})</span>}
        </p>
      ))}
      <p>
        <strong>{t('refund.total', { amount: said(refund.totalMinor) })}</strong>
      </p>
    </div>
  )
}
