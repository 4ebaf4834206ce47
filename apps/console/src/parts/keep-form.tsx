import { DatePicker, Form } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
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
    ({ until }: { until: Dayjs }) =>
      api.PUT('/api/v1/part-requests/{id}/keeping', {
        params: { path: { id: asked.id } },
        body: { until: until.toISOString() },
      }),
    { paths, done: t('keep.done'), next: onClose },
  )
  return (
    <FormShell<{ until: Dayjs }>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={{ until: dayjs(asked.keepUntil) }}
      onCancel={onClose}
      onSubmit={save.mutate}
    >
      <Form.Item name="until" label={t('field.keepUntil')} extra={t('keep.hint')} rules={[{ required: true }]}>
        <DatePicker
          showTime={{ format: 'HH:mm' }}
          style={{ width: '100%' }}
          disabledDate={(day) => day.isBefore(dayjs(), 'day')}
        />
      </Form.Item>
    </FormShell>
  )
}
