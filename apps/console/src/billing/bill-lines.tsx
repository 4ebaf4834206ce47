import type { components } from '@aftercare/api'
import { sayClause, sayTitle } from '@aftercare/entitlement'
import { depositPart, roundingOf } from '@aftercare/rules'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { Go } from '../shell/go.tsx'
import { useCan } from '../shell/session.ts'
import styles from './bill-lines.module.css'

type Line = Pick<
  components['schemas']['BillLine'],
  | 'id'
  | 'name'
  | 'code'
  | 'kind'
  | 'quantity'
  | 'unit'
  | 'unitMinor'
  | 'fullMinor'
  | 'customerMinor'
  | 'payer'
  | 'priceReason'
  | 'priceNote'
  | 'why'
> &
  Partial<Pick<components['schemas']['BillLine'], 'isOptional' | 'isDeclined'>> & { decisionId?: string | null }
type Breakdown = components['schemas']['Breakdown']

/** What it costs, who pays which part and why: what the customer sees, and the technician. */
export function BillLines({ lines, breakdown }: { lines: readonly Line[]; breakdown: Breakdown }) {
  const { t, i18n } = useTranslation(['billing', 'entitlement'])
  const { enumerated, money, language } = useFormat()
  const can = useCan()
  const amount = (minor: string) => money({ minor, currency: breakdown.currency })
  const say = i18n.getFixedT(language, 'entitlement') as unknown as (
    key: string,
    values?: Record<string, unknown>,
  ) => string
  type Right = Parameters<typeof sayTitle>[0] & Parameters<typeof sayClause>[0]
  return (
    <div className={styles.wrap}>
      <table className={`${styles.table} ${styles.bill}`}>
        <thead>
          <tr>
            <th>{t('field.lines')}</th>
            <th className={styles.number}>{t('field.quantity')}</th>
            <th className={styles.number}>{t('field.price')}</th>
            <th className={styles.number}>{t('full_price')}</th>
            <th className={styles.number}>{t('field.customerPays')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id} className={line.isDeclined ? styles.declined : undefined}>
              <td>
                {line.name}{' '}
                {line.code && depositPart(line.code) === null && <span className={styles.quiet}>{line.code}</span>}
                <span className={styles.note}>
                  {t(`payer.${line.payer}`)}
                  {isShared(line) && ` ${amount(String(BigInt(line.fullMinor) - BigInt(line.customerMinor)))}`}
                  {line.why &&
                    `: ${enumerated([sayTitle(line.why as Right, language, say), sayClause(line.why as Right, say) ?? ''].filter(Boolean))}`}
                </span>
                {line.decisionId && can('entitlement.decide') && (
                  <span className={styles.note}>
                    <Go to={paths.decision(line.decisionId)}>{t('entitlement:page.title')}</Go>
                  </span>
                )}
                {line.isOptional && <span className={styles.note}>{t(line.isDeclined ? 'left_out' : 'optional')}</span>}
                {line.priceReason && (
                  <span className={styles.note}>
                    {[t(`priceReason.${line.priceReason}`), line.priceNote].filter(Boolean).join(': ')}
                  </span>
                )}
              </td>
              <td className={styles.number}>
                {line.quantity} {t(`unit.${line.unit as 'piece'}`)}
              </td>
              <td className={styles.number}>{amount(line.unitMinor)}</td>
              <td className={styles.number}>{amount(line.fullMinor)}</td>
              <td className={styles.number}>{amount(line.customerMinor)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <SumRow label={t('full_price')} sum={amount(breakdown.full.total)} />
          {breakdown.payers
            .filter((one) => one.payer !== 'customer')
            .map((one) => (
              <SumRow key={one.payer} label={t(`payer.${one.payer}`)} sum={amount(one.minor)} />
            ))}
          {breakdown.rounding.minor !== '0' && <SumRow label={t('rounding')} sum={amount(breakdown.rounding.minor)} />}
          <SumRow label={t('field.customerPays')} sum={amount(breakdown.payable)} style={styles.total} />
          <TaxRows breakdown={breakdown} />
        </tfoot>
      </table>
    </div>
  )
}

/** Paid by another and by the customer: then the other's part is said, too. */
const isShared = (line: Line) =>
  line.payer !== 'customer' && line.customerMinor !== '0' && line.customerMinor !== line.fullMinor

/** Net, tax of each rate, and by which rule it was rounded. */
function TaxRows({ breakdown }: { breakdown: Breakdown }) {
  const { t } = useTranslation('billing')
  const { money, numbers } = useFormat()
  const amount = (minor: string) => money({ minor, currency: breakdown.currency })
  const { by, mode } = roundingOf(breakdown.rounding.rule)
  return (
    <>
      <SumRow label={t('net')} sum={amount(breakdown.customer.net)} style={styles.quiet} />
      {!breakdown.reverseCharge &&
        breakdown.taxes.map((one) => (
          <SumRow
            key={`${one.category} ${one.bp}`}
            label={t('tax_line', {
              category: t(`taxCategory.${one.category as 'standard'}`),
              rate: numbers.percent(one.bp / 10_000, 2),
              net: amount(one.net),
            })}
            sum={amount(one.tax)}
            style={styles.quiet}
          />
        ))}
      <SumRow
        label={
          breakdown.reverseCharge
            ? t('reverse_charge')
            : t('rounding_rule', { by: t(`roundBy.${by}`), mode: t(`roundMode.${mode}`) })
        }
        style={styles.quiet}
      />
    </>
  )
}

/** Two columns are hidden on a phone; a sum spans only those that always stand, or it would be pushed off the screen. */
function SumRow({ label, sum, style }: { label: string; sum?: string; style?: string | undefined }) {
  return (
    <tr className={style}>
      <td colSpan={2}>{label}</td>
      <td colSpan={2} className={styles.wide} />
      <td className={styles.number}>{sum}</td>
    </tr>
  )
}
