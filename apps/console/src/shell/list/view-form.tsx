import { Checkbox, Form, Input, Modal, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormShell } from '../form-shell.tsx'
import { useCan, useSession } from '../session.ts'
import type { Search } from './list-state.ts'
import { type SavedView, type Scope, useViewChanges } from './views.ts'

type Values = { name: string; scope: Scope; isDefault: boolean }
type ViewFormProps = {
  list: string
  view: SavedView | 'new'
  state: Search
  onDone: (saved: { id: string; state: Search } | null) => void
}

/** Name, audience, and whether the list opens with it. Renaming keeps what the view shows. */
export function ViewForm({ list, view, state, onDone }: ViewFormProps) {
  const { t } = useTranslation(['console', 'common'])
  const { add, change } = useViewChanges(list)
  const { scopes, stationId } = useScopes()
  const old = view === 'new' ? null : view
  const { isPending, error } = old ? change : add
  const submit = (values: Values) => {
    const wish = { ...values, stationId: values.scope === 'team' ? stationId : null }
    if (old) change.mutate({ view: old, wish }, { onSuccess: () => onDone(old) })
    else add.mutate({ ...wish, state }, { onSuccess: ({ id }) => onDone({ id, state }) })
  }
  return (
    <Modal open title={t(old ? 'views.save' : 'views.saveNew')} footer={null} onCancel={() => onDone(null)}>
      <FormShell<Values>
        busy={isPending}
        error={error}
        initial={old ?? { name: '', scope: 'personal', isDefault: false }}
        submitLabel={t('common:do.save')}
        onSubmit={submit}
        onCancel={() => onDone(null)}
      >
        <Form.Item name="name" label={t('views.name')} rules={[{ required: true, whitespace: true }]}>
          <Input autoFocus maxLength={60} />
        </Form.Item>
        <Form.Item name="scope" label={t('views.scope')} rules={[{ required: true }]}>
          <Radio.Group options={scopes.map((scope) => ({ value: scope, label: t(`views.${scope}`) }))} />
        </Form.Item>
        <Form.Item name="isDefault" valuePropName="checked">
          <Checkbox>{t('views.isDefault')}</Checkbox>
        </Form.Item>
      </FormShell>
    </Modal>
  )
}

/** Sharing is a right of its own; a team is a station, so only those of one station have one to share with. */
function useScopes(): { scopes: Scope[]; stationId: string | null } {
  const can = useCan()
  const { stations } = useSession()
  const stationId = stations?.length === 1 ? (stations[0] ?? null) : null
  if (!can('views.share')) return { scopes: ['personal'], stationId }
  return { scopes: stationId === null ? ['personal', 'everyone'] : ['personal', 'team', 'everyone'], stationId }
}
