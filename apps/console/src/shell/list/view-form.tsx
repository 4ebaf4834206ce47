import { Checkbox, Form, Input, Modal, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormShell } from '../form-shell.tsx'
import type { Search } from './list-state.ts'
import { type SavedView, type Scope, useViewChanges } from './views.ts'

type Values = { name: string; scope: Scope; isDefault: boolean }
type ViewFormProps = {
  list: string
  view: SavedView | 'new'
  state: Search
  onDone: (saved: SavedView | null) => void
}

/** Name, audience, and whether the list opens with it. Renaming keeps what the view shows. */
export function ViewForm({ list, view, state, onDone }: ViewFormProps) {
  const { t } = useTranslation(['console', 'common'])
  const { save } = useViewChanges()
  const old = view === 'new' ? null : view
  const submit = (values: Values) =>
    save.mutate({ ...(old ?? { list, state }), ...values }, { onSuccess: (saved) => onDone(saved) })
  return (
    <Modal open title={t(old ? 'views.save' : 'views.saveNew')} footer={null} onCancel={() => onDone(null)}>
      <FormShell<Values>
        busy={save.isPending}
        error={save.error}
        initial={old ?? { name: '', scope: 'personal', isDefault: false }}
        submitLabel={t('common:do.save')}
        onSubmit={submit}
        onCancel={() => onDone(null)}
      >
        <Form.Item name="name" label={t('views.name')} rules={[{ required: true, whitespace: true }]}>
          <Input autoFocus maxLength={60} />
        </Form.Item>
        <Form.Item name="scope" label={t('views.scope')}>
          <Radio.Group
            options={(['personal', 'team', 'everyone'] as const).map((scope) => ({
              value: scope,
              label: t(`views.${scope}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="isDefault" valuePropName="checked">
          <Checkbox>{t('views.isDefault')}</Checkbox>
        </Form.Item>
      </FormShell>
    </Modal>
  )
}
