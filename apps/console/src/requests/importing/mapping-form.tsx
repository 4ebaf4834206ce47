import { Card } from '@aftercare/ui'
import { currentLanguage, languageNames, languages } from '@aftercare/words/web'
import { Form, Input, Radio, Select } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CountrySelect } from '../../shell/country.tsx'
import { FormShell } from '../../shell/form-shell.tsx'
import { useSession } from '../../shell/session.ts'
import { codes, priorities } from '../codes.ts'
import { useWord } from '../words.ts'
import styles from './importing.module.css'
import {
  type Mapping,
  mappingOf,
  type Preview,
  timeFormats,
  type Values,
  valuesFrom,
  valuesOf,
  zones,
} from './mapping.ts'
import { ValueMap } from './value-map.tsx'

type FormProps = {
  preview: Preview
  /** A known mapping to be changed; without it the columns are named from nothing. */
  base: Mapping | undefined
  busy: boolean
  onSave: (mapping: Mapping) => void
}

/** Each column of the file said in our words; remembered under a name for the next file. */
export function MappingForm({ preview, base, busy, onSave }: FormProps) {
  const { t } = useTranslation(['requests', 'common'])
  const word = useWord()
  const [form] = Form.useForm<Values>()
  const blank = useBlank(preview)
  const rows = Form.useWatch<Values['rows']>('rows', form) ?? base?.rows ?? 'cases'
  const hasPriority = Boolean(Form.useWatch('priority', form) ?? base?.priority)
  const required = [{ required: true, message: t('common:required') }]
  const ask = (name: 'statusMap' | 'priorityMap', column: string | undefined, means?: string) =>
    form.setFieldValue(
      name,
      valuesOf(preview, column).map((value) => ({ value, means })),
    )
  const coded = (name: 'kind' | 'otherwise', group: 'kind' | 'status') => (
    <Form.Item name={name} label={t(`importing.field.${name}`)} rules={required}>
      <Select options={codes[group].map((one) => ({ value: one, label: word(`${group}.${one}`) }))} />
    </Form.Item>
  )
  return (
    <Card title={t(base ? 'importing.changeTitle' : 'importing.mapHere', { name: base?.name })}>
      <FormShell<Values>
        form={form}
        busy={busy}
        error={null}
        marks="required"
        submitLabel={t('importing.saveMapping')}
        initial={base ? valuesFrom(base, preview) : blank}
        onSubmit={() => onSave(mappingOf(form.getFieldsValue(true), base))}
      >
        <Group title={t('importing.group.name')}>
          <Form.Item
            name="name"
            label={t('importing.field.name')}
            extra={t('importing.nameHint')}
            rules={[{ required: true, pattern: NAME, message: t('importing.nameRule') }]}
          >
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item
            name="source"
            label={t('importing.field.source')}
            extra={t('importing.sourceHint')}
            rules={required}
          >
            <Input maxLength={80} />
          </Form.Item>
          <Form.Item name="rows" label={t('importing.field.rows')} rules={required}>
            <Radio.Group
              options={[
                { value: 'cases', label: t('importing.cases') },
                { value: 'events', label: t('importing.events') },
              ]}
            />
          </Form.Item>
        </Group>
        <Group title={t('importing.group.columns')}>
          <Column preview={preview} name="caseId" required />
          <Column preview={preview} name="title" required many />
          {rows === 'cases' && <Column preview={preview} name="opened" required />}
          {rows === 'events' && <Column preview={preview} name="eventAt" required />}
          {rows === 'events' && <Column preview={preview} name="eventOrder" hint={t('importing.orderHint')} />}
          <Column preview={preview} name="resolved" />
          {rows === 'cases' && <Column preview={preview} name="closed" />}
          {rows === 'events' && <Column preview={preview} name="eventTeam" />}
          {rows === 'events' && <Column preview={preview} name="eventPerson" />}
          <Column preview={preview} name="status" required onPick={(to) => ask('statusMap', to, 'triaged')} />
          {coded('otherwise', 'status')}
          <Column preview={preview} name="priority" onPick={(to) => ask('priorityMap', to)} />
          <Column preview={preview} name="reassigned" />
          <Column preview={preview} name="reopened" />
          <Column preview={preview} name="slaKept" />
          <SlaYes preview={preview} />
          <Column preview={preview} name="keep" many hint={t('importing.keepHint')} />
        </Group>
        <div className={styles.maps}>
          <ValueMap
            name="statusMap"
            title={t('importing.states')}
            means={t('column.status')}
            choices={codes.status.map((one) => ({ value: one, label: word(`status.${one}`) }))}
          />
          {hasPriority && (
            <ValueMap
              name="priorityMap"
              title={t('importing.priorities')}
              means={t('column.priority')}
              choices={priorities.map((one) => ({ value: one, label: one }))}
            />
          )}
        </div>
        <Group title={t('importing.group.reading')}>
          <Form.Item name="format" label={t('importing.field.format')} rules={required}>
            <Select options={timeFormats.map((one) => ({ value: one, label: one === 'iso' ? 'ISO 8601' : one }))} />
          </Form.Item>
          <Form.Item name="zone" label={t('common:zone')} rules={required}>
            <Select showSearch options={zones.map((one) => ({ value: one, label: one }))} />
          </Form.Item>
          <Form.Item name="unknown" label={t('importing.field.unknown')} extra={t('importing.unknownHint')}>
            <Input />
          </Form.Item>
          {coded('kind', 'kind')}
          <Form.Item name="country" label={t('column.country')} rules={required}>
            <CountrySelect />
          </Form.Item>
          <Form.Item name="language" label={t('intake.language')} rules={required}>
            <Select options={languages.map((one) => ({ value: one, label: languageNames[one] }))} />
          </Form.Item>
        </Group>
      </FormShell>
    </Card>
  )
}

/** As the server's `mappingShape.name`. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u

/** What a mapping begins with: called like the file, times as they are where the person is. */
function useBlank(preview: Preview): Partial<Values> {
  const { tenant, person } = useSession()
  const name = preview.name.replace(/(\.(csv|tsv|txt|xlsx|gz))+$/i, '').replace(/[^\p{L}\p{N} ._-]+/gu, '-')
  return {
    ...{ name, source: name, rows: 'cases', format: 'YYYY-MM-DD HH:MM', zone: person.timeZone, unknown: '?' },
    ...{ kind: 'repair', country: tenant.country, language: currentLanguage(), otherwise: 'triaged' },
    ...{ title: [], statusMap: [], priorityMap: [], slaYes: [], keep: [] },
  }
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{title}</legend>
      <div className={styles.fields}>{children}</div>
    </fieldset>
  )
}

type ColumnProps = {
  preview: Preview
  name: keyof Values
  required?: boolean
  many?: boolean
  hint?: string
  onPick?: (column: string | undefined) => void
}

/** Which column of the file it is, with what the first row has there. */
function Column({ preview, name, required = false, many = false, hint, onPick }: ColumnProps) {
  const { t } = useTranslation(['requests', 'common'])
  return (
    <Form.Item
      name={name}
      label={t(`importing.field.${name as 'caseId'}`)}
      extra={hint}
      rules={required ? [{ required: true, message: t('common:required') }] : []}
    >
      <Select
        allowClear
        showSearch
        {...(many ? { mode: 'multiple' as const } : {})}
        {...(onPick ? { onChange: onPick as (value: unknown) => void } : {})}
        options={preview.headers.map((header) => ({ value: header, label: header }))}
      />
    </Form.Item>
  )
}

/** Which values say that what was promised was kept. */
function SlaYes({ preview }: { preview: Preview }) {
  const { t } = useTranslation(['requests', 'common'])
  const column = Form.useWatch<string>('slaKept')
  if (!column) return null
  const options = valuesOf(preview, column).map((value) => ({ value, label: value }))
  return (
    <Form.Item
      name="slaYes"
      label={t('importing.field.slaYes')}
      rules={[{ required: true, message: t('common:required') }]}
    >
      <Select mode="tags" options={options} />
    </Form.Item>
  )
}
