import { Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DayField } from '../shell/day-field.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import styles from './parts.module.css'

export type OpenLine = {
  id: string
  part: string
  tracking: 'none' | 'batch' | 'serial'
  /** What may still be handed out, received, brought back. */
  open: number
  on?: string | null
}
export type StepLine = {
  lineId: string
  quantity: number
  serials?: string[]
  batch?: string
  expiresOn?: string
  on?: string
  lost?: number
  isQuarantined?: boolean
}
type StepProps = {
  lines: readonly OpenLine[]
  label: string
  /** What is asked for beside the quantity. */
  asks?: readonly ('serials' | 'batch' | 'expiry' | 'day' | 'lost' | 'quarantine')[]
  paths: readonly string[]
  /** The id is made here: a second click books nothing twice. */
  send: (id: string, lines: StepLine[]) => Promise<unknown>
  onClose: () => void
}

/** One step of several lines at once: so many of each, those of nothing left out. */
export function LineSteps({ lines, label, asks = [], paths, send, onClose }: StepProps) {
  const { t } = useTranslation(['parts', 'common'])
  const [id] = useState(() => crypto.randomUUID())
  const book = useChange(
    ({ lines: told }: { lines: StepLine[] }) =>
      send(
        id,
        told
          .map(({ batch, ...one }, index) => ({ ...one, ...(batch && { batch }), lineId: lines[index]!.id }))
          .filter((one) => one.quantity || one.lost || one.on),
      ),
    { paths, done: t('done.booked'), next: onClose },
  )
  const initial = lines.map((line) => ({ quantity: line.open, ...(line.on && { on: line.on }) }) as StepLine)
  return (
    <FormShell<{ lines: StepLine[] }>
      busy={book.isPending}
      error={book.error}
      submitLabel={label}
      initial={{ lines: initial }}
      onCancel={onClose}
      onSubmit={book.mutate}
    >
      {lines.map((line, at) => (
        <fieldset key={line.id} className={styles.entry} aria-label={line.part}>
          <Form.Item
            name={['lines', at, 'quantity']}
            label={asks.includes('day') ? t('step.cancelled', { part: line.part }) : line.part}
          >
            <InputNumber min={0} style={{ width: '100%' }} />
          </Form.Item>
          {asks.includes('lost') && (
            <Form.Item name={['lines', at, 'lost']} label={t('progress.lost')}>
              <InputNumber min={0} style={{ width: '100%' }} />
            </Form.Item>
          )}
          {asks.includes('quarantine') && (
            <Form.Item name={['lines', at, 'isQuarantined']} valuePropName="checked">
              <Checkbox>{t('step.quarantine')}</Checkbox>
            </Form.Item>
          )}
          {asks.includes('serials') && line.tracking === 'serial' && (
            <Form.Item name={['lines', at, 'serials']} label={t('field.serials')}>
              <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', ' ', '\n']} />
            </Form.Item>
          )}
          {asks.includes('batch') && line.tracking === 'batch' && (
            <Form.Item name={['lines', at, 'batch']} label={t('column.batch')}>
              <Input maxLength={80} autoComplete="off" />
            </Form.Item>
          )}
          {asks.includes('expiry') && line.tracking === 'batch' && (
            <Form.Item name={['lines', at, 'expiresOn']} label={t('column.expiresOn')}>
              <DayField />
            </Form.Item>
          )}
          {asks.includes('day') && (
            <Form.Item name={['lines', at, 'on']} label={t('column.expectedOn')}>
              <DayField />
            </Form.Item>
          )}
        </fieldset>
      ))}
    </FormShell>
  )
}
