import type { TFunction } from 'i18next'
import { paths } from '../paths.ts'
import { Go } from '../shell/go.tsx'

interface Bill {
  customer: { id: string; name: string }
  requestId: string | null
  visitId: string | null
}

/** Whose it is and what it is about: the same for quotation and invoice. */
export const billFacts = (t: TFunction<['billing', 'common']>, bill: Bill) => [
  { label: t('column.customer'), value: <Go to={paths.customer(bill.customer.id)}>{bill.customer.name}</Go> },
  ...(bill.requestId
    ? [{ label: t('column.requestId'), value: <Go to={paths.request(bill.requestId)}>{t('common:do.open')}</Go> }]
    : []),
  ...(bill.visitId
    ? [{ label: t('column.visitId'), value: <Go to={paths.visit(bill.visitId)}>{t('common:do.open')}</Go> }]
    : []),
]
