import { Form, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { CustomerSelect } from '../parties/customer-select.tsx'
import { api } from '../shell/api.ts'
import { DayField } from '../shell/day-field.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import { AddressSelect } from './address-select.tsx'
import { type Asset, touched } from './asset-page.tsx'
import { today } from './today.ts'

type Values = { customerId: string; fromOn: string; addressId?: string | null }

/** The product gets a new owner; its history and its cover go with it. */
export function TransferDialog({ asset, onClose }: { asset: Asset; onClose: () => void }) {
  const { t } = useTranslation(['assets', 'common'])
  const [form] = Form.useForm<Values>()
  const customerId = Form.useWatch('customerId', form)
  const save = useChange(
    (body: Values) => api.POST('/api/v1/assets/{id}/ownership', { params: { path: { id: asset.id } }, body }),
    { paths: touched, done: t('page.transferDone'), next: onClose },
  )
  return (
    <Modal open title={t('page.transferTitle')} footer={null} onCancel={onClose}>
      <FormShell<Values>
        form={form}
        busy={save.isPending}
        error={save.error}
        submitLabel={t('common:do.save')}
        initial={{ fromOn: today() }}
        onCancel={onClose}
        onSubmit={(values) => save.mutate({ ...values, addressId: values.addressId ?? null })}
      >
        <Form.Item
          name="customerId"
          label={t('field.customerId')}
          extra={t('hint.wholeTree')}
          rules={[{ required: true }]}
        >
          <CustomerSelect />
        </Form.Item>
        <Form.Item name="addressId" label={t('field.addressId')}>
          <AddressSelect customerId={customerId ?? null} />
        </Form.Item>
        <Form.Item name="fromOn" label={t('field.fromOn')} rules={[{ required: true }]}>
          <DayField />
        </Form.Item>
      </FormShell>
    </Modal>
  )
}
