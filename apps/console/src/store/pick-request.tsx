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
import { byBin, useBins } from './use-bins.ts'

const path = '/api/v1/part-requests/{id}'
type Asked = Answer<typeof path>
const TOUCHED = [path, '/api/v1/part-requests', '/api/v1/stock', '/api/v1/stock-movements']

/** What a job asked for, picked along the shelves: laid ready, or handed out at once. */
export function PickRequest({ id }: { id: string }) {
  const query = $api.useQuery('get', path, { params: { path: { id } } })
  return <QueryState query={query}>{(asked) => <Page asked={asked} />}</QueryState>
}

function Page({ asked }: { asked: Asked }) {
  const { t } = useTranslation(['store', 'parts'])
  const go = useGo()
  const kept = useTally(`pick.${asked.id}`)
  const bins = useBins(
    asked.placeId,
    asked.lines.map((line) => line.partId),
  )
  const lines = asked.lines
    .map((line) => ({ ...line, open: line.quantity - line.issued - line.cancelled }))
    .filter((line) => line.open > 0)
    .sort(byBin(bins))
  const params = { path: { id: asked.id } }
  const leave = () => {
    kept.clear()
    go(paths.store({ task: 'pick' }))
  }
  const lay = useChange(
    (told: Told[]) => {
      // Told as a whole: what was handed out before stays picked.
      const issued = (lineId: string) => asked.lines.find((line) => line.id === lineId)!.issued
      const picked = new Map<string, number>()
      for (const { lineId, quantity } of told) picked.set(lineId, (picked.get(lineId) ?? issued(lineId)) + quantity)
      const lines = [...picked].map(([lineId, quantity]) => ({ lineId, quantity }))
      return api.PUT('/api/v1/part-requests/{id}/picking', { params, body: { lines } })
    },
    { paths: TOUCHED, done: t('done.laid'), next: leave },
  )
  const hand = useChange(
    (told: Told[]) => {
      const out = told.map(({ lineId, quantity, serials, batch }) => ({
        ...{ lineId, quantity, ...(serials && { serials }), ...(batch && { batch }) },
      }))
      const body = { id: kept.tally.documentId, lines: out }
      return api.POST('/api/v1/part-requests/{id}/issues', { params, body })
    },
    { paths: TOUCHED, done: t('parts:done.booked'), next: leave },
  )
  return (
    <>
      <PageHeader
        back={{ to: paths.store({ task: 'pick' }), label: t('title') }}
        number={asked.number}
        title={asked.toPlace ? `${asked.place} → ${asked.toPlace}` : asked.place}
      />
      <ScanWork
        work={{ lines, takesNew: false, placeId: asked.placeId, isForUse: true, today: today() }}
        kept={kept}
        bins={bins}
        finish={(told) => (
          <>
            <PostButton
              label={t('do.lay')}
              isMain={false}
              disabled={told.length === 0}
              busy={lay.isPending}
              onPost={() => lay.mutate(told)}
            />
            <PostButton
              label={t(asked.toPlaceId ? 'parts:do.handOver' : 'parts:do.issue')}
              disabled={told.length === 0}
              busy={hand.isPending}
              onPost={() => hand.mutate(told)}
            />
            <PostError
              error={hand.error ?? lay.error}
              lines={told.map((one) => lines.find(({ id }) => id === one.lineId)!)}
            />
          </>
        )}
      />
    </>
  )
}
