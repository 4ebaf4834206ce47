import { useFormat } from '@aftercare/words/web'
import { Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { CountrySelect, useCountryName } from '../shell/country.tsx'
import type { Part } from './part-form.tsx'

const PACKING_GROUPS = ['I', 'II', 'III'] as const
const LITHIUM = ['ion', 'metal'] as const

/** What customs and carriers ask of a part. */
export function TravelFields() {
  const { t } = useTranslation('parts')
  return (
    <>
      <Form.Item name="customsCode" label={t('field.customsCode')}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name="originCountry" label={t('field.originCountry')}>
        <CountrySelect allowClear />
      </Form.Item>
      <Form.Item name="netGrams" label={t('field.netGrams')}>
        <InputNumber min={1} max={1_000_000_000} precision={0} suffix={t('field.grams')} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item
        name="unNumber"
        label={t('field.unNumber')}
        tooltip={t('field.unHint')}
        normalize={(text: string) => text.replace(/\D/g, '')}
      >
        <Input maxLength={4} inputMode="numeric" autoComplete="off" style={{ width: 120 }} />
      </Form.Item>
      <Form.Item
        name="hazardClass"
        label={t('field.hazardClass')}
        tooltip={t('field.hazardHint')}
        normalize={(text: string) => text.toUpperCase()}
      >
        <Input maxLength={4} autoComplete="off" style={{ width: 120 }} />
      </Form.Item>
      <Form.Item name="packingGroup" label={t('field.packingGroup')} tooltip={t('field.packingHint')}>
        <Select allowClear options={PACKING_GROUPS.map((value) => ({ value, label: value }))} />
      </Form.Item>
      <Form.Item name="lithium" label={t('field.lithium')}>
        <Select allowClear options={LITHIUM.map((value) => ({ value, label: t(`lithium.${value}`) }))} />
      </Form.Item>
      <Form.Item name="hazardCode" label={t('field.hazardCode')}>
        <Input maxLength={40} />
      </Form.Item>
    </>
  )
}

/** The same as facts, for the page of the part. */
export function useTravelFacts(part: Part): { label: string; value: string | null }[] {
  const { t } = useTranslation('parts')
  const { numbers } = useFormat()
  const countryOf = useCountryName()
  return [
    { label: t('field.customsCode'), value: part.customsCode },
    { label: t('field.originCountry'), value: part.originCountry && countryOf(part.originCountry) },
    { label: t('field.netGrams'), value: part.netGrams && `${numbers.whole(part.netGrams)} ${t('field.grams')}` },
    { label: t('field.unNumber'), value: part.unNumber && `UN ${part.unNumber}` },
    { label: t('field.hazardClass'), value: part.hazardClass },
    { label: t('field.packingGroup'), value: part.packingGroup },
    { label: t('field.lithium'), value: part.lithium && t(`lithium.${part.lithium}`) },
    { label: t('field.hazardCode'), value: part.hazardCode },
  ].map(({ label, value }) => ({ label, value: value || null }))
}
