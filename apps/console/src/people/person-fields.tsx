import { type Language, languageNames, languages } from '@aftercare/words'
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { DayField } from '../shell/day-field.tsx'
import styles from './person-fields.module.css'

export type PersonValues = {
  name: string
  email?: string | null
  phone?: string | null
  language: Language
  timeZone?: string
  hiredOn?: string | null
  leftOn?: string | null
}

export const zoneOptions = Intl.supportedValuesOf('timeZone').map((value) => ({
  value,
  label: value.replaceAll('_', ' '),
}))

/** Facts of a person, the same for a new one and one who is here. */
export function PersonFields({ known }: { known: boolean }) {
  const { t } = useTranslation('people')
  return (
    <div className={styles.grid}>
      <Form.Item name="name" label={t('field.name')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={200} autoComplete="off" autoFocus={!known} />
      </Form.Item>
      <Form.Item name="email" label={t('field.email')}>
        <Input type="email" autoComplete="off" />
      </Form.Item>
      <Form.Item name="phone" label={t('field.phone')}>
        <Input type="tel" autoComplete="off" />
      </Form.Item>
      <Form.Item name="language" label={t('field.language')} rules={[{ required: true }]}>
        <Select options={languages.map((value) => ({ value, label: languageNames[value] }))} />
      </Form.Item>
      <Form.Item name="timeZone" label={t('field.timeZone')} rules={[{ required: true }]}>
        <Select showSearch options={zoneOptions} />
      </Form.Item>
      <Form.Item name="hiredOn" label={t('field.hiredOn')}>
        <DayField />
      </Form.Item>
      {known && (
        <Form.Item name="leftOn" label={t('field.leftOn')}>
          <DayField />
        </Form.Item>
      )}
    </div>
  )
}
