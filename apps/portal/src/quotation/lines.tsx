import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import page from '../shell/page.module.css'
import styles from './lines.module.css'
import type { PortalQuotation } from './sheet.tsx'

interface LinesProps {
  quotation: PortalQuotation
  /** Optional lines the customer does not want. */
  left: readonly string[]
  onToggle?: (id: string) => void
}
type Line = PortalQuotation['lines'][number]

/** Each line with its price, then who bears it, and at the end what the customer pays. */
export function Lines({ quotation, left, onToggle }: LinesProps) {
  const { t } = useTranslation('portal')
  const { money } = useFormat()
  const { breakdown } = quotation
  const amount = (minor: string) => money({ minor, currency: breakdown.currency })
  const others = breakdown.payers.filter((one) => one.payer !== 'customer' && one.minor !== '0')
  return (
    <Card>
      <ul className={styles.lines}>
        {quotation.lines.map((line) => (
          <li key={line.id} className={styles.line} data-out={line.isDeclined || left.includes(line.id)}>
            <span>
              {line.name}
              <span className={page.small}>
                {' '}
                {t('quotation.quantity', { quantity: Number(line.quantity), price: amount(line.unitMinor) })}
              </span>
              {line.isOptional && <Optional line={line} isIn={!left.includes(line.id)} onToggle={onToggle} />}
            </span>
            <span>{amount(line.fullMinor)}</span>
          </li>
        ))}
      </ul>
      <dl className={styles.totals}>
        <Total label={t('quotation.full')} value={amount(breakdown.full.total)} />
        {others.map((one) => (
          <Total key={one.payer} label={t(`quotation.paidBy.${one.payer}`)} value={amount(`-${one.minor}`)} />
        ))}
        {breakdown.rounding.minor !== '0' && (
          <Total label={t('quotation.rounding')} value={amount(breakdown.rounding.minor)} />
        )}
        <div className={`${styles.line} ${styles.pay}`}>
          <dt>{t('quotation.youPay')}</dt>
          <dd>{amount(breakdown.payable)}</dd>
        </div>
      </dl>
      <Taxes quotation={quotation} />
    </Card>
  )
}

function Optional({
  line,
  isIn,
  onToggle,
}: {
  line: Line
  isIn: boolean
  onToggle: ((id: string) => void) | undefined
}) {
  const { t } = useTranslation('portal')
  if (!onToggle)
    return <span className={page.small}> · {t(line.isDeclined ? 'quotation.notTaken' : 'quotation.optional')}</span>
  return (
    <label className={styles.choice}>
      <input type="checkbox" checked={isIn} onChange={() => onToggle(line.id)} />
      {t('quotation.take')}
    </label>
  )
}

const Total = ({ label, value }: { label: string; value: string }) => (
  <div className={styles.line}>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </div>
)

/** The tax of each rate; where the recipient owes it, that it is theirs. */
function Taxes({ quotation: { breakdown } }: { quotation: PortalQuotation }) {
  const { t } = useTranslation('portal')
  const { money, numbers } = useFormat()
  if (breakdown.reverseCharge) return <p className={page.small}>{t('quotation.reverseCharge')}</p>
  return breakdown.taxes.map((one) => (
    <p key={`${one.category} ${one.bp}`} className={page.small}>
      {t('quotation.taxAt', {
        rate: numbers.percent(one.bp / 10_000, 2),
        amount: money({ minor: one.tax, currency: breakdown.currency }),
      })}
    </p>
  ))
}
