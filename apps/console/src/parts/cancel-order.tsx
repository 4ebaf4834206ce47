import type { Answer } from '@aftercare/api'
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'

type Order = Answer<'/api/v1/purchase-orders/{id}'>
type Values = { reason: string; lines?: string[] }

/** Cancels what is still open: of the whole order, or of the lines that are named. */
export function CancelOrder({
  order,
  paths,
  onClose,
}: {
  order: Order
  paths: readonly string[]
  onClose: () => void
}) {
  const { t } = useTranslation(['parts', 'common'])
  const cancel = useChange(
    ({ reason, lines = [] }: Values) =>
      api.PUT('/api/v1/purchase-orders/{id}/cancellation', {
        params: { path: { id: order.id } },
        body: { reason, ...(lines.length > 0 && { lines: lines.map((lineId) => ({ lineId })) }) },
      }),
    { paths, done: t('common:saved'), next: onClose },
  )
  const open = order.lines.filter((line) => line.received + line.cancelled < line.quantity)
  return (
    <FormShell<Values>
      busy={cancel.isPending}
      error={cancel.error}
      submitLabel={t('do.cancelOrder')}
      initial={{}}
      onSubmit={cancel.mutate}
    >
      <Form.Item name="lines" label={t('lines')} extra={t('field.cancelLinesHint')}>
        <Select
          mode="multiple"
          optionFilterProp="label"
          options={open.map((line) => ({
            value: line.id,
            label: `${line.part} · ${line.quantity - line.received - line.cancelled}`,
          }))}
        />
      </Form.Item>
      <Form.Item name="reason" label={t('field.reason')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={200} />
      </Form.Item>
    </FormShell>
  )
}
