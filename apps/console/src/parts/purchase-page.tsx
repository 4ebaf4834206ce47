import type { Answer } from '@aftercare/api'
import { Card, Facts } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { DialogButton } from '../billing/dialog-button.tsx'
import { paths } from '../paths.ts'
import { $api, api } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { useParam } from '../shell/go.tsx'
import { useFresh } from '../shell/live.ts'
import { PageHeader, TwoColumns } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { ReceiptsCard } from '../valuation/receipts-card.tsx'
import { CancelOrder } from './cancel-order.tsx'
import { ChangeOrder } from './change-order.tsx'
import { LineSteps } from './line-steps.tsx'
import { OrderState } from './marks.tsx'
import { SendingCard, SendingSteps } from './order-sending.tsx'
import { PartLines, useProgress } from './part-lines.tsx'

const path = '/api/v1/purchase-orders/{id}'
type Order = Answer<typeof path>
const TOUCHED = [path, `${path}/receipts`, '/api/v1/purchase-orders', '/api/v1/stock', '/api/v1/stock-movements']

/** One order: what was confirmed for when, what has come, what never will. */
export function PurchaseOrderPage() {
  const id = useParam('id')
  const query = $api.useQuery('get', path, { params: { path: { id } } })
  useFresh({ subject: 'purchase_order', id, paths: [path] })
  return <QueryState query={query}>{(order) => <Page order={order} />}</QueryState>
}

function Page({ order }: { order: Order }) {
  const { t } = useTranslation('parts')
  const { calendarDay, money } = useFormat()
  const progress = useProgress()
  const facts = [
    { label: t('column.supplier'), value: order.supplier },
    { label: t('field.comesTo'), value: order.place },
    { label: t('column.orderedAt'), value: <At at={order.orderedAt} /> },
  ]
  return (
    <>
      <PageHeader
        back={{ to: paths.purchaseOrders(), label: t('purchaseOrders') }}
        number={order.number}
        title={order.supplier}
        status={<OrderState state={order.state} />}
        actions={<Steps order={order} />}
      />
      <TwoColumns
        main={
          <PartLines
            lines={order.lines}
            says={(line) => {
              const day = line.confirmedOn ?? line.expectedOn
              const isOpen = line.received + line.cancelled < line.quantity
              return (
                <>
                  {t('each', { price: money({ minor: line.unitMinor, currency: order.currency }) })}{' '}
                  {progress({ received: line.received, cancelled: line.cancelled })}
                  {isOpen && (
                    <p>
                      {day
                        ? t(line.confirmedOn ? 'confirmedFor' : 'expected', { day: calendarDay(day) })
                        : t('nobodyKnows')}
                    </p>
                  )}
                </>
              )
            }}
          />
        }
        side={
          <>
            <Card title={t('facts')}>
              <Facts facts={facts} />
            </Card>
            <ReceiptsCard orderId={order.id} />
            <SendingCard order={order} />
          </>
        }
      />
    </>
  )
}

function Steps({ order }: { order: Order }) {
  const { t } = useTranslation('parts')
  const open = order.lines
    .map((line) => ({ ...line, open: line.quantity - line.received - line.cancelled }))
    .filter((line) => line.open > 0)
  if (open.length === 0) return <SendingSteps order={order} paths={TOUCHED} />
  const params = { path: { id: order.id } }
  return (
    <>
      <SendingSteps order={order} paths={TOUCHED} />
      <DialogButton label={t('do.changeOrder')} needs="parts.buy" width={760}>
        {(close) => <ChangeOrder order={order} paths={TOUCHED} onClose={close} />}
      </DialogButton>
      <DialogButton label={t('do.cancelOrder')} needs="parts.buy">
        {(close) => <CancelOrder order={order} paths={TOUCHED} onClose={close} />}
      </DialogButton>
      <DialogButton label={t('do.confirm')} needs="parts.buy" width={760}>
        {(close) => (
          <LineSteps
            lines={open.map((line) => ({ ...line, open: line.cancelled, on: line.confirmedOn ?? line.expectedOn }))}
            label={t('do.confirm')}
            asks={['day']}
            paths={TOUCHED}
            send={(_, lines) => {
              const told = lines.flatMap(({ lineId, quantity, on }) =>
                on ? { lineId, on, cancelled: quantity ?? 0 } : [],
              )
              return api.PUT('/api/v1/purchase-orders/{id}/confirmation', { params, body: { lines: told } })
            }}
            onClose={close}
          />
        )}
      </DialogButton>
      <DialogButton
        label={t('do.receipt')}
        needs="parts.book"
        width={760}
        isMain={order.sendings.length > 0 && !order.isChangedSinceSent}
      >
        {(close) => (
          <LineSteps
            lines={open}
            label={t('do.receipt')}
            asks={['serials', 'batch', 'expiry']}
            paths={TOUCHED}
            send={(id, lines) => api.POST('/api/v1/purchase-orders/{id}/receipts', { params, body: { id, lines } })}
            onClose={close}
          />
        )}
      </DialogButton>
    </>
  )
}
