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
import { useCan } from '../shell/session.ts'
import { LineSteps } from './line-steps.tsx'
import { ShipmentState } from './marks.tsx'
import { PartLines, useProgress } from './part-lines.tsx'
import { SendTransfer } from './send-transfer.tsx'

const path = '/api/v1/shipments/{id}'
type Shipment = Answer<typeof path>
const TOUCHED = [path, '/api/v1/shipments', '/api/v1/stock', '/api/v1/stock-movements']

/** One transfer: sent is received, in transit or lost, and nothing else. */
export function TransferPage() {
  const id = useParam('id')
  const query = $api.useQuery('get', path, { params: { path: { id } } })
  useFresh({ subject: 'shipment', id, paths: [path] })
  return <QueryState query={query}>{(shipment) => <Page shipment={shipment} />}</QueryState>
}

function Page({ shipment }: { shipment: Shipment }) {
  const { t } = useTranslation('parts')
  const { calendarDay } = useFormat()
  const progress = useProgress()
  const facts = [
    { label: t('column.sentAt'), value: shipment.sentAt && <At at={shipment.sentAt} /> },
    { label: t('column.expectedOn'), value: shipment.expectedOn && calendarDay(shipment.expectedOn) },
    { label: t('field.note'), value: shipment.note },
    { label: t('field.waits'), value: shipment.isReceiptWaiting && t('receiptWaits') },
  ].filter((fact) => fact.value)
  return (
    <>
      <PageHeader
        back={{ to: paths.transfers(), label: t('transfers') }}
        number={shipment.number}
        title={`${shipment.from} → ${shipment.to}`}
        status={<ShipmentState state={shipment.state} />}
        actions={<Steps shipment={shipment} />}
      />
      <TwoColumns
        main={
          <PartLines
            lines={shipment.lines}
            says={(line) => (
              <>
                {[line.serial, line.batch].filter(Boolean).join(' · ')}{' '}
                {progress({ sent: line.sent, received: line.received, lost: line.lost })}
              </>
            )}
          />
        }
        side={
          facts.length > 0 && (
            <Card title={t('facts')}>
              <Facts facts={facts} />
            </Card>
          )
        }
      />
    </>
  )
}

function Steps({ shipment }: { shipment: Shipment }) {
  const { t } = useTranslation('parts')
  const can = useCan()
  const params = { path: { id: shipment.id } }
  const open = shipment.lines.map((line) => ({ ...line, open: line.inTransit })).filter((line) => line.open > 0)
  if (!shipment.mine.includes(shipment.state === 'draft' ? 'from' : 'to')) return null
  if (shipment.state === 'draft' && can('parts.book')) return <SendTransfer id={shipment.id} paths={TOUCHED} />
  if (open.length === 0) return null
  return (
    <DialogButton label={t('do.arrive')} needs="parts.book" width={760} isMain>
      {(close) => (
        <LineSteps
          lines={open}
          label={t('do.arrive')}
          asks={['lost', 'quarantine']}
          paths={TOUCHED}
          send={(id, lines) => {
            const came = lines.map(({ lineId, quantity, lost, isQuarantined = false }) => ({
              lineId,
              received: quantity ?? 0,
              lost: lost ?? 0,
              isQuarantined,
            }))
            return api.POST('/api/v1/shipments/{id}/receipts', { params, body: { id, lines: came } })
          }}
          onClose={close}
        />
      )}
    </DialogButton>
  )
}
