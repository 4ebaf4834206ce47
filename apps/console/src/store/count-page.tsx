import type { Answer } from '@aftercare/api'
import { isProblem } from '@aftercare/api'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api, api } from '../shell/api.ts'
import { useFresh } from '../shell/live.ts'
import { PageHeader } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useChange } from '../shell/use-change.ts'
import { CountReview } from './count-review.tsx'
import { useTally } from './kept-tally.ts'
import { PostButton, PostError } from './post-button.tsx'
import { ScanWork } from './scan-work.tsx'
import type { Told } from './tally.ts'
import { today } from './today.ts'

export const COUNT = '/api/v1/stock-counts/{id}'
export type Count = Answer<typeof COUNT>

/** A count, blind: what the books say is shown when something was counted. Goods may move meanwhile. */
export function CountPage({ id }: { id: string }) {
  const query = $api.useQuery('get', COUNT, { params: { path: { id } } })
  useFresh({ subject: 'stock_count', id, paths: [COUNT] })
  return <QueryState query={query}>{(count) => <Page count={count} />}</QueryState>
}

function Page({ count }: { count: Count }) {
  const { t } = useTranslation('store')
  const kept = useTally(`count.${count.id}`)
  const [isReview, setReview] = useState(count.lines.length > 0 && kept.tally.scans.length === 0)
  return (
    <>
      <PageHeader
        back={{ to: paths.store({ task: 'count' }), label: t('title') }}
        title={t('countOf', { place: count.place.name })}
      />
      {isReview || count.state !== 'open' ? (
        <CountReview count={count} onCount={() => setReview(false)} />
      ) : (
        <Counting count={count} kept={kept} onDone={() => setReview(true)} />
      )}
    </>
  )
}

type How = { adds?: boolean; recounts?: boolean }

function Counting({ count, kept, onDone }: { count: Count; kept: ReturnType<typeof useTally>; onDone: () => void }) {
  const { t } = useTranslation('store')
  const [clash, setClash] = useState<Told[] | null>(null)
  const parts = kept.tally.found
  const hand = useChange(
    ({ told, how }: { told: Told[]; how: How }) => {
      const entries = told.map(({ key, lineId, quantity, serials, batch, expiresOn, at }) => ({
        ...{ id: key, partId: lineId, quantity, at },
        ...(serials && { serials }),
        ...(batch && { batch }),
        ...(expiresOn && { expiresOn }),
      }))
      return api.POST('/api/v1/stock-counts/{id}/entries', {
        params: { path: { id: count.id } },
        body: { ...how, entries },
      })
    },
    {
      paths: [COUNT],
      done: t('done.handedIn'),
      next: () => {
        kept.clear()
        setClash(null)
        onDone()
      },
    },
  )
  const send = (told: Told[], how: How = {}) =>
    hand.mutate({ told, how }, { onError: (error) => isCountedAlready(error) && setClash(told) })
  return (
    <>
      <ScanWork
        work={{ lines: [], takesNew: true, placeId: count.place.id, isOpen: true, today: today() }}
        kept={kept}
        finish={(told) => (
          <>
            {count.lines.length > 0 && (
              <Button size="large" onClick={onDone}>
                {t('do.review')}
              </Button>
            )}
            <PostButton
              label={t('do.handIn')}
              disabled={told.length === 0}
              busy={hand.isPending}
              onPost={() => send(told)}
            />
            {!isCountedAlready(hand.error) && (
              <PostError error={hand.error} lines={told.map((one) => parts.find(({ id }) => id === one.lineId)!)} />
            )}
          </>
        )}
      />
      <Modal open={clash !== null} title={t('clash.title')} footer={null} onCancel={() => setClash(null)}>
        <p>{t('clash.hint')}</p>
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 'var(--space-2)' }}>
          <Button onClick={() => clash && send(clash, { adds: true })}>{t('clash.adds')}</Button>
          <Button type="primary" onClick={() => clash && send(clash, { recounts: true })}>
            {t('clash.recounts')}
          </Button>
        </div>
      </Modal>
    </>
  )
}

const isCountedAlready = (error: unknown) =>
  isProblem(error) && error.errors.some((one) => one.code === 'parts.counted_already')
