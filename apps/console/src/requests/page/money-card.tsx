import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { $api } from '../../shell/api.ts'
import { Go } from '../../shell/go.tsx'
import { useCan } from '../../shell/session.ts'
import { useWord } from '../words.ts'
import styles from './page.module.css'
import type { RequestView } from './use-request.ts'

const byRequest = (id: string) => ({ params: { query: { 'filter[requestId]': id, limit: 20 } } })

/** What was offered and what was billed for this request. */
export function MoneyCard({ request }: { request: RequestView }) {
  const { t } = useTranslation(['requests', 'billing'])
  const word = useWord()
  const can = useCan()
  const may = can('billing.read')
  const mayQuote = can('billing.quote') && request.customer !== null
  const quotations =
    $api.useQuery('get', '/api/v1/quotations', byRequest(request.id), { enabled: may }).data?.items ?? []
  const invoices = $api.useQuery('get', '/api/v1/invoices', byRequest(request.id), { enabled: may }).data?.items ?? []
  if (quotations.length + invoices.length === 0 && !mayQuote) return null
  return (
    <Card
      title={t('page.money')}
      aside={mayQuote && <Go to={paths.newQuotation(request.id)}>{t('billing:do.newQuotation')}</Go>}
    >
      <div className={styles.list}>
        {quotations.map((one) => (
          <Paper
            key={one.id}
            to={paths.quotation(one.id)}
            number={one.number}
            what={`${t('money.quotation')} · ${word(`money.quotationStatus.${one.status}`)}`}
            minor={one.totalMinor}
            currency={one.currency}
          />
        ))}
        {invoices.map((one) => (
          <Paper
            key={one.id}
            to={paths.invoice(one.id)}
            number={one.number ?? t('money.draft')}
            what={`${t('money.invoice')} · ${word(`money.invoiceStatus.${one.status}`)}`}
            minor={one.totalMinor}
            currency={one.currency}
          />
        ))}
      </div>
    </Card>
  )
}

type PaperProps = { to: string; number: string; what: string; minor: string; currency: string }

function Paper({ to, number, what, minor, currency }: PaperProps) {
  const { money } = useFormat()
  return (
    <div className={styles.line}>
      <span className={styles.item}>
        <Go to={to}>{number}</Go>
        <span className={styles.quiet}>{what}</span>
      </span>
      <span className={styles.room} />
      <span className={styles.strong}>{money({ minor, currency })}</span>
    </div>
  )
}
