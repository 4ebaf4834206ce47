import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import bill from '../billing/bill-lines.module.css'
import { Money } from '../billing/marks.tsx'
import { paths } from '../paths.ts'
import { Go } from '../shell/go.tsx'
import type { Contract } from './contract-page.tsx'
import styles from './contracts.module.css'
import { type Refund, RefundSum } from './refund-sum.tsx'

/** What is to be paid when, and the invoice of each part; after a cancellation what went back, with its sum. */
export function PaymentsCard({ contract }: { contract: Contract }) {
  const { t } = useTranslation(['contracts', 'billing'])
  const { calendarDay } = useFormat()
  if (contract.instalments.length === 0) return null
  return (
    <Card title={t('card.instalments')}>
      <div className={bill.wrap}>
        <table className={bill.table}>
          <thead>
            <tr>
              <th>{t('due')}</th>
              <th className={bill.number}>{t('column.totalMinor')}</th>
              <th>{t('billing:invoice')}</th>
            </tr>
          </thead>
          <tbody>
            {contract.instalments.map((one) => (
              <tr key={one.id}>
                <td>
                  {calendarDay(one.dueOn)}
                  <br />
                  <span className={styles.quiet}>
                    {calendarDay(one.fromOn)} – {calendarDay(one.toOn)}
                  </span>
                </td>
                <td className={bill.number}>
                  <Money minor={one.minor} currency={contract.currency} />
                </td>
                <td>
                  {one.invoice ? (
                    <Go to={paths.invoice(one.invoice.id)}>
                      {one.invoice.number ?? t(`billing:status.${one.invoice.status as 'draft'}`)}
                    </Go>
                  ) : one.state === 'dropped' ? (
                    '–'
                  ) : (
                    t('status.planned')
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {contract.refund ? (
        <>
          <h3 className={styles.head}>{t('refund.title')}</h3>
          <RefundSum refund={contract.refund as Refund} />
        </>
      ) : null}
    </Card>
  )
}
