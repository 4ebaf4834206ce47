import { Form, Input, Modal, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import type { ReturnVisit } from './return-visit-page.tsx'
import { useWord } from './words.ts'

const REASONS = ['customer_refused', 'no_phone', 'sensitive_case', 'duplicate', 'other'] as const
type Why = { reason: (typeof REASONS)[number]; note?: string }

/** Nobody will call: a coded reason, in words where it is another one. */
export function SkipDialog({ visit, onClose }: { visit: ReturnVisit; onClose: () => void }) {
  const { t } = useTranslation(['voice', 'common'])
  const word = useWord()
  const skip = useChange(
    ({ reason, note }: Why) =>
      api.PUT('/api/v1/return-visits/{id}/skip', {
        params: { path: { id: visit.id } },
        body: { reason, ...(note?.trim() && { note: note.trim() }) },
      }),
    { paths: ['/api/v1/return-visits/{id}', '/api/v1/return-visits'], done: t('common:saved'), next: onClose },
  )
  return (
    <Modal open title={t('call.skipTitle')} footer={null} onCancel={onClose}>
      <FormShell<Why>
        busy={skip.isPending}
        error={skip.error}
        submitLabel={t('call.skip')}
        onSubmit={skip.mutate}
        onCancel={onClose}
      >
        <Form.Item name="reason" label={t('column.skipReason')} rules={[{ required: true }]}>
          <Radio.Group vertical options={REASONS.map((one) => ({ value: one, label: word(`skipReason.${one}`) }))} />
        </Form.Item>
        <Form.Item name="note" label={t('call.note')}>
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
      </FormShell>
    </Modal>
  )
}
