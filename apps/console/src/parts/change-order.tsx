import { type Answer, ifMatch } from '@aftercare/api'
import { decimalOf } from '@aftercare/words/web'
import { Form, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { digitsOf, minorOf } from '../billing/minor.ts'
import { api } from '../shell/api.ts'
import { DayField } from '../shell/day-field.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import styles from './parts.module.css'

const path = '/api/v1/purchase-orders/{id}'
type Order = Answer<typeof path>
type Values = { lines: { quantity: number; unitMinor: string; expectedOn?: string | null }[] }

/** Other quantities, prices or days of what is still open. */
export function ChangeOrder({
  order,
  paths,
  onClose,
}: {
  order: Order
  paths: readonly string[]
  onClose: () => void
}) {
  const { t } = useTranslation('parts')
  const open = order.lines.filter((line) => line.received + line.cancelled < line.quantity)
  const save = useChange(
    ({ lines }: Values) => {
      const told = lines.flatMap((typed, at) => {
        const line = open[at]!
        const unitMinor = minorOf(typed.unitMinor, order.currency)
        const change = {
          ...(typed.quantity !== line.quantity && { quantity: typed.quantity }),
          ...(unitMinor !== line.unitMinor && { unitMinor }),
          ...(typed.expectedOn && typed.expectedOn !== line.expectedOn && { expectedOn: typed.expectedOn }),
        }
        return Object.keys(change).length > 0 ? [{ lineId: line.id, ...change }] : []
      })
      if (told.length === 0) return Promise.resolve(undefined)
      const params = { path: { id: order.id } }
      return api.PATCH(path, { params, headers: ifMatch(order.version), body: { lines: told } })
    },
    { paths, ...(order.sendings.length > 0 && { done: t('done.orderChanged') }), next: onClose },
  )
  const initial = open.map((line) => ({
    quantity: line.quantity,
    unitMinor: decimalOf(line.unitMinor, digitsOf(order.currency)),
    expectedOn: line.expectedOn,
  }))
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('do.changeOrder')}
      initial={{ lines: initial }}
      onCancel={onClose}
      onSubmit={save.mutate}
    >
      {open.map((line, at) => (
        <fieldset key={line.id} className={styles.entry} aria-label={line.part}>
          <Form.Item
            name={['lines', at, 'quantity']}
            label={`${line.part} · ${t('column.quantity')}`}
            rules={[{ required: true }]}
          >
            <InputNumber min={line.received + line.cancelled} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item
            name={['lines', at, 'unitMinor']}
            label={`${t('field.unitPrice')} (${order.currency})`}
            rules={[{ required: true }]}
          >
            <InputNumber<string> stringMode min="0" precision={digitsOf(order.currency)} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name={['lines', at, 'expectedOn']} label={t('column.expectedOn')}>
            <DayField />
          </Form.Item>
        </fieldset>
      ))}
    </FormShell>
  )
}
