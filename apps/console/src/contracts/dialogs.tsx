import { ifMatch } from '@aftercare/api'
import { CANCEL_REASONS } from '@aftercare/rules'
import { Form, Input, Modal, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { today } from '../assets/today.ts'
import { CustomerSelect } from '../parties/customer-select.tsx'
import { $api, api } from '../shell/api.ts'
import { DayField } from '../shell/day-field.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import { type Contract, touched } from './contract-page.tsx'
import styles from './contracts.module.css'
import { RefundSum } from './refund-sum.tsx'

type DialogProps = { contract: Contract; onClose: () => void }

export function SuspendDialog({ contract, onClose }: DialogProps) {
  const { t } = useTranslation('contracts')
  const save = useChange(
    (body: { reason: string }) =>
      api.PUT('/api/v1/contracts/{id}/suspension', {
        params: { path: { id: contract.id } },
        headers: ifMatch(contract.version),
        body,
      }),
    { paths: touched, done: t('done.saved'), next: onClose },
  )
  return (
    <Modal open title={t('do.suspend')} footer={null} onCancel={onClose}>
      <FormShell<{ reason: string }>
        busy={save.isPending}
        error={save.error}
        submitLabel={t('do.suspend')}
        onSubmit={save.mutate}
        onCancel={onClose}
      >
        <Form.Item name="reason" label={t('field.reason')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={200} autoFocus />
        </Form.Item>
      </FormShell>
    </Modal>
  )
}

export function TransferDialog({ contract, onClose }: DialogProps) {
  const { t } = useTranslation('contracts')
  const save = useChange(
    ({ customerId, reason }: { customerId: string; reason?: string }) =>
      api.PUT('/api/v1/contracts/{id}/customer', {
        params: { path: { id: contract.id } },
        headers: ifMatch(contract.version),
        body: { customerId, ...(reason && { reason }) },
      }),
    { paths: touched, done: t('done.saved'), next: onClose },
  )
  return (
    <Modal open title={t('do.transfer')} footer={null} onCancel={onClose}>
      <FormShell<{ customerId: string; reason?: string }>
        busy={save.isPending}
        error={save.error}
        submitLabel={t('do.transfer')}
        onSubmit={save.mutate}
        onCancel={onClose}
      >
        <Form.Item name="customerId" label={t('field.customerId')} rules={[{ required: true }]}>
          <CustomerSelect />
        </Form.Item>
        <Form.Item name="reason" label={t('field.reason')}>
          <Input maxLength={200} />
        </Form.Item>
      </FormShell>
    </Modal>
  )
}

type Ending = { on: string; reason: (typeof CANCEL_REASONS.contract)[number] }

/** Before anybody says yes: what goes back if it ends with this day. */
export function CancelDialog({ contract, onClose }: DialogProps) {
  const { t } = useTranslation('contracts')
  const [form] = Form.useForm<Ending>()
  const on = Form.useWatch('on', form) ?? today()
  const refund = $api.useQuery('get', '/api/v1/contracts/{id}/refund', {
    params: { path: { id: contract.id }, query: { on } },
  })
  const save = useChange(
    (body: Ending) =>
      api.PUT('/api/v1/contracts/{id}/cancellation', {
        params: { path: { id: contract.id } },
        headers: ifMatch(contract.version),
        body,
      }),
    { paths: [...touched, '/api/v1/invoices'], done: t('done.cancelled'), next: onClose },
  )
  return (
    <Modal open title={t('do.cancel')} footer={null} onCancel={onClose}>
      <FormShell<Ending>
        form={form}
        busy={save.isPending}
        error={save.error ?? refund.error}
        submitLabel={t('do.cancel')}
        onSubmit={save.mutate}
        onCancel={onClose}
        initial={{ on: today() }}
      >
        <Form.Item name="on" label={t('field.on')} rules={[{ required: true }]}>
          <DayField />
        </Form.Item>
        <Form.Item name="reason" label={t('field.reason')} rules={[{ required: true }]}>
          <Select options={CANCEL_REASONS.contract.map((value) => ({ value, label: t(`cancelReason.${value}`) }))} />
        </Form.Item>
        <h3 className={styles.head}>{t('refund.title')}</h3>
        {refund.data && <RefundSum refund={refund.data} />}
      </FormShell>
    </Modal>
  )
}
