import type { RowOf } from '@aftercare/api'
import { Form, Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { DialogButton } from '../billing/dialog-button.tsx'
import { digitsOf, minorOf } from '../billing/minor.ts'
import { paths } from '../paths.ts'
import { $api, api } from '../shell/api.ts'
import { At } from '../shell/at.tsx'
import { DayField } from '../shell/day-field.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useGo } from '../shell/go.tsx'
import { defineList } from '../shell/list/define-list.ts'
import { ListPage } from '../shell/list/list-page.tsx'
import { useChange } from '../shell/use-change.ts'
import { choicesOf, ORDER_STATES } from './choices.ts'
import { OrderState } from './marks.tsx'
import { WantedLines } from './part-lines.tsx'
import { PlaceSelect } from './selects.tsx'

const list = defineList<RowOf<'/api/v1/purchase-orders'>>({
  name: 'purchase_orders',
  title: 'parts:purchaseOrders',
  path: '/api/v1/purchase-orders',
  sort: '-orderedAt',
  searchable: true,
  subject: 'purchase_order',
  nameOf: (row) => row.number,
  pathOf: (row) => paths.purchaseOrder(row.id),
  Actions: Buy,
  empty: { title: 'parts:empty.purchaseOrders', hint: 'parts:empty.purchaseOrdersHint', Action: Buy },
  columns: [
    { key: 'number', label: 'parts:column.number', width: 170, filter: { kind: 'text' } },
    { key: 'supplier', label: 'parts:column.supplier', width: 240, filter: { kind: 'text' } },
    { key: 'place', label: 'parts:column.place', width: 240, filter: { kind: 'text' } },
    {
      key: 'orderState',
      label: 'parts:column.orderState',
      width: 140,
      render: (row) => <OrderState state={row.orderState} />,
      filter: { kind: 'choice', choices: choicesOf('orderState', ORDER_STATES) },
    },
    {
      key: 'orderedAt',
      label: 'parts:column.orderedAt',
      sortable: true,
      width: 170,
      render: (row) => <At at={row.orderedAt} />,
      filter: { kind: 'instant' },
    },
  ],
})

/** Parts ordered from suppliers: what is confirmed, and what has come of it. */
export function PurchaseOrders() {
  return <ListPage list={list} />
}

function Buy() {
  const { t } = useTranslation('parts')
  const go = useGo()
  return (
    <DialogButton label={t('do.buy')} needs="parts.buy" width={760} isMain>
      {(close) => <BuyForm onClose={close} onMade={(id) => go(paths.purchaseOrder(id))} />}
    </DialogButton>
  )
}

type Values = {
  supplier: string
  placeId: string
  lines: { partId: string; quantity: number; unitMinor: string; expectedOn?: string }[]
}

function BuyForm({ onClose, onMade }: { onClose: () => void; onMade: (id: string) => void }) {
  const { t } = useTranslation('parts')
  const currency = $api.useQuery('get', '/api/v1/company').data?.currency ?? 'CNY'
  const save = useChange(
    async ({ lines, ...rest }: Values) => {
      const priced = lines.map(({ unitMinor, expectedOn, ...line }) => ({
        ...line,
        unitMinor: minorOf(unitMinor, currency),
        ...(expectedOn && { expectedOn }),
      }))
      return (await api.POST('/api/v1/purchase-orders', { body: { ...rest, lines: priced } })).data!
    },
    { paths: ['/api/v1/purchase-orders'], done: t('done.ordered'), next: (made) => onMade(made.id) },
  )
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('do.buy')}
      initial={{ lines: [{ quantity: 1 } as Values['lines'][number]] }}
      onCancel={onClose}
      onSubmit={save.mutate}
    >
      <Form.Item name="supplier" label={t('column.supplier')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="placeId" label={t('field.comesTo')} rules={[{ required: true }]}>
        <PlaceSelect />
      </Form.Item>
      <WantedLines
        more={(at) => (
          <>
            <Form.Item
              name={[at, 'unitMinor']}
              label={`${t('field.unitPrice')} (${currency})`}
              rules={[{ required: true }]}
            >
              <InputNumber<string> stringMode min="0" precision={digitsOf(currency)} style={{ width: '100%' }} />
            </Form.Item>
            <Form.Item name={[at, 'expectedOn']} label={t('column.expectedOn')}>
              <DayField />
            </Form.Item>
          </>
        )}
      />
    </FormShell>
  )
}
