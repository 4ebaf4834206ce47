import type { Answer } from '@aftercare/api'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api, api, problemFrom } from '../shell/api.ts'
import { useGo } from '../shell/go.tsx'
import { PageHeader } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useChange } from '../shell/use-change.ts'
import { useTally } from './kept-tally.ts'
import { PostButton, PostError } from './post-button.tsx'
import { ScanWork } from './scan-work.tsx'
import { type Told, told as toldOf } from './tally.ts'
import { today } from './today.ts'
import { byBin, useBins } from './use-bins.ts'

const path = '/api/v1/shipments/{id}'
type Shipment = Answer<typeof path>

/** A transfer at one of its two ends: picked and sent off whole, or received, whole or in part. */
export function TransferWork({ id, sends }: { id: string; sends: boolean }) {
  const query = $api.useQuery('get', path, { params: { path: { id } } })
  return <QueryState query={query}>{(shipment) => <Page shipment={shipment} sends={sends} />}</QueryState>
}

function Page({ shipment, sends }: { shipment: Shipment; sends: boolean }) {
  const { t } = useTranslation(['store', 'parts'])
  const go = useGo()
  const kept = useTally(`${sends ? 'send' : 'arrive'}.${shipment.id}`)
  const bins = useBins(
    sends ? shipment.fromPlaceId : shipment.toPlaceId,
    shipment.lines.map((line) => line.partId),
  )
  const isOver = shipment.state !== (sends ? 'draft' : 'sent')
  const lines = shipment.lines
    .map((line) => ({ ...line, open: isOver ? 0 : sends ? line.quantity : line.inTransit }))
    .filter((line) => line.open > 0)
    .sort(byBin(bins))
  const params = { path: { id: shipment.id } }
  const post = useChange(
    async ({ told, apart = [] }: { told: Told[]; apart?: readonly number[] }) => {
      if (sends) return api.PUT('/api/v1/shipments/{id}/sending', { params })
      const came = told.map(({ lineId, quantity }, at) => ({
        ...{ lineId, received: quantity, lost: 0 },
        isQuarantined: apart.includes(at),
      }))
      return api.POST('/api/v1/shipments/{id}/receipts', { params, body: { id: kept.tally.documentId, lines: came } })
    },
    {
      paths: [path, '/api/v1/shipments', '/api/v1/stock', '/api/v1/stock-movements'],
      done: t(sends ? 'parts:done.sent' : 'parts:done.booked'),
      next: () => {
        kept.clear()
        go(
          sends
            ? paths.store({ task: 'pick' })
            : paths.store({ task: 'put_away', paper: 'stock_place', id: shipment.toPlaceId }),
        )
      },
    },
  )
  const apart = brokenLines(post.error)
  const got = toldOf(kept.tally)
  // A transfer leaves as it was drafted: what is not there is taken off the draft, not forgotten.
  const missing = lines.filter((line) => (got.find((one) => one.lineId === line.id)?.quantity ?? 0) < line.open).length
  return (
    <>
      <PageHeader
        back={{ to: paths.store({ task: sends ? 'pick' : 'receive' }), label: t('title') }}
        number={shipment.number}
        title={`${shipment.from} → ${shipment.to}`}
      />
      <ScanWork
        work={{ lines, takesNew: false, placeId: sends ? shipment.fromPlaceId : null, today: today() }}
        kept={kept}
        bins={bins}
        finish={(told) => (
          <>
            <PostButton
              label={sends && missing > 0 ? t('missingLines', { count: missing }) : t(sends ? 'do.send' : 'do.receive')}
              disabled={told.length === 0 || (sends && missing > 0)}
              busy={post.isPending}
              onPost={() => post.mutate({ told })}
            />
            <PostError error={post.error} lines={told.map((one) => lines.find((line) => line.id === one.lineId)!)} />
            {apart.length > 0 && !sends && (
              <PostButton
                label={t('do.quarantine')}
                isMain={false}
                disabled={false}
                busy={post.isPending}
                onPost={() => post.mutate({ told, apart })}
              />
            )}
          </>
        )}
      />
    </>
  )
}

/** Lines that break the chain of proof: they lie here all the same, and may come in kept apart. */
function brokenLines(error: unknown): number[] {
  const errors = problemFrom(error)?.errors ?? []
  return errors.flatMap(({ path, code }) => (code.startsWith('parts.not_genuine.') ? Number(path.split('.')[1]) : []))
}
