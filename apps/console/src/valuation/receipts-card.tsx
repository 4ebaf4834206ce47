import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { DialogButton } from '../billing/dialog-button.tsx'
import { Quantity } from '../parts/marks.tsx'
import styles from '../parts/parts.module.css'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { Go, useGo } from '../shell/go.tsx'
import { useFresh } from '../shell/live.ts'
import { CostForm } from './cost-form.tsx'

const path = '/api/v1/purchase-orders/{id}/receipts'

/** What has come of an order, and the freight that is still to be added to it. */
export function ReceiptsCard({ orderId }: { orderId: string }) {
  const { t } = useTranslation('parts')
  const { numbers } = useFormat()
  const go = useGo()
  const query = $api.useQuery('get', path, { params: { path: { id: orderId } } })
  useFresh({ subject: ['purchase_order', 'stock_document'], paths: [path] })
  const items = query.data?.items ?? []
  const costed = items
    .filter((one) => !one.isUndone)
    .map((one) => ({ movementId: one.movementId, label: `${one.part} × ${numbers.quantity(one.quantity)}` }))
  const add = costed.length > 0 && (
    <DialogButton label={t('cost.add')} title={t('cost.title')} needs="parts.buy">
      {(close) => <CostForm receipts={costed} onClose={close} onBooked={(id) => go(paths.stockDocument(id))} />}
    </DialogButton>
  )
  return (
    <Card title={t('cost.receipts')} aside={add}>
      {query.isSuccess && items.length === 0 && <p className={styles.quiet}>{t('cost.none')}</p>}
      <div className={styles.rows}>
        {items.map((one) => (
          <div key={one.movementId} className={styles.row}>
            <span>
              <Go to={paths.stockDocument(one.documentId)}>{one.part}</Go>
              {one.isUndone && <span className={styles.quiet}> {t('cost.undone')}</span>}
            </span>
            <span className={styles.quiet}>
              <At at={one.at} />
            </span>
            <strong>
              <Quantity of={one.quantity} />
            </strong>
          </div>
        ))}
      </div>
    </Card>
  )
}
