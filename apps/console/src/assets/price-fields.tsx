import { Form, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { digitsOf, minorOf } from '../billing/minor.ts'

const currencies = Intl.supportedValuesOf('currency').map((value) => ({ value, label: value }))

/** What the first buyer paid: a refund is counted from it. */
export function PriceFields() {
  const { t } = useTranslation('assets')
  const saleCountry: string | undefined = Form.useWatch('saleCountry')
  return (
    <>
      <Form.Item name="priceCurrency" label={t('field.priceCurrency')}>
        <Select showSearch allowClear options={currencies} />
      </Form.Item>
      <Form.Item name="priceMinor" label={t('field.priceMinor')} tooltip={t('hint.priceMinor')}>
        <MinorInput />
      </Form.Item>
      {saleCountry === 'CN' && (
        <Form.Item name="useCoefficient" label={t('field.useCoefficient')} tooltip={t('hint.useCoefficient')}>
          <PercentInput />
        </Form.Item>
      )}
    </>
  )
}

/** `0.0045` is read as 0.45 %, without the crumbs of binary fractions. */
export const percentOf = (share: number) => Math.round(share * 1e6) / 1e4

type PercentInputProps = { value?: number | null; onChange?: (share: number | null) => void; id?: string }

/** Typed in per cent as it is printed on the certificate, kept as a share. */
function PercentInput({ value, onChange, id }: PercentInputProps) {
  return (
    <InputNumber<number>
      {...(id && { id })}
      min={0.01}
      max={1}
      step={0.05}
      precision={4}
      suffix="%"
      style={{ inlineSize: '100%' }}
      value={value == null ? null : percentOf(value)}
      onChange={(typed) => onChange?.(typed === null ? null : Math.round(typed * 1e4) / 1e6)}
    />
  )
}

type MinorInputProps = { value?: string | null; onChange?: (minor: string | null) => void; id?: string }

/** Typed as people write money, kept in minor units of the currency beside it. */
function MinorInput({ value, onChange, id }: MinorInputProps) {
  const currency: string | undefined = Form.useWatch('priceCurrency')
  const digits = currency ? digitsOf(currency) : 2
  return (
    <InputNumber<string>
      {...(id && { id })}
      stringMode
      min="0"
      precision={digits}
      disabled={!currency}
      style={{ inlineSize: '100%' }}
      value={value ? decimalOf(value, digits) : null}
      onChange={(typed) => onChange?.(typed && currency ? minorOf(typed, currency) : null)}
    />
  )
}

/** `"1250"` with two digits is `"12.50"`. */
function decimalOf(minor: string, digits: number): string {
  const padded = minor.padStart(digits + 1, '0')
  return digits === 0 ? padded : `${padded.slice(0, -digits)}.${padded.slice(-digits)}`
}
