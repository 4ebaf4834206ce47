import type { Answer } from '@aftercare/api'
import { Card, Icon, StatusTag } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Button, Checkbox, Form, Input, InputNumber, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogButton } from '../billing/dialog-button.tsx'
import { AskForm } from '../parts/ask-form.tsx'
import { paths } from '../paths.ts'
import { $api, api } from '../shell/api.ts'
import { DayField } from '../shell/day-field.tsx'
import { useGo } from '../shell/go.tsx'
import { useChange } from '../shell/use-change.ts'
import { LinesDialog } from './lines-dialog.tsx'
import styles from './order-page.module.css'
import type { Order } from './order-page.tsx'

const path = '/api/v1/work-orders/{id}/needed-parts'
type Part = Answer<typeof path>['parts'][number]

/** Parts without which the work cannot begin, and when they are there: no plan comes before. */
export function NeededParts({ order }: { order: Order }) {
  const { t } = useTranslation(['dispatch', 'parts', 'common'])
  const go = useGo()
  const [open, setOpen] = useState(false)
  const query = $api.useQuery('get', path, { params: { path: { id: order.id } } })
  const parts = query.data?.parts
  if (!parts) return null
  const edit = order.can.includes('edit') && (
    <Space>
      <DialogButton label={t('parts:do.ask')} needs="parts.ask" width={760}>
        {(close) => (
          <AskForm
            workOrder={{ id: order.id, requestId: order.request.id }}
            onClose={close}
            onMade={(id) => go(paths.partRequest(id))}
          />
        )}
      </DialogButton>
      <Button onClick={() => setOpen(true)}>{t(parts.length === 0 ? 'parts.add' : 'common:do.edit')}</Button>
    </Space>
  )
  return (
    <Card title={t('parts.title')} aside={edit}>
      {parts.length === 0 ? (
        <p className={styles.quiet}>{t('parts.none')}</p>
      ) : (
        <ul className={styles.visits}>
          {parts.map((part) => (
            <li key={part.code} className={styles.visit}>
              <strong>{part.code}</strong>
              <span>× {part.quantity}</span>
              <PartState part={part} />
            </li>
          ))}
        </ul>
      )}
      {open && <PartsDialog order={order} parts={parts} onDone={() => setOpen(false)} />}
    </Card>
  )
}

function PartState({ part }: { part: Part }) {
  const { t } = useTranslation('dispatch')
  const { calendarDay } = useFormat()
  if (part.isReady) return <StatusTag tone="done">{t('parts.ready')}</StatusTag>
  if (part.expectedOn === null) return <StatusTag tone="breach">{t('parts.unknown')}</StatusTag>
  return <StatusTag tone="waiting">{t('parts.expected', { day: calendarDay(part.expectedOn) })}</StatusTag>
}

type DialogProps = { order: Order; parts: readonly Part[]; onDone: () => void }

function PartsDialog({ order, parts, onDone }: DialogProps) {
  const { t } = useTranslation(['dispatch', 'common'])
  const save = useChange(
    (values: { parts: Part[] }) =>
      api.PUT(path, {
        params: { path: { id: order.id } },
        body: { parts: values.parts.map((part) => ({ ...part, expectedOn: part.expectedOn ?? null })) },
      }),
    { paths: [path, '/api/v1/work-orders/{id}', '/api/v1/board'], done: t('common:saved'), next: onDone },
  )
  return (
    <LinesDialog
      title={t('parts.title')}
      addLabel={t('parts.add')}
      name="parts"
      lines={parts}
      fresh={{ code: '', quantity: 1, expectedOn: null, isReady: false }}
      save={save}
      onDone={onDone}
    >
      {({ at, onRemove }) => <PartLine at={at} onRemove={onRemove} />}
    </LinesDialog>
  )
}

function PartLine({ at, onRemove }: { at: number; onRemove: () => void }) {
  const { t } = useTranslation(['dispatch', 'common'])
  return (
    <div className={styles.part}>
      <Form.Item name={[at, 'code']} label={t('parts.code')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name={[at, 'quantity']} label={t('parts.quantity')} rules={[{ required: true }]}>
        <InputNumber min={1} max={9999} precision={0} />
      </Form.Item>
      <Form.Item name={[at, 'expectedOn']} label={t('parts.expectedOn')}>
        <DayField />
      </Form.Item>
      <Form.Item name={[at, 'isReady']} valuePropName="checked" label={t('parts.there')}>
        <Checkbox aria-label={t('parts.there')} />
      </Form.Item>
      <Button
        type="text"
        icon={<Icon name="close" size={16} />}
        aria-label={t('common:do.remove')}
        onClick={onRemove}
      />
    </div>
  )
}
