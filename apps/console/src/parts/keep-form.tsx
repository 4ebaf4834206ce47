import { Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { MomentField } from '../shell/moment-field.tsx'
import { useChange } from '../shell/use-change.ts'

/** Until when what is reserved for a request is kept for it. */
export function KeepForm({
  asked,
  paths,
  onClose,
}: {
  asked: { id: string; keepUntil: string }
  paths: readonly string[]
  onClose: () => void
}) {
  const { t } = useTranslation(['parts', 'common'])
  const save = useChange(
    ({ until }: { until: string }) =>
      api.PUT('/api/v1/part-requests/{id}/keeping', {
        params: { path: { id: asked.id } },
        body: { until },
      }),
    { paths, done: t('keep.done'), next: onClose },
  )
  return (
    <FormShell<{ until: string }>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={{ until: asked.keepUntil }}
      onCancel={onClose}
      onSubmit={save.mutate}
    >
      <Form.Item name="until" label={t('field.keepUntil')} extra={t('keep.hint')} rules={[{ required: true }]}>
        <MomentField from="today" />
      </Form.Item>
    </FormShell>
  )
}
