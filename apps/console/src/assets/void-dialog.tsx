import { Form, Input, Modal, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Evidence } from '../entitlement/evidence.tsx'
import { voidCodes } from '../entitlement/voidings/voiding-list.tsx'
import { api } from '../shell/api.ts'
import { DayField } from '../shell/day-field.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import { type Asset, touched } from './asset-page.tsx'
import { today } from './today.ts'

type Values = { code: (typeof voidCodes)[number]; at: string; assessment: string; fileIds: string[] }

/** The maker's warranty is voided, with a coded reason and what was found. */
export function VoidDialog({ asset, onClose }: { asset: Asset; onClose: () => void }) {
  const { t } = useTranslation(['assets', 'voidings', 'common'])
  const save = useChange(
    (body: Values) => api.PUT('/api/v1/assets/{id}/voiding', { params: { path: { id: asset.id } }, body }),
    {
      paths: touched,
      done: t('page.voidDone'),
      undo: () => api.DELETE('/api/v1/assets/{id}/voiding', { params: { path: { id: asset.id } } }),
      next: onClose,
    },
  )
  return (
    <Modal open title={t('page.voidTitle', { serial: asset.serial })} footer={null} onCancel={onClose}>
      <FormShell<Values>
        busy={save.isPending}
        error={save.error}
        submitLabel={t('common:do.confirm')}
        initial={{ at: today() }}
        onCancel={onClose}
        onSubmit={(values) => save.mutate(values)}
      >
        <Form.Item name="code" label={t('field.code')} extra={t('page.voidHint')} rules={[{ required: true }]}>
          <Select options={voidCodes.map((value) => ({ value, label: t(`voidCode.${value}`) }))} />
        </Form.Item>
        <Form.Item name="at" label={t('field.voidAt')} rules={[{ required: true }]}>
          <DayField until="today" />
        </Form.Item>
        <Form.Item name="assessment" label={t('field.assessment')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} />
        </Form.Item>
        <Form.Item
          name="fileIds"
          label={t('voidings:field.evidence')}
          extra={t('voidings:field.evidenceHint')}
          rules={[{ required: true }]}
        >
          <Evidence />
        </Form.Item>
      </FormShell>
    </Modal>
  )
}
