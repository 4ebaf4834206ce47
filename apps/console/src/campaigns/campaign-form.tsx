import { ifMatch } from '@aftercare/api'
import { Card } from '@aftercare/ui'
import { Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { PartsSelect } from '../assets/parts-select.tsx'
import { today } from '../assets/today.ts'
import { api } from '../shell/api.ts'
import { DayField } from '../shell/day-field.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import { type Campaign, touched } from './campaign.ts'
import styles from './campaign-form.module.css'
import { KINDS } from './marks.tsx'
import { PartFields } from './part-fields.tsx'
import { ScopeFields } from './scope-fields.tsx'
import { ThreeLanguages } from './three-languages.tsx'
import { bodyOf, typedOf, type Values } from './typed.ts'

const COVERS = ['part', 'labour', 'travel'] as const

type FormProps = { draft?: Campaign; onSaved: (id: string) => void; onCancel: () => void }

/** A draft: what is wrong, what is to be done, which products. Nobody sees it before it is announced. */
export function CampaignForm({ draft, onSaved, onCancel }: FormProps) {
  const { t } = useTranslation(['campaigns', 'common'])
  const save = useChange(
    async ({ values, version }: { values: Values; version: number }) => {
      const body = bodyOf(values)
      if (!draft) return (await api.POST('/api/v1/campaigns', { body })).data!
      const params = { path: { id: draft.id } }
      return (await api.PATCH('/api/v1/campaigns/{id}', { params, headers: ifMatch(version), body })).data!
    },
    { paths: touched, done: t('form.saved'), next: ({ id }) => onSaved(id) },
  )
  const send = (values: Values, version = draft?.version ?? 0) => save.mutate({ values, version })
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      guard
      initial={draft ? typedOf(draft) : { kind: 'recall', covers: [...COVERS], startsOn: today(), scopes: [{}] }}
      onSubmit={(values) => send(values)}
      onResolve={(values, version) => send(values, Number(version))}
      onCancel={onCancel}
    >
      <div className={styles.cards}>
        <Card title={t('page.what')}>
          <What />
        </Card>
        <Card title={t('form.scope')}>
          <ScopeFields />
        </Card>
        <Card title={t('form.pays')}>
          <Pays />
        </Card>
        <Card title={t('form.parts')}>
          <PartFields />
        </Card>
      </div>
    </FormShell>
  )
}

/** What it is called, what can happen, what is to be done, and what the owner should do until then. */
function What() {
  const { t } = useTranslation('campaigns')
  return (
    <>
      <div className={styles.grid}>
        <Form.Item name="kind" label={t('form.kind')} rules={[{ required: true }]}>
          <Select options={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))} />
        </Form.Item>
        <Form.Item name="startsOn" label={t('form.startsOn')} rules={[{ required: true }]}>
          <DayField />
        </Form.Item>
        <Form.Item name="endsOn" label={t('form.endsOn')}>
          <DayField />
        </Form.Item>
        <Form.Item name="filing" label={t('form.filing')}>
          <Input maxLength={100} />
        </Form.Item>
      </div>
      <div className={styles.checks}>
        <Form.Item name="isSafety" valuePropName="checked">
          <Checkbox>{t('form.isSafety')}</Checkbox>
        </Form.Item>
        <Form.Item name="stopUse" valuePropName="checked">
          <Checkbox>{t('form.stopUse')}</Checkbox>
        </Form.Item>
      </div>
      <ThreeLanguages name="title" label={t('form.title')} needed />
      <ThreeLanguages name="hazard" label={t('form.hazard')} long />
      <ThreeLanguages name="remedy" label={t('form.remedy')} needed long />
      <ThreeLanguages name="advice" label={t('form.advice')} long />
    </>
  )
}

/** What the campaign pays, so that nobody is charged for it. */
function Pays() {
  const { t } = useTranslation(['campaigns', 'entitlement'])
  const covers = COVERS.map((value) => ({ value, label: t(`entitlement:kind.${value}`) }))
  return (
    <div className={styles.grid}>
      <Form.Item name="components" label={t('form.components')} extra={t('form.componentsHint')}>
        <PartsSelect />
      </Form.Item>
      <Form.Item name="covers" label={t('form.covers')} rules={[{ required: true }]}>
        <Select mode="multiple" options={covers} />
      </Form.Item>
      <Form.Item name="minutes" label={t('form.minutes')}>
        <InputNumber min={1} max={2880} style={{ width: '100%' }} />
      </Form.Item>
    </div>
  )
}
