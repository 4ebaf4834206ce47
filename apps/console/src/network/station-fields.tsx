import { type Language, languageNames, languages } from '@aftercare/words'
import { Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFamilyNames } from '../assets/family-names.ts'
import fields from '../people/person-fields.module.css'
import { zoneOptions } from '../people/person-fields.tsx'
import { $api } from '../shell/api.ts'
import { CountrySelect } from '../shell/country.tsx'
import { type Kind, kinds } from './kinds.tsx'

export type StationValues = {
  kind: Kind
  name: string
  legalName?: string | null
  country?: string | null
  region?: string | null
  city?: string | null
  district?: string | null
  line?: string | null
  postalCode?: string | null
  lat?: number | null
  lon?: number | null
  timeZone?: string
  phone?: string | null
  email?: string | null
  language?: Language
  currency?: string | null
  calendarId?: string | null
  level?: string | null
  productLines?: string[]
  area?: { cities?: string[]; postalPrefixes?: string[]; radiusKm?: number | null }
}

/** What the station is and by which hours it works. */
export function WhatFields() {
  const { t } = useTranslation('network')
  const calendars = $api.useQuery('get', '/api/v1/calendars', {}).data?.items ?? []
  const currencies = Intl.supportedValuesOf('currency').map((value) => ({ value, label: value }))
  return (
    <div className={fields.grid}>
      <Form.Item name="name" label={t('field.name')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item name="kind" label={t('field.kind')} rules={[{ required: true }]}>
        <Select options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="legalName" label={t('field.legalName')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="level" label={t('field.level')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="phone" label={t('field.phone')}>
        <Input type="tel" autoComplete="off" />
      </Form.Item>
      <Form.Item name="email" label={t('field.email')}>
        <Input type="email" autoComplete="off" />
      </Form.Item>
      <Form.Item name="language" label={t('field.language')}>
        <Select options={languages.map((value) => ({ value, label: languageNames[value] }))} />
      </Form.Item>
      <Form.Item name="currency" label={t('field.currency')}>
        <Select allowClear showSearch options={currencies} />
      </Form.Item>
      <Form.Item name="calendarId" label={t('field.calendarId')}>
        <Select allowClear options={calendars.map((one) => ({ value: one.id, label: one.name }))} />
      </Form.Item>
    </div>
  )
}

/** Where it is; the position decides who is nearest. */
export function WhereFields() {
  const { t } = useTranslation('network')
  return (
    <div className={fields.grid}>
      <Form.Item name="country" label={t('field.country')}>
        <CountrySelect allowClear />
      </Form.Item>
      <Form.Item name="region" label={t('field.region')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="city" label={t('field.city')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="district" label={t('field.district')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="line" label={t('field.line')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="postalCode" label={t('field.postalCode')}>
        <Input maxLength={20} />
      </Form.Item>
      <Form.Item name="timeZone" label={t('field.timeZone')}>
        <Select showSearch options={zoneOptions} />
      </Form.Item>
      <Form.Item name="lat" label={t('field.lat')}>
        <InputNumber min={-90} max={90} step={0.0001} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="lon" label={t('field.lon')}>
        <InputNumber min={-180} max={180} step={0.0001} style={{ width: '100%' }} />
      </Form.Item>
    </div>
  )
}

/** Whom it serves, and with which products. */
export function AreaFields() {
  const { t } = useTranslation('network')
  const families = useFamilyNames().options
  const typed = { mode: 'tags' as const, open: false, suffixIcon: null, tokenSeparators: [',', '，', ' '] }
  return (
    <>
      <Form.Item name={['area', 'cities']} label={t('field.cities')}>
        <Select {...typed} />
      </Form.Item>
      <Form.Item name={['area', 'postalPrefixes']} label={t('field.postalPrefixes')}>
        <Select {...typed} />
      </Form.Item>
      <Form.Item name={['area', 'radiusKm']} label={t('field.radiusKm')}>
        <InputNumber min={0} max={5000} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="productLines" label={t('field.productLines')}>
        <Select mode="tags" options={families} optionFilterProp="label" />
      </Form.Item>
    </>
  )
}

/** An emptied circle is no circle; the rest of the area goes as it stands. */
export function areaBody(area: StationValues['area'] = {}) {
  const { radiusKm, ...rest } = area
  return { ...rest, ...(radiusKm != null && { radiusKm }) }
}
