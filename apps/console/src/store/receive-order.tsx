import type { Answer } from '@aftercare/api'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api, api } from '../shell/api.ts'
import { useGo } from '../shell/go.tsx'
import { PageHeader } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useChange } from '../shell/use-change.ts'
import { useTally } from './kept-tally.ts'
import { PostButton, PostError } from './post-button.tsx'
import { ScanWork } from './scan-work.tsx'
import type { Told } from './tally.ts'
import { today } from './today.ts'
import { useBins } from './use-bins.ts'

const path = '/api/v1/purchase-orders/{id}'
type Order = Answer<typeof path>

/** What a supplier delivers, scanned against the order: serials and batches are asked for where the part has the duty. */
export function ReceiveOrder({ id }: { id: string }) {
  const query = $api.useQuery('get', path, { params: { path: { id } } })
  return <QueryState query={query}>{(order) => <Page order={order} />}</QueryState>
}

function Page({ order }: { order: Order }) {
  const { t } = useTranslation(['store', 'parts'])
  const go = useGo()
  const kept = useTally(`receive.${order.id}`)
  const bins = useBins(
    order.placeId,
    order.lines.map((line) => line.partId),
  )
  const lines = order.lines
    .map((line) => ({ ...line, open: line.quantity - line.received - line.cancelled }))
    .filter((line) => line.open > 0)
  const receive = useChange(
    async (told: Told[]) => {
      const came = told.map(({ lineId, quantity, serials, batch, expiresOn }) => ({
        ...{ lineId, quantity },
        ...(serials && { serials }),
        ...(batch && { batch }),
        ...(expiresOn && { expiresOn }),
      }))
      const params = { path: { id: order.id } }
      await api.POST('/api/v1/purchase-orders/{id}/receipts', {
        params,
        body: { id: kept.tally.documentId, lines: came },
      })
    },
    {
      paths: [path, '/api/v1/purchase-orders', '/api/v1/stock', '/api/v1/stock-movements'],
      done: t('parts:done.booked'),
      next: () => {
        kept.clear()
        go(paths.store({ task: 'put_away', paper: 'stock_place', id: order.placeId }))
      },
    },
  )
  return (
    <>
      <PageHeader
        back={{ to: paths.store({ task: 'receive' }), label: t('title') }}
        number={order.number}
        title={`${order.supplier} → ${order.place}`}
      />
      <ScanWork
        work={{ lines, takesNew: true, placeId: null, today: today() }}
        kept={kept}
        bins={bins}
        finish={(told) => (
          <>
            <PostButton
              label={t('do.receive')}
              disabled={told.length === 0}
              busy={receive.isPending}
              onPost={() => receive.mutate(told)}
            />
            <PostError
              error={receive.error}
              lines={told.map((one) => order.lines.find(({ id }) => id === one.lineId)!)}
            />
          </>
        )}
      />
    </>
  )
}
