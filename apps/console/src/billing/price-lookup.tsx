import type { Answer } from '@aftercare/api'
import { Facts } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { Form, Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { StationSelect } from '../assets/station-select.tsx'
import { api } from '../shell/api.ts'
import { CountrySelect } from '../shell/country.tsx'
import { DayField } from '../shell/day-field.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import { DialogButton } from './dialog-button.tsx'

type Found = Answer<'/api/v1/price-lookup'>
interface Values {
  country: string
  day: string
  code?: string
  km?: string
  stationId?: string | null
}

/** What something costs, and by which list, row and rule. */
export function PriceLookup() {
  const { t } = useTranslation('billing')
  return <DialogButton label={t('do.lookUp')}>{() => <LookupForm />}</DialogButton>
}

function LookupForm() {
  const { t } = useTranslation('billing')
  const find = useChange(
    async ({ code, km, stationId, ...rest }: Values) => {
      const query = { ...rest, ...(code ? { code } : km ? { km } : {}), ...(stationId ? { stationId } : {}) }
      return (await api.GET('/api/v1/price-lookup', { params: { query } })).data!
    },
    { paths: [] },
  )
  return (
    <>
      <FormShell<Values>
        busy={find.isPending}
        error={find.error}
        submitLabel={t('do.lookUp')}
        onSubmit={find.mutate}
        initial={{ country: 'CN', day: new Date().toISOString().slice(0, 10) }}
      >
        <Form.Item name="country" label={t('column.country')} rules={[{ required: true }]}>
          <CountrySelect />
        </Form.Item>
        <Form.Item name="day" label={t('column.onDay')} rules={[{ required: true }]}>
          <DayField />
        </Form.Item>
        <Form.Item name="code" label={t('column.code')}>
          <Input />
        </Form.Item>
        <Form.Item name="km" label={t('field.km')}>
          <InputNumber<string> stringMode min="0" precision={1} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="stationId" label={t('column.station')}>
          <StationSelect />
        </Form.Item>
      </FormShell>
      {find.data && <Explained found={find.data} />}
    </>
  )
}

function Explained({ found }: { found: Found }) {
  const { t } = useTranslation('billing')
  const { money, numbers, calendarDay, language } = useFormat()
  const amount = (minor: string) => money({ minor, currency: found.currency })
  const { list, operation, zone } = found
  const how = operation
    ? t('explain.operation', {
        minutes: operation.minutes,
        hour: amount(operation.hourMinor),
        level: operation.level || t('every_station'),
      })
    : zone
      ? zone.to === null
        ? t('rule_beyond', { from: zone.from })
        : t('rule_zone', { from: zone.from, to: zone.to })
      : t(`rule.${found.rule}`)
  const validity = list.validTo
    ? `${calendarDay(list.validFrom)} – ${calendarDay(list.validTo)}`
    : calendarDay(list.validFrom)
  const facts = [
    { label: t('column.minor'), value: amount(found.minor) },
    {
      label: t('explain.what'),
      value: `${found.price.name[language] ?? found.price.name.en ?? ''} (${found.price.code})`,
    },
    { label: t('column.rule'), value: how },
    { label: t('column.list'), value: t('explain.list', { name: list.name, edition: list.edition, validity }) },
    {
      label: t('column.taxCategory'),
      value: t(found.taxIncluded ? 'explain.tax_within' : 'explain.tax_on_top', {
        rate: numbers.percent(found.taxBp / 10_000, 2),
      }),
    },
  ]
  return (
    <output>
      <Facts facts={facts} />
    </output>
  )
}
