import { Card } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { At } from '../shell/at.tsx'
import { Go } from '../shell/go.tsx'
import styles from './bill-lines.module.css'
import { Money } from './marks.tsx'
import type { Invoice } from './payment-forms.tsx'

/** What happened to the money of an invoice: received, given back, credited. */
export function Movements({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation('billing')
  const { currency } = invoice.breakdown
  const { payments, refunds, creditNotes } = invoice
  return (
    <>
      <Card title={t('field.payments')}>
        {payments.length + refunds.length === 0 && <p className={styles.quiet}>{t('empty.payments')}</p>}
        {payments.map((one) => (
          <p key={one.id}>
            <At at={one.at} /> · {t(`method.${one.method}`)} · <Money minor={one.minor} currency={currency} />
            <Reference of={one} />
          </p>
        ))}
        {refunds.map((one) => (
          <p key={one.id}>
            <At at={one.at} /> · {t('field.refunded')} · {t(`refundReason.${one.reason}`)} · {t(`method.${one.method}`)}{' '}
            · <Money minor={`-${one.minor}`} currency={currency} />
            <Reference of={one} />
          </p>
        ))}
      </Card>
      {creditNotes.length > 0 && (
        <Card title={t('credit_notes')}>
          {creditNotes.map((one) => (
            <p key={one.id}>
              <a href={`/api/v1/credit-notes/${one.id}/credit-note.pdf`} target="_blank" rel="noreferrer">
                {one.number}
              </a>{' '}
              · <At at={one.issuedAt} /> · {t(`creditReason.${one.reason}`)} ·{' '}
              <Money minor={one.totalMinor} currency={currency} />
              {one.note && ` · ${one.note}`}
            </p>
          ))}
        </Card>
      )}
    </>
  )
}

/** What was noted with it; of moved credit, the other invoice. */
function Reference({ of }: { of: Pick<Invoice['payments'][number], 'other' | 'reference'> }) {
  if (of.other)
    return (
      <>
        {' · '}
        <Go to={paths.invoice(of.other.id)}>{of.other.number}</Go>
      </>
    )
  return of.reference ? ` · ${of.reference}` : null
}
