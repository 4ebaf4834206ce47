import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import page from '../shell/page.module.css'
import styles from './lines.module.css'
import type { PortalQuotation } from './quotation.tsx'

/** Each line with its price, then who bears it, and at the end what the customer pays. */
export function Lines({ quotation }: { quotation: PortalQuotation }) {
  const { t } = useTranslation('portal')
  const { money } = useFormat()
  const { breakdown } = quotation
  const amount = (minor: string) => money({ minor, currency: breakdown.currency })
  const others = breakdown.payers.filter((one) => one.payer !== 'customer' && one.minor !== '0')
  return (
    <Card>
      <ul className={styles.lines}>
        {quotation.lines.map((line) => (
          <li key={line.id} className={styles.line}>
            <span>
              {line.name}
              <span className={page.small}>
                {' '}
                {t('quotation.quantity', { quantity: Number(line.quantity), price: amount(line.unitMinor) })}
              </span>
            </span>
            <span>{amount(line.fullMinor)}</span>
          </li>
        ))}
      </ul>
      <dl className={styles.totals}>
        <div className={styles.line}>
          <dt>{t('quotation.full')}</dt>
          <dd>{amount(breakdown.full.total)}</dd>
        </div>
        {others.map((one) => (
          <div key={one.payer} className={styles.line}>
            <dt>{t(`quotation.paidBy.${one.payer}`)}</dt>
            <dd>{amount(`-${one.minor}`)}</dd>
          </div>
        ))}
        <div className={`${styles.line} ${styles.pay}`}>
          <dt>{t('quotation.youPay')}</dt>
          <dd>{amount(breakdown.payable)}</dd>
        </div>
      </dl>
      <p className={page.small}>{t('quotation.tax', { amount: amount(breakdown.customer.tax) })}</p>
    </Card>
  )
}
