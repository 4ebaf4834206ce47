import { App, Button, Checkbox, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { $api, api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import type { FailureCode } from './failure-codes.tsx'
import { NameFields, type Names, typedNames } from './name-fields.tsx'
import { useNamed } from './named.ts'
import { PartSelect } from './parts-select.tsx'

type Values = {
  familyId?: string | null
  kind: FailureCode['kind']
  code: string
  name: Names
  component?: string | null
  isSafety?: boolean
}
type FailureFormProps = { code: FailureCode | null; familyId?: string; onClose: () => void }

/** A failure code, new or corrected. */
export function FailureForm({ code, familyId, onClose }: FailureFormProps) {
  const { t } = useTranslation(['assets', 'common'])
  const named = useNamed()
  const families = $api.useQuery('get', '/api/v1/families', { params: { query: { limit: 200 } } })
  const save = useChange(
    (values: Values): Promise<unknown> => {
      const body = {
        ...values,
        familyId: values.familyId ?? null,
        component: values.component || null,
        isSafety: values.isSafety ?? false,
        name: typedNames(values.name),
      }
      return code
        ? api.PUT('/api/v1/failure-codes/{id}', { params: { path: { id: code.id } }, body })
        : api.POST('/api/v1/failure-codes', { body })
    },
    { paths: ['/api/v1/failure-codes'], done: t('catalogue.saved'), next: onClose },
  )
  const kinds = (['symptom', 'cause', 'remedy'] as const).map((value) => ({ value, label: t(`failure.${value}`) }))
  const options = (families.data?.items ?? []).map((one) => ({ value: one.id, label: named(one.name) }))
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={(code ?? { kind: 'symptom', ...(familyId && { familyId }) }) as Partial<Values>}
      onCancel={onClose}
      onSubmit={(values) => save.mutate(values)}
    >
      <Form.Item name="kind" label={t('field.kind')} rules={[{ required: true }]}>
        <Select options={kinds} />
      </Form.Item>
      <Form.Item name="code" label={t('field.code')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="familyId" label={t('field.familyId')}>
        <Select allowClear options={options} placeholder={t('catalogue.everyFamily')} />
      </Form.Item>
      <NameFields />
      <Form.Item name="component" label={t('field.component')}>
        <PartSelect />
      </Form.Item>
      <Form.Item name="isSafety" valuePropName="checked">
        <Checkbox>{t('field.isSafety')}</Checkbox>
      </Form.Item>
      {code && <RemoveButton code={code} onDone={onClose} />}
    </FormShell>
  )
}

function RemoveButton({ code, onDone }: { code: FailureCode; onDone: () => void }) {
  const { t } = useTranslation(['assets', 'common'])
  const { modal } = App.useApp()
  const remove = useChange(() => api.DELETE('/api/v1/failure-codes/{id}', { params: { path: { id: code.id } } }), {
    paths: ['/api/v1/failure-codes'],
    done: t('common:deleted'),
    next: onDone,
    tellRefusal: true,
  })
  const ask = () =>
    modal.confirm({
      title: t('catalogue.removeCode', { code: code.code }),
      content: t('catalogue.removeCodeHint'),
      okText: t('common:do.remove'),
      okButtonProps: { danger: true },
      cancelText: t('common:do.cancel'),
      onOk: () => remove.mutateAsync(undefined).catch(() => {}),
    })
  return (
    <Button type="link" danger onClick={ask}>
      {t('common:do.remove')}
    </Button>
  )
}
