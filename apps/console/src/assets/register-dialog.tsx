import { Form, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { CustomerSelect } from '../parties/customer-select.tsx'
import { api } from '../shell/api.ts'
import { filled } from '../shell/cleaned.ts'
import { DayField } from '../shell/day-field.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import { type Asset, touched } from './asset-page.tsx'
import { today } from './today.ts'

type Values = { on: string; soldOn?: string; installedOn?: string; customerId?: string }

/** The product is registered: what hangs on that day starts. */
export function RegisterDialog({ asset, onClose }: { asset: Asset; onClose: () => void }) {
  const { t } = useTranslation(['assets', 'common'])
  const save = useChange(
    (values: Values) =>
      api.POST('/api/v1/assets/{id}/registration', { params: { path: { id: asset.id } }, body: filled(values) }),
    { paths: touched, done: t('page.registerDone'), next: onClose },
  )
  return (
    <Modal open title={t('page.registerTitle')} footer={null} onCancel={onClose}>
      <FormShell<Values>
        busy={save.isPending}
        error={save.error}
        submitLabel={t('common:do.save')}
        initial={{ on: today() }}
        onCancel={onClose}
        onSubmit={(values) => save.mutate(values)}
      >
        <Form.Item name="on" label={t('field.on')} rules={[{ required: true }]}>
          <DayField until="today" />
        </Form.Item>
        {!asset.soldOn && (
          <Form.Item name="soldOn" label={t('field.soldOn')}>
            <DayField until="today" />
          </Form.Item>
        )}
        {!asset.installedOn && (
          <Form.Item name="installedOn" label={t('field.installedOn')}>
            <DayField until="today" />
          </Form.Item>
        )}
        {!asset.customer && (
          <Form.Item name="customerId" label={t('field.customerId')}>
            <CustomerSelect />
          </Form.Item>
        )}
      </FormShell>
    </Modal>
  )
}
