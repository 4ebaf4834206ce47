import { StatusTag } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { Go } from '../shell/go.tsx'
import { useFresh } from '../shell/live.ts'
import styles from './parts.module.css'

const path = '/api/v1/stock-debts'

/** Where the parts desk looks: how many vans owe something, and how many of them for too long. Nothing while none does. */
export function DebtsNote() {
  const { t } = useTranslation('parts')
  const query = $api.useQuery('get', path, {
    params: { query: { 'filter[settledAt]': 'none', sort: 'dueAt', limit: 200 } as never },
  })
  useFresh({ subject: ['stock_debt', 'stock_document'], paths: [path] })
  const { items = [], total = null } = query.data ?? {}
  if (items.length === 0) return null
  const overdue = items.filter((one) => Date.parse(one.dueAt) < Date.now()).length
  return (
    <p className={styles.note} role="status">
      <Go to={`${paths.stockDebts()}?view=open`}>{t('debts.openCount', { count: total?.count ?? items.length })}</Go>
      {overdue > 0 && <StatusTag tone="breach">{t('debts.overdueCount', { count: overdue })}</StatusTag>}
    </p>
  )
}
