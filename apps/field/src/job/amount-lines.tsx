import { Icon } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import type { Visit, WorkLine } from '../data/store.ts'
import styles from './amount-lines.module.css'

type Props = {
  visit: Visit
  onOpen?: (line: WorkLine) => void
  /** What a tap on a line does, where it does not open it. */
  opens?: string
}

/** What it costs and who pays: the same lines the desk sees and the customer signs. */
export function AmountLines({ visit, onOpen, opens }: Props) {
  const { t } = useTranslation(['field', 'billing'])
  const { money } = useFormat()
  const { price } = visit
  if (!price) return <p className={styles.quiet}>{t('price.noList')}</p>
  const amount = (minor: string) => money({ minor, currency: price.currency })
  return (
    <div className={styles.all}>
      {visit.lines.length === 0 && <p className={styles.quiet}>{t('price.noLines')}</p>}
      <ul className={styles.lines}>
        {visit.lines.map((line) => (
          <li key={line.id}>
            <Row
              line={line}
              amount={amount}
              {...(onOpen && !line.quotationId && !line.depositFor ? { onOpen } : {})}
              {...(opens && { opens })}
              isInset={onOpen !== undefined}
            />
          </li>
        ))}
      </ul>
      <dl className={styles.sums}>
        <div>
          <dt>{t('billing:full_price')}</dt>
          <dd>{amount(price.full.total)}</dd>
        </div>
        {price.payers
          .filter((one) => one.payer !== 'customer')
          .map((one) => (
            <div key={one.payer}>
              <dt>{t(`billing:pays.${one.payer}`)}</dt>
              <dd>{t('price.minus', { amount: amount(one.minor) })}</dd>
            </div>
          ))}
        <div className={styles.total}>
          <dt>{t('price.customerPays')}</dt>
          <dd>{amount(price.payable)}</dd>
        </div>
      </dl>
    </div>
  )
}

function Row({
  line,
  amount,
  onOpen,
  opens,
  isInset,
}: {
  line: WorkLine
  amount: (minor: string) => string
  onOpen?: (line: WorkLine) => void
  opens?: string
  /** Others of these lines open: the amounts of all stand one below the other. */
  isInset: boolean
}) {
  const { t } = useTranslation(['field', 'billing'])
  const content = (
    <>
      <span className={styles.name}>
        {line.name}
        <span className={styles.quiet}>
          {t('price.times', {
            quantity: line.quantity,
            unit: t(`billing:unit.${line.unit}`),
            price: amount(line.unitMinor),
          })}
          {line.partSerial ? ` · ${line.partSerial}` : ''}
        </span>
        <span className={styles.payer} data-payer={line.payer}>
          {line.payer === 'customer' || line.payer === 'undetermined'
            ? t(`billing:payer.${line.payer}`)
            : t('price.paidBy', { payer: t(`billing:payer.${line.payer}`) })}
          {line.quotationId ? ` · ${t('price.approved')}` : ''}
        </span>
      </span>
      <span className={styles.amount}>
        {amount(line.customerMinor)}
        {line.customerMinor !== line.fullMinor && <s className={styles.quiet}>{amount(line.fullMinor)}</s>}
      </span>
      {onOpen && (opens ? <Icon name="close" size={18} label={opens} /> : <Icon name="right" size={18} />)}
    </>
  )
  if (!onOpen) return <div className={isInset ? `${styles.line} ${styles.inset}` : styles.line}>{content}</div>
  return (
    <button type="button" className={styles.line} onClick={() => onOpen(line)}>
      {content}
    </button>
  )
}
