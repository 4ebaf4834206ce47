import { Card } from '@aftercare/ui'
import { currentLanguage, languageNames, languages } from '@aftercare/words/web'
import { Form, Input, Radio, Select } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { CountrySelect } from '../../shell/country.tsx'
import { FormShell } from '../../shell/form-shell.tsx'
import { useSession } from '../../shell/session.ts'
import { codes } from '../codes.ts'
import { useWord } from '../words.ts'
import styles from './importing.module.css'
import { type Mapping, mappingOf, type Preview, timeFormats, type Values, valuesOf, zones } from './mapping.ts'

type FormProps = { preview: Preview; busy: boolean; onSave: (mapping: Mapping) => void }

/** Each column of the file said in our words; remembered under a name for the next file. */
export function MappingForm({ preview, busy, onSave }: FormProps) {
  const { t } = useTranslation(['requests', 'common'])
  const word = useWord()
  const { tenant, person } = useSession()
  const [form] = Form.useForm<Values>()
  const rows = Form.useWatch<Values['rows']>('rows', form) ?? 'cases'
  const column = (name: keyof Values, required = false, mode?: 'multiple') => (
    <Form.Item
      name={name}
      label={t(`importing.field.${name as 'caseId'}`)}
      rules={required ? [{ required: true, message: t('common:required') }] : []}
    >
      <Select
        allowClear
        showSearch
        {...(mode ? { mode } : {})}
        options={preview.headers.map((header) => ({ value: header, label: header }))}
      />
    </Form.Item>
  )
  const coded = (name: 'kind' | 'otherwise', group: 'kind' | 'status') => (
    <Form.Item name={name} label={t(`importing.field.${name}`)}>
      <Select options={codes[group].map((one) => ({ value: one, label: word(`${group}.${one}`) }))} />
    </Form.Item>
  )
  return (
    <Card title={t('importing.mapHere')}>
      <FormShell<Values>
        form={form}
        busy={busy}
        error={null}
        submitLabel={t('importing.saveMapping')}
        initial={{
          rows: 'cases',
          format: 'YYYY-MM-DD HH:MM',
          zone: person.timeZone,
          unknown: '?',
          kind: 'repair',
          country: tenant.country,
          language: currentLanguage(),
          otherwise: 'triaged',
          title: [],
          statusMap: [],
        }}
        onSubmit={(values) => onSave(mappingOf(values))}
      >
        <div className={styles.fields}>
          <Form.Item
            name="name"
            label={t('importing.field.name')}
            extra={t('importing.nameHint')}
            rules={[{ required: true, pattern: /^[a-z][a-z0-9-]{1,60}$/, message: t('importing.nameHint') }]}
          >
            <Input />
          </Form.Item>
          <Form.Item
            name="source"
            label={t('importing.field.source')}
            extra={t('importing.sourceHint')}
            rules={[{ required: true, message: t('common:required') }]}
          >
            <Input maxLength={80} />
          </Form.Item>
          <Form.Item name="rows" label={t('importing.field.rows')}>
            <Radio.Group
              options={[
                { value: 'cases', label: t('importing.cases') },
                { value: 'events', label: t('importing.events') },
              ]}
            />
          </Form.Item>
          {column('caseId', true)}
          {column('title', true, 'multiple')}
          {rows === 'cases' ? column('opened', true) : column('eventAt', true)}
          {rows === 'cases' && column('closed')}
          {column('resolved')}
          {rows === 'events' && column('eventTeam')}
          {rows === 'events' && column('eventPerson')}
          <Form.Item name="format" label={t('importing.field.format')}>
            <Select options={timeFormats.map((one) => ({ value: one, label: one === 'iso' ? 'ISO 8601' : one }))} />
          </Form.Item>
          <Form.Item name="zone" label={t('common:zone')}>
            <Select showSearch options={zones.map((one) => ({ value: one, label: one }))} />
          </Form.Item>
          <Form.Item name="unknown" label={t('importing.field.unknown')} extra={t('importing.unknownHint')}>
            <Input />
          </Form.Item>
          {coded('kind', 'kind')}
          <Form.Item name="country" label={t('column.country')}>
            <CountrySelect />
          </Form.Item>
          <Form.Item name="language" label={t('intake.language')}>
            <Select options={languages.map((one) => ({ value: one, label: languageNames[one] }))} />
          </Form.Item>
          {column('status', true)}
          {coded('otherwise', 'status')}
        </div>
        <StatusMap preview={preview} />
      </FormShell>
    </Card>
  )
}

/** What each word for a state in the file means here. */
function StatusMap({ preview }: { preview: Preview }) {
  const { t } = useTranslation('requests')
  const word = useWord()
  const form = Form.useFormInstance<Values>()
  const column = Form.useWatch<string>('status', form)
  useEffect(() => {
    if (column)
      form.setFieldValue(
        'statusMap',
        valuesOf(preview, column).map((value) => ({ value, status: 'triaged' })),
      )
  }, [column, form, preview])
  return (
    <Form.List name="statusMap">
      {(rows, { add }) =>
        column ? (
          <fieldset className={styles.states} aria-label={t('importing.states')}>
            <span>{t('importing.states')}</span>
            {rows.map((row) => (
              <div key={row.key} className={styles.state}>
                <Form.Item name={[row.name, 'value']} noStyle>
                  <Input aria-label={t('importing.valueInFile')} />
                </Form.Item>
                <Form.Item name={[row.name, 'status']} noStyle>
                  <Select
                    aria-label={t('column.status')}
                    options={codes.status.map((one) => ({ value: one, label: word(`status.${one}`) }))}
                  />
                </Form.Item>
              </div>
            ))}
            <button type="button" className={styles.addState} onClick={() => add({ value: '', status: 'closed' })}>
              {t('importing.addState')}
            </button>
          </fieldset>
        ) : null
      }
    </Form.List>
  )
}
