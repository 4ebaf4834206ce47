import { Button } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { takeBackExpense } from '../data/day-sheet.ts'
import type { Visit } from '../data/store.ts'
import { useStore } from '../data/use-store.ts'
import styles from './day-sheet.module.css'

export function Expenses({ visits }: { visits: Visit[] }) {
  const { t } = useTranslation(['field', 'field-work'])
  const store = useStore()
  const { money } = useFormat()
  const paid = visits.flatMap((visit) => (visit.expenses ?? []).map((one) => ({ ...one, visit })))
  if (paid.length === 0) return <p className={styles.note}>{t('expense.none')}</p>
  return (
    <ul className={styles.list}>
      {paid.map((one) => (
        <li key={one.id} className={styles.card}>
          <p className={styles.row}>
            <span>{t(`field-work:expense.${one.kind}`)}</span>
            <strong>{money({ minor: one.minor, currency: one.currency })}</strong>
          </p>
          <p className={styles.note}>
            {[
              one.visit.customer?.name ?? one.visit.number,
              one.note,
              one.fileId ? t('expense.hasReceipt') : t('expense.noReceipt'),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          <Button kind="quiet" onClick={() => void takeBackExpense(store, one.visit.id, one.id)}>
            {t('expense.takeBack')}
          </Button>
        </li>
      ))}
    </ul>
  )
}
