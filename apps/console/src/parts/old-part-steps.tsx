import type { Answer } from '@aftercare/api'
import { useToast } from '@aftercare/ui'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { askLabels, askScrap, askSend, askVerdict } from './old-part-asks.tsx'
import styles from './parts.module.css'

const path = '/api/v1/old-parts/{id}'
const TOUCHED = [path, '/api/v1/old-parts', '/api/v1/shipments', '/api/v1/stock', '/api/v1/stock-movements']
type OldPart = Answer<typeof path>

/** What may be done with it as it stands: labelled is sent or scrapped, sent is received, received is judged. */
export function OldPartSteps({ old }: { old: OldPart }) {
  const { t } = useTranslation('parts')
  const can = useCan()
  const asked = useAsked()
  const isScrappable = old.state === 'labelled' || old.state === 'judged'
  return (
    <div className={styles.panelActions}>
      {old.state === 'labelled' && can('parts.book') && (
        <Button type="primary" onClick={() => void asked(askSend([old.id]), t('old.done.sent'))}>
          {t('old.do.send')}
        </Button>
      )}
      {old.state === 'sent' && can('parts.book') && <Receive old={old} />}
      {old.state === 'received' && can('parts.judge') && (
        <Button type="primary" onClick={() => void asked(askVerdict(old.id), t('old.done.judged'))}>
          {t('old.do.judge')}
        </Button>
      )}
      <Button onClick={() => void askLabels([old.id])}>{t('old.do.labels')}</Button>
      {isScrappable && can('parts.book') && (
        <Button danger onClick={() => void asked(askScrap(old.id), t('old.done.scrapped'))}>
          {t('old.do.scrap')}
        </Button>
      )}
    </div>
  )
}

/** Its line of the shipment bears its own id; the other parts of the shipment are received when they come. */
function Receive({ old }: { old: OldPart }) {
  const { t } = useTranslation('parts')
  const [id] = useState(() => crypto.randomUUID())
  const receive = useChange(
    () =>
      api.POST('/api/v1/shipments/{id}/receipts', {
        params: { path: { id: old.shipmentId! } },
        body: { id, lines: [{ lineId: old.id, received: 1, lost: 0 }] },
      }),
    { paths: TOUCHED, done: t('old.done.received'), tellRefusal: true },
  )
  return (
    <Button type="primary" loading={receive.isPending} onClick={() => receive.mutate(undefined)}>
      {t('old.do.receive')}
    </Button>
  )
}

function useAsked() {
  const queries = useQueryClient()
  const toast = useToast()
  return async (answer: Promise<true | null>, done: string) => {
    if ((await answer) === null) return
    toast({ text: done })
    await Promise.all(TOUCHED.map((one) => queries.invalidateQueries({ queryKey: ['get', one] })))
  }
}
