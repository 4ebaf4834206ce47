import { type Answer, ifMatch } from '@aftercare/api'
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { $api, api } from '../shell/api.ts'
import { cleaned } from '../shell/cleaned.ts'
import { DayField } from '../shell/day-field.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import { NameFields, type Names, typedNames } from './name-fields.tsx'
import { useNamed } from './named.ts'

type Model = Answer<'/api/v1/models/{id}'>
type Values = {
  familyId: string
  code: string
  name: Names
  skillCodes?: string[]
  onSaleFrom?: string | null
  onSaleTo?: string | null
}

/** A new model or a changed one; tells the id of a new one. */
export function ModelForm({ model, onDone }: { model?: Model; onDone: (id?: string) => void }) {
  const { t } = useTranslation(['assets', 'common'])
  const named = useNamed()
  const families = $api.useQuery('get', '/api/v1/families', { params: { query: { limit: 200 } } })
  const save = useChange(
    async (values: Values) => {
      const body = { ...cleaned(values), name: typedNames(values.name) }
      const answer = model
        ? await api.PATCH('/api/v1/models/{id}', {
            params: { path: { id: model.id } },
            body,
            headers: ifMatch(model.version),
          })
        : await api.POST('/api/v1/models', { body })
      return answer.data
    },
    {
      paths: ['/api/v1/models', '/api/v1/models/{id}'],
      done: t('catalogue.saved'),
      next: (saved) => onDone(model ? undefined : saved?.id),
    },
  )
  const options = (families.data?.items ?? []).map((one) => ({
    value: one.id,
    label: `${named(one.name)} · ${one.code}`,
  }))
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={model ? ({ ...model, familyId: model.family.id } as Partial<Values>) : {}}
      onCancel={() => onDone()}
      onSubmit={(values) => save.mutate(values)}
    >
      <Form.Item name="familyId" label={t('field.familyId')} rules={[{ required: true }]}>
        <Select options={options} loading={families.isPending} />
      </Form.Item>
      <Form.Item name="code" label={t('field.code')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={60} />
      </Form.Item>
      <NameFields />
      <Form.Item name="skillCodes" label={t('field.skillCodes')}>
        <SkillsSelect />
      </Form.Item>
      <Form.Item name="onSaleFrom" label={t('field.onSaleFrom')}>
        <DayField />
      </Form.Item>
      <Form.Item name="onSaleTo" label={t('field.onSaleTo')}>
        <DayField />
      </Form.Item>
    </FormShell>
  )
}

function SkillsSelect(props: { value?: string[]; onChange?: (codes: string[]) => void; id?: string }) {
  const named = useNamed()
  const skills = $api.useQuery('get', '/api/v1/skills')
  const options = (skills.data?.items ?? []).map((one) => ({ value: one.code, label: named(one.name) }))
  return <Select mode="multiple" options={options} loading={skills.isPending} {...props} />
}
