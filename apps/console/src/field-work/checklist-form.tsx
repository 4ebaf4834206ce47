import { ifMatch } from '@aftercare/api'
import { type ChecklistFault, checklistFaults } from '@aftercare/rules'
import { Alert, Button, Form, type FormInstance, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NameFields, type Names, typedNames } from '../assets/name-fields.tsx'
import { useNamed } from '../assets/named.ts'
import { codes } from '../requests/codes.ts'
import { $api, api } from '../shell/api.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import styles from './checklist-form.module.css'
import { ChecklistPreview } from './checklist-preview.tsx'
import { asRules, isTyped, itemOf, newStep, type Step, stepOf } from './checklist-step.ts'
import { StepFields } from './checklist-step-fields.tsx'
import { type Checklist, isOwn } from './checklists.tsx'

type Values = { name: Names; kind: string; familyId?: string | null; steps: Step[] }

/** A list with its steps in order. What began as the standard list becomes one of the company's own. */
export function ChecklistForm({ list, onDone }: { list: Checklist | null; onDone: () => void }) {
  const { t } = useTranslation(['field-work', 'requests', 'assets', 'common'])
  const named = useNamed()
  const [form] = Form.useForm<Values>()
  const { faults, check } = useFaults(form)
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
  const initial = list ? { ...list, steps: list.items.map(stepOf) } : { kind: '*', steps: [newStep()] }
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={initial as unknown as Partial<Values>}
      guard
      form={form}
      onCancel={onDone}
      onSubmit={(values) => check(values.steps) && save.mutate(values)}
    >
      <Faults form={form} faults={faults} />
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
      <div className={styles.builder}>
        <div>
          <Steps />
        </div>
        <ChecklistPreview />
      </div>
    </FormShell>
  )
}

function Steps() {
  const { t } = useTranslation('field-work')
  const needed = async (_: unknown, steps: unknown) =>
    isTyped(steps) || Promise.reject(new Error(t('checklists.empty')))
  return (
    <Form.List name="steps" rules={[{ validator: needed }]}>
      {(fields, { add, remove, move }, { errors }) => (
        <>
          <ol className={styles.steps}>
            {fields.map((field, index) => (
              <StepFields
                key={field.key}
                place={field.name}
                number={index + 1}
                onUp={index > 0 ? () => move(index, index - 1) : undefined}
                onDown={index < fields.length - 1 ? () => move(index, index + 1) : undefined}
                onRemove={() => remove(field.name)}
              />
            ))}
          </ol>
          <Form.ErrorList errors={errors} />
          <Button onClick={() => add(newStep())}>{t('checklists.addStep')}</Button>
        </>
      )}
    </Form.List>
  )
}

/** What the server would refuse is told before it is sent, at its step. */
function useFaults(form: FormInstance<Values>) {
  const [faults, setFaults] = useState<ChecklistFault[]>([])
  const { t } = useTranslation('errors')
  const check = (steps: Step[]) => {
    const found = checklistFaults(asRules(steps.map(itemOf)))
    setFaults(found)
    const at = ({ index, path }: ChecklistFault) =>
      ['steps', index, ...path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part))] as never
    form.setFields(found.map((one) => ({ name: at(one), errors: [t(one.code)] })))
    if (found[0]) form.scrollToField(at(found[0]), { block: 'center' })
    return found.length === 0
  }
  return { faults, check }
}

const FIELDS = {
  key: 'fromStep',
  max: 'max',
  choices: 'choices',
  kind: 'proof',
  step: 'fromStep',
  values: 'values',
  models: 'models',
  above: 'above',
} as const

/** All of them at once, each with its step and its field: the first is scrolled to, the others may be far below. */
function Faults({ form, faults }: { form: FormInstance<Values>; faults: readonly ChecklistFault[] }) {
  const { t } = useTranslation(['field-work', 'errors'])
  const named = useNamed()
  if (faults.length === 0) return null
  const said = ({ index, path, code }: ChecklistFault) => {
    const label = form.getFieldValue(['steps', index, 'label']) as Names | undefined
    const field = t(`checklists.${FIELDS[path.split('.').at(-1) as keyof typeof FIELDS]}`)
    const name = label?.en ? ` (${named(label)})` : ''
    return t('checklists.faultAt', { number: index + 1, name, field, what: t(`errors:${code}`) })
  }
  const list = (
    <ul>
      {faults.map((one) => (
        <li key={`${one.index} ${one.path}`}>{said(one)}</li>
      ))}
    </ul>
  )
  return <Alert type="error" showIcon role="alert" title={t('checklists.faults')} description={list} />
}
