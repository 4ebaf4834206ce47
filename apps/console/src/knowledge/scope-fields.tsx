import { Checkbox, Form, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { ModelsSelect } from '../assets/model-select.tsx'
import { useNamed } from '../assets/named.ts'
import { PartsSelect } from '../assets/parts-select.tsx'
import { $api } from '../shell/api.ts'
import styles from './knowledge.module.css'
import type { Values } from './typed.ts'

const kinds = ['repair', 'diagnosis', 'how_to', 'bulletin'] as const
const named = ['every', 'families', 'models'] as const

/** What kind of article it is, and at which machines and faults it is shown. */
export function ScopeFields() {
  const { t } = useTranslation('knowledge')
  const isFor = Form.useWatch<Values['for']>('for')
  return (
    <>
      <div className={styles.grid}>
        <Form.Item name="kind" label={t('form.kind')} rules={[{ required: true }]}>
          <Select options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))} />
        </Form.Item>
        <Form.Item name="for" label={t('form.for')} rules={[{ required: true }]}>
          <Radio.Group optionType="button" options={named.map((value) => ({ value, label: t(`form.${value}`) }))} />
        </Form.Item>
        {isFor === 'families' && <Families />}
        {isFor === 'models' && (
          <Form.Item name="modelIds" label={t('form.models')} rules={[{ required: true }]}>
            <ModelsSelect without="" />
          </Form.Item>
        )}
      </div>
      <div className={styles.grid}>
        <Codes name="symptomCodes" kind="symptom" label={t('form.symptoms')} />
        <Codes name="causeCodes" kind="cause" label={t('form.causes')} />
        <Form.Item name="components" label={t('form.components')}>
          <PartsSelect />
        </Form.Item>
      </div>
      <Form.Item name="isControlled" valuePropName="checked" extra={t('form.controlledHint')}>
        <Checkbox>{t('form.controlled')}</Checkbox>
      </Form.Item>
    </>
  )
}

function Families() {
  const { t } = useTranslation('knowledge')
  const name = useNamed()
  const query = { params: { query: { limit: 200 } } }
  const { data } = $api.useQuery('get', '/api/v1/families', query)
  const options = (data?.items ?? []).map((one) => ({ value: one.id, label: `${name(one.name)} · ${one.code}` }))
  return (
    <Form.Item name="familyIds" label={t('form.families')} rules={[{ required: true }]}>
      <Select mode="multiple" options={options} optionFilterProp="label" />
    </Form.Item>
  )
}

type CodesProps = { name: 'symptomCodes' | 'causeCodes'; kind: 'symptom' | 'cause'; label: string }

/** Failure codes by their names; the same code of two families is one choice. */
function Codes({ name, kind, label }: CodesProps) {
  const called = useNamed()
  const { data } = $api.useQuery('get', '/api/v1/failure-codes', { params: { query: { kind } } })
  const options = new Map(
    (data?.items ?? []).map((one) => [one.code, { value: one.code, label: `${called(one.name)} · ${one.code}` }]),
  )
  return (
    <Form.Item name={name} label={label}>
      <Select mode="multiple" options={[...options.values()]} optionFilterProp="label" />
    </Form.Item>
  )
}
