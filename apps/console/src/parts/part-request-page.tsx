import type { Answer } from '@aftercare/api'
import { Card, Facts, StatusTag } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { DialogButton } from '../billing/dialog-button.tsx'
import { paths } from '../paths.ts'
import { $api, api } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { Go, useParam } from '../shell/go.tsx'
import { useFresh } from '../shell/live.ts'
import { PageHeader, TwoColumns } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useChange } from '../shell/use-change.ts'
import { KeepForm } from './keep-form.tsx'
import { LineSteps } from './line-steps.tsx'
import { PartLines, useProgress } from './part-lines.tsx'

const path = '/api/v1/part-requests/{id}'
type Asked = Answer<typeof path>
const TOUCHED = [path, '/api/v1/part-requests', '/api/v1/stock', '/api/v1/stock-movements']

/** What a job asked for: what is kept for it, when the rest comes, what was handed out, used and is to come back. */
export function PartRequestPage() {
  const id = useParam('id')
  const query = $api.useQuery('get', path, { params: { path: { id } } })
  useFresh({ subject: 'part_request', id, paths: [path] })
  return <QueryState query={query}>{(asked) => <Page asked={asked} />}</QueryState>
}

const openOf = (line: Asked['lines'][number]) => line.quantity - line.issued - line.cancelled
const outOf = (line: Asked['lines'][number]) => line.issued - line.returned - line.used

function Page({ asked }: { asked: Asked }) {
  const { t } = useTranslation('parts')
  const { calendarDay } = useFormat()
  const progress = useProgress()
  const isWaiting = asked.lines.some((line) => line.isWaiting)
  return (
    <>
      <PageHeader
        back={{ to: paths.partRequests(), label: t('partRequests') }}
        number={asked.number}
        title={asked.toPlace ? `${asked.place} → ${asked.toPlace}` : asked.place}
        status={
          <StatusTag tone={isWaiting ? 'waiting' : 'done'}>{t(isWaiting ? 'column.isWaiting' : 'ready')}</StatusTag>
        }
        actions={<Steps asked={asked} />}
      />
      <TwoColumns
        main={
          <PartLines
            lines={asked.lines}
            says={(line) => (
              <>
                {progress(line)}
                {line.isWaiting && (
                  <p>{line.expectedOn ? t('expected', { day: calendarDay(line.expectedOn) }) : t('nobodyKnows')}</p>
                )}
                {asked.doneAt && outOf(line) > 0 && <p>{t('bringBack', { quantity: outOf(line) })}</p>}
              </>
            )}
          />
        }
        side={<AskedFacts asked={asked} />}
      />
    </>
  )
}

function Steps({ asked }: { asked: Asked }) {
  const { t } = useTranslation('parts')
  const there = asked.lines.map((line) => ({ ...line, open: Math.min(openOf(line), line.reserved) }))
  const out = asked.lines.map((line) => ({ ...line, open: outOf(line) })).filter((line) => line.open > 0)
  const params = { path: { id: asked.id } }
  return (
    <>
      {asked.doneAt === null && asked.lines.some((line) => openOf(line) > 0) && (
        <DialogButton label={t('keep.do')} needs="parts.ask">
          {(close) => <KeepForm asked={asked} paths={TOUCHED} onClose={close} />}
        </DialogButton>
      )}
      {asked.lines.some((line) => openOf(line) > 0) && (
        <DialogButton label={t('do.cancelRest')} needs="parts.ask">
          {(close) => <CancelForm id={asked.id} onClose={close} />}
        </DialogButton>
      )}
      {out.length > 0 && (
        <DialogButton label={t('do.bringBack')} needs="parts.book" width={760}>
          {(close) => (
            <LineSteps
              lines={out}
              label={t('do.bringBack')}
              asks={['serials', 'batch']}
              paths={TOUCHED}
              send={(id, lines) => api.POST('/api/v1/part-requests/{id}/returns', { params, body: { id, lines } })}
              onClose={close}
            />
          )}
        </DialogButton>
      )}
      {there.some((line) => line.open > 0) && (
        <DialogButton label={t(asked.toPlaceId ? 'do.handOver' : 'do.issue')} needs="parts.book" width={760} isMain>
          {(close) => (
            <LineSteps
              lines={there.filter((line) => line.open > 0)}
              label={t(asked.toPlaceId ? 'do.handOver' : 'do.issue')}
              asks={['serials', 'batch']}
              paths={TOUCHED}
              send={(id, lines) => api.POST('/api/v1/part-requests/{id}/issues', { params, body: { id, lines } })}
              onClose={close}
            />
          )}
        </DialogButton>
      )}
    </>
  )
}

function AskedFacts({ asked }: { asked: Asked }) {
  const { t } = useTranslation('parts')
  const facts = [
    {
      label: t('column.workOrderId'),
      value: asked.workOrderId && <WorkOrderLink id={asked.workOrderId} />,
    },
    {
      label: t('column.requestId'),
      value: asked.requestId && <RequestLink id={asked.requestId} />,
    },
    { label: t('column.priority'), value: String(asked.priority) },
    { label: t('field.keepUntil'), value: <KeptUntil asked={asked} /> },
    { label: t('field.note'), value: asked.note },
  ]
  return (
    <Card title={t('facts')}>
      <Facts facts={facts.filter((fact) => fact.value)} />
    </Card>
  )
}

/** When the reservation ends; what ran out is said as such, while anything is still to be handed out. */
function KeptUntil({ asked }: { asked: Asked }) {
  const { t } = useTranslation('parts')
  const isOpen = asked.doneAt === null && asked.lines.some((line) => openOf(line) > 0)
  const isOver = isOpen && Date.parse(asked.keepUntil) < Date.now()
  return (
    <>
      <At at={asked.keepUntil} /> {isOver && <StatusTag tone="breach">{t('keep.ended')}</StatusTag>}
    </>
  )
}

/** By its number, as people call it; the way there works before the number has come. */
function WorkOrderLink({ id }: { id: string }) {
  const { t } = useTranslation('parts')
  const { data } = $api.useQuery('get', '/api/v1/work-orders/{id}', { params: { path: { id } } })
  return <Go to={paths.workOrder(id)}>{data?.number ?? t('do.open')}</Go>
}
function RequestLink({ id }: { id: string }) {
  const { t } = useTranslation('parts')
  const { data } = $api.useQuery('get', '/api/v1/requests/{id}', { params: { path: { id } } })
  return <Go to={paths.request(id)}>{data?.number ?? t('do.open')}</Go>
}

function CancelForm({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('parts')
  const cancel = useChange(
    (body: { reason: string }) =>
      api.PUT('/api/v1/part-requests/{id}/cancellation', { params: { path: { id } }, body }),
    { paths: TOUCHED, done: t('done.cancelled'), next: onClose },
  )
  return (
    <FormShell<{ reason: string }>
      busy={cancel.isPending}
      error={cancel.error}
      submitLabel={t('do.cancelRest')}
      onSubmit={cancel.mutate}
      onCancel={onClose}
    >
      <Form.Item name="reason" label={t('field.reason')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={200} autoFocus />
      </Form.Item>
    </FormShell>
  )
}
