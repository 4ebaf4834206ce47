import { ifMatch } from '@aftercare/api'
import { Form, Input, InputNumber, Modal, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { useNameIn } from '../people/skills-card.tsx'
import { $api, api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useGo } from '../shell/go.tsx'
import { useChange } from '../shell/use-change.ts'
import { CancelDialog, type Cancelled } from './board/cancel-dialog.tsx'
import { CrewFields } from './crew-fields.tsx'
import { GiveBackDialog } from './give-back-dialog.tsx'
import { OfferDialog } from './offer-dialog.tsx'
import type { Order } from './order-page.tsx'

export type OrderQuestion = 'edit' | 'offer' | 'cancel' | 'giveBack'
const touched = ['/api/v1/work-orders/{id}', '/api/v1/work-orders', '/api/v1/board']

type DialogsProps = { order: Order; question: OrderQuestion | null; onDone: () => void }

export function OrderDialogs({ order, question, onDone }: DialogsProps) {
  if (question === 'edit') return <EditDialog order={order} onDone={onDone} />
  if (question === 'offer') return <OfferDialog order={order} onDone={onDone} />
  if (question === 'cancel') return <CancelOrder order={order} onDone={onDone} />
  if (question === 'giveBack') return <GiveBack order={order} onDone={onDone} />
  return null
}

/** The accepted offer by which the order is this station's. */
export const heldOffer = (order: Order) => order.offers.find((offer) => offer.mayGiveBack)

function GiveBack({ order, onDone }: OneProps) {
  const go = useGo()
  const offer = heldOffer(order)
  if (!offer) return null
  const done = (isGiven: boolean) => (isGiven ? go(paths.workOrders()) : onDone())
  return <GiveBackDialog offerId={offer.id} number={order.number} onDone={done} />
}

type OneProps = { order: Order; onDone: () => void }

function CancelOrder({ order, onDone }: OneProps) {
  const { t } = useTranslation('dispatch')
  const cancel = useChange(
    (body: Cancelled<'order'>) =>
      api.PUT('/api/v1/work-orders/{id}/cancellation', { params: { path: { id: order.id } }, body }),
    { paths: touched, done: t('order.cancelled'), next: onDone, tellRefusal: true },
  )
  return (
    <CancelDialog
      of="order"
      number={order.number}
      busy={cancel.isPending}
      onDone={(why) => (why ? cancel.mutate(why) : onDone())}
    />
  )
}

type Asked = Pick<Order, 'skillCodes' | 'plannedMinutes' | 'instructions' | 'crew'>

/** What the order asks for. Visits already booked stay; the board shows where they no longer fit. */
function EditDialog({ order, onDone }: OneProps) {
  const { t } = useTranslation(['dispatch', 'common'])
  const skills = $api.useQuery('get', '/api/v1/skills')
  const save = useChange(
    ({ values, version }: { values: Asked; version: string | number }) =>
      api.PATCH('/api/v1/work-orders/{id}', {
        params: { path: { id: order.id } },
        headers: ifMatch(version),
        body: { ...values, instructions: values.instructions || null },
      }),
    { paths: touched, done: t('order.changed'), next: onDone },
  )
  const nameIn = useNameIn()
  const options = skills.data?.items.map(({ code, name }) => ({ value: code, label: nameIn(name) })) ?? []
  return (
    <Modal open title={order.number} footer={null} onCancel={onDone}>
      <FormShell<Asked>
        busy={save.isPending}
        error={save.error}
        submitLabel={t('common:do.save')}
        initial={{
          skillCodes: order.skillCodes,
          plannedMinutes: order.plannedMinutes,
          instructions: order.instructions,
          crew: order.crew,
        }}
        fieldNames={{
          skillCodes: t('column.skillCodes'),
          plannedMinutes: t('column.plannedMinutes'),
          instructions: t('order.instructions'),
          crew: t('crew.title'),
        }}
        onSubmit={(values) => save.mutate({ values, version: order.version })}
        onResolve={(values, version) => save.mutate({ values, version })}
        onCancel={onDone}
      >
        <Form.Item name="skillCodes" label={t('column.skillCodes')}>
          <Select mode="multiple" optionFilterProp="label" options={options} />
        </Form.Item>
        <CrewFields options={options} />
        <Form.Item name="plannedMinutes" label={t('column.plannedMinutes')}>
          <InputNumber min={5} max={2880} step={15} />
        </Form.Item>
        <Form.Item name="instructions" label={t('order.instructions')}>
          <Input.TextArea rows={4} maxLength={20000} />
        </Form.Item>
      </FormShell>
    </Modal>
  )
}
