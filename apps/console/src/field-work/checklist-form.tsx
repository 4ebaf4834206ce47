import { ifMatch } from '@aftercare/api'
import { Button, Form, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { NameFields, type Names, typedNames } from '../assets/name-fields.tsx'
import { useNamed } from '../assets/named.ts'
import { codes } from '../requests/codes.ts'
import { $api, api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import styles from './checklist-form.module.css'
import { isTyped, itemOf, type Step, stepOf } from './checklist-step.ts'
import { StepFields } from './checklist-step-fields.tsx'
import { type Checklist, isOwn } from './checklists.tsx'

type Values = { name: Names; kind: string; familyId?: string | null; steps: Step[] }

/** A list with its steps in order. What began as the standard list becomes one of the company's own. */
export function ChecklistForm({ list, onDone }: { list: Checklist | null; onDone: () => void }) {
  const { t } = useTranslation(['field-work', 'requests', 'assets', 'common'])
  const named = useNamed()
  const families = $api.useQuery('get', '/api/v1/families', { params: { query: { limit: 200 } } }).data?.items ?? []
  const save = useChange(
    ({ name, kind, familyId, steps }: Values): Promise<unknown> => {
      const items = steps.map(itemOf)
      const body = { name: typedNames(name), kind, familyId: familyId ?? null, items }
      if (!list || !isOwn(list)) return api.POST('/api/v1/checklists', { body })
      const params = { path: { id: list.id } }
      return api.PUT('/api/v1/checklists/{id}', { params, headers: ifMatch(list.version), body })
    },
    { paths: ['/api/v1/checklists'], done: t('common:saved'), next: onDone },
  )
  const kinds = ['*', ...codes.kind].map((value) => ({
    value,
    label: value === '*' ? t('checklists.everyKind') : t(`requests:kind.${value as 'repair'}`),
  }))
  const initial = list
    ? { ...list, steps: list.items.map(stepOf) }
    : { kind: '*', steps: [{ type: 'tick', group: 'work', required: true }] }
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={initial as unknown as Partial<Values>}
      guard
      onCancel={onDone}
      onSubmit={(values) => save.mutate(values)}
    >
      <div className={styles.grid}>
        <NameFields />
      </div>
      <div className={styles.grid}>
        <Form.Item name="kind" label={t('checklists.kind')} rules={[{ required: true }]}>
          <Select options={kinds} />
        </Form.Item>
        <Form.Item name="familyId" label={t('assets:field.familyId')}>
          <Select
            allowClear
            placeholder={t('assets:catalogue.everyFamily')}
            options={families.map((one) => ({ value: one.id, label: named(one.name) }))}
          />
        </Form.Item>
      </div>
      <Form.List
        name="steps"
        rules={[{ validator: async (_, steps) => isTyped(steps) || Promise.reject(new Error(t('checklists.empty'))) }]}
      >
        {(fields, { add, remove, move }, { errors }) => (
          <>
            <ol className={styles.steps}>
              {fields.map((field, index) => (
                <StepFields
                  key={field.key}
                  place={field.name}
                  number={index + 1}
                  onUp={index > 0 ? () => move(index, index - 1) : undefined}
                  onRemove={() => remove(field.name)}
                />
              ))}
            </ol>
            <Form.ErrorList errors={errors} />
            <Button onClick={() => add({ type: 'tick', group: 'work', required: true })}>
              {t('checklists.addStep')}
            </Button>
          </>
        )}
      </Form.List>
    </FormShell>
  )
}
