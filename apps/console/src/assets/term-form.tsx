import { languageNames, languages } from '@aftercare/words/web'
import { Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import fields from '../parties/customer-fields.module.css'
import { api } from '../shell/api.ts'
import { CountrySelect } from '../shell/country.tsx'
import { DayField } from '../shell/day-field.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import type { Model } from './model-page.tsx'
import { typedNames } from './name-fields.tsx'
import { PartsSelect } from './parts-select.tsx'
import styles from './terms-card.module.css'
import { type Term, touched } from './terms-card.tsx'

type Values = Omit<Term, 'id'>

type Props = { model: Model; term: Term | null; onClose: () => void }

/** A promise in fields; what stays empty has no limit of that kind. */
export function TermForm({ model, term, onClose }: Props) {
  const { t } = useTranslation(['assets', 'common'])
  const save = useChange(
    ({ name, ...rest }: Values): Promise<unknown> => {
      const values = { ...rest, name: name?.en ? typedNames(name) : null }
      return term
        ? api.PUT('/api/v1/models/{id}/terms/{termId}', {
            params: { path: { id: model.id, termId: term.id } },
            body: values,
          })
        : api.POST('/api/v1/models/{id}/terms', { params: { path: { id: model.id } }, body: values })
    },
    { paths: touched, done: t('catalogue.saved'), next: onClose },
  )
  const covers = (['part', 'labour', 'travel', 'consumable', 'rental', 'other'] as const).map((value) => ({
    value,
    label: t(`covers.${value}`),
  }))
  const starts = (['sale', 'delivery', 'installation', 'registration', 'replacement'] as const).map((value) => ({
    value,
    label: t(`startsFrom.${value}`),
  }))
  return (
    <FormShell<Values>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={term ?? { covers: 'part', startsFrom: 'sale', components: [], excludedComponents: [] }}
      onCancel={onClose}
      onSubmit={(values) => save.mutate(values)}
    >
      <div className={fields.grid}>
        <Form.Item name="covers" label={t('field.covers')} rules={[{ required: true }]}>
          <Select options={covers} />
        </Form.Item>
        <Form.Item name="startsFrom" label={t('field.startsFrom')} rules={[{ required: true }]}>
          <Select options={starts} />
        </Form.Item>
      </div>
      <StartHint />
      <p className={styles.hint}>{t('hint.limits')}</p>
      <div className={fields.grid}>
        {(['months', 'distanceKm', 'hours'] as const).map((name) => (
          <Form.Item key={name} name={name} label={t(`field.${name}`)}>
            <InputNumber min={1} style={{ width: '100%' }} />
          </Form.Item>
        ))}
        <Form.Item name="country" label={t('field.country')}>
          <CountrySelect allowClear placeholder={t('catalogue.everywhere')} />
        </Form.Item>
        <Form.Item name="soldFrom" label={t('field.soldFrom')}>
          <DayField />
        </Form.Item>
        <Form.Item name="soldTo" label={t('field.soldTo')}>
          <DayField />
        </Form.Item>
      </div>
      <Form.Item name="components" label={t('field.components')} extra={t('hint.components')}>
        <PartsSelect placeholder={t('catalogue.allComponents')} />
      </Form.Item>
      <Form.Item name="excludedComponents" label={t('field.excludedComponents')}>
        <PartsSelect />
      </Form.Item>
      <Form.Item label={t('field.termName')} extra={t('hint.termName')}>
        <div className={`${fields.grid} ${styles.names}`}>
          {languages.map((language) => (
            <Form.Item key={language} name={['name', language]} noStyle>
              <Input maxLength={200} lang={language} placeholder={languageNames[language]} />
            </Form.Item>
          ))}
        </div>
      </Form.Item>
    </FormShell>
  )
}

/** What `replacement` means is not said by its name. */
function StartHint() {
  const { t } = useTranslation('assets')
  const starts = Form.useWatch<Values['startsFrom']>('startsFrom')
  return starts === 'replacement' ? <p className={styles.hint}>{t('hint.replacement')}</p> : null
}
