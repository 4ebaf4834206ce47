import { Button, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { $api } from '../shell/api.ts'
import { DayField } from '../shell/day-field.tsx'
import styles from './campaign-form.module.css'

/** A line of the scope as it is typed: `family:…` or `model:…`, and what narrows it. */
export type ScopeLine = {
  of?: string
  builtFrom?: string | null
  builtTo?: string | null
  soldFrom?: string | null
  soldTo?: string | null
  serialFrom?: string | null
  serialTo?: string | null
  /** Kept as it was said: it is asked for at the announcement. */
  undated?: 'include' | 'leave_out' | null
}

const days = ['builtFrom', 'builtTo', 'soldFrom', 'soldTo'] as const
const serials = ['serialFrom', 'serialTo'] as const

/** Which products: models or families, narrowed by when they were built or sold and by serials. */
export function ScopeFields() {
  const { t } = useTranslation(['campaigns', 'common'])
  const options = useProducts()
  return (
    <>
      <p className={styles.hint}>{t('form.scopeHint')}</p>
      <Form.List name="scopes">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className={styles.line}>
                <Form.Item
                  name={[name, 'of']}
                  label={t('form.whole')}
                  rules={[{ required: true }]}
                  className={styles.wide!}
                >
                  <Select options={options} showSearch={{ optionFilterProp: 'text' }} />
                </Form.Item>
                {days.map((field) => (
                  <Form.Item key={field} name={[name, field]} label={t(`form.${field}`)}>
                    <DayField />
                  </Form.Item>
                ))}
                {serials.map((field) => (
                  <Form.Item key={field} name={[name, field]} label={t(`form.${field}`)}>
                    <Input maxLength={60} />
                  </Form.Item>
                ))}
                <Button onClick={() => remove(name)}>{t('common:do.remove')}</Button>
              </div>
            ))}
            <Button onClick={() => add({})}>{t('form.addScope')}</Button>
          </>
        )}
      </Form.List>
    </>
  )
}

/** Models and families under their headings, found by code and by name in any language. */
function useProducts() {
  const { t } = useTranslation('campaigns')
  const named = useNamed()
  const query = { params: { query: { limit: 200 } } }
  const models = $api.useQuery('get', '/api/v1/models', query).data?.items ?? []
  const families = $api.useQuery('get', '/api/v1/families', query).data?.items ?? []
  const asOptions = (kind: string, rows: readonly (typeof models | typeof families)[number][]) =>
    rows.map((row) => ({
      value: `${kind}:${row.id}`,
      label: `${named(row.name)} · ${row.code}`,
      text: `${row.code} ${Object.values(row.name).join(' ')}`,
    }))
  return [
    { label: t('scope.model'), options: asOptions('model', models) },
    { label: t('scope.family'), options: asOptions('family', families) },
  ]
}
