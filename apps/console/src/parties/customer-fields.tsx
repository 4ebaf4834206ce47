import { type Language, languageNames, languages } from '@aftercare/words'
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { CountrySelect } from '../shell/country.tsx'
import styles from './customer-fields.module.css'

export type CustomerValues = {
  kind: 'person' | 'organisation'
  name: string
  tier?: 'standard' | 'silver' | 'gold'
  country: string
  language?: Language
  timeZone?: string
  phone?: string | null
  email?: string | null
  preferredChannel?: 'phone' | 'email' | 'sms' | 'messaging' | 'letter'
  quietFrom?: string | null
  quietTo?: string | null
  note?: string | null
  externalSource?: string | null
  externalId?: string | null
}

const zones = Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value }))

/** Who it is. */
export function WhoFields() {
  const { t } = useTranslation('parties')
  const choices = <Value extends string>(group: 'kind' | 'tier', values: readonly Value[]) =>
    values.map((value) => ({ value, label: t(`${group}.${value}` as 'kind.person') }))
  return (
    <div className={styles.grid}>
      <Form.Item name="kind" label={t('field.kind')} rules={[{ required: true }]}>
        <Select options={choices('kind', ['person', 'organisation'])} />
      </Form.Item>
      <Form.Item
        name="name"
        label={t('field.name')}
        rules={[{ required: true, whitespace: true }]}
        className={styles.wide!}
      >
        <Input autoComplete="off" maxLength={200} />
      </Form.Item>
      <Form.Item name="country" label={t('field.country')} rules={[{ required: true }]}>
        <CountrySelect />
      </Form.Item>
      <Form.Item name="language" label={t('field.language')}>
        <Select options={languages.map((value) => ({ value, label: languageNames[value] }))} />
      </Form.Item>
      <Form.Item name="tier" label={t('field.tier')}>
        <Select options={choices('tier', ['standard', 'silver', 'gold'])} />
      </Form.Item>
    </div>
  )
}

/** How to reach them, and when not. */
export function ReachFields({ zone }: { zone: boolean }) {
  const { t } = useTranslation('parties')
  const channels = (['phone', 'email', 'sms', 'messaging', 'letter'] as const).map((value) => ({
    value,
    label: t(`preferredChannel.${value}`),
  }))
  return (
    <div className={styles.grid}>
      <Form.Item name="phone" label={t('field.phone')} tooltip={t('hint.phone')}>
        <Input type="tel" autoComplete="off" />
      </Form.Item>
      <Form.Item name="email" label={t('field.email')}>
        <Input type="email" autoComplete="off" />
      </Form.Item>
      <Form.Item name="preferredChannel" label={t('field.preferredChannel')}>
        <Select options={channels} />
      </Form.Item>
      <Form.Item name="quietFrom" label={t('field.quietFrom')}>
        <Input type="time" />
      </Form.Item>
      <Form.Item name="quietTo" label={t('field.quietTo')}>
        <Input type="time" />
      </Form.Item>
      {zone && (
        <Form.Item name="timeZone" label={t('field.timeZone')}>
          <Select showSearch options={zones} />
        </Form.Item>
      )}
      <Form.Item name="note" label={t('field.note')} className={styles.wide!}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={20000} />
      </Form.Item>
    </div>
  )
}

/** The fields of the API in words, for conflicts. */
export function useCustomerFieldNames(): Record<keyof CustomerValues, string> {
  const { t } = useTranslation('parties')
  const keys = ['kind', 'name', 'tier', 'country', 'language', 'timeZone', 'phone', 'email'] as const
  const more = ['preferredChannel', 'quietFrom', 'quietTo', 'note', 'externalSource', 'externalId'] as const
  return Object.fromEntries([...keys, ...more].map((key) => [key, t(`field.${key}`)])) as Record<
    keyof CustomerValues,
    string
  >
}
