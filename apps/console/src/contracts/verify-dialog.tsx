import { Checkbox, Form, Input, Modal, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'

type Values = { result: 'verified' | 'failed'; hasLabel: boolean; note?: string }

/** Somebody held the serial against the list and looked for the label. */
export function VerifyDialog({ assetId, onClose }: { assetId: string; onClose: () => void }) {
  const { t } = useTranslation('contracts')
  const save = useChange(
    ({ result, hasLabel, note }: Values) =>
      api.PUT('/api/v1/assets/{id}/verification', {
        params: { path: { id: assetId } },
        body: { result, hasLabel: hasLabel === true, ...(note && { note }) },
      }),
    {
      paths: ['/api/v1/assets/{id}/contracts', '/api/v1/assets/{id}/timeline', '/api/v1/contracts/preview'],
      done: t('done.verified'),
      next: onClose,
    },
  )
  return (
    <Modal open title={t('do.verify')} footer={null} onCancel={onClose}>
      <p>{t('hint.verification')}</p>
      <FormShell<Values>
        busy={save.isPending}
        error={save.error}
        submitLabel={t('do.verify')}
        onSubmit={save.mutate}
        onCancel={onClose}
        initial={{ result: 'verified', hasLabel: true }}
      >
        <Form.Item name="result">
          <Radio.Group
            vertical
            options={(['verified', 'failed'] as const).map((value) => ({ value, label: t(`verification.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="hasLabel" valuePropName="checked">
          <Checkbox>{t('verification.hasLabel')}</Checkbox>
        </Form.Item>
        <Form.Item name="note" label={t('field.note')}>
          <Input maxLength={200} />
        </Form.Item>
      </FormShell>
    </Modal>
  )
}
