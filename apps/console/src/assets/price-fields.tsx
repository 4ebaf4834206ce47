import { Form, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { digitsOf, minorOf } from '../billing/minor.ts'

const currencies = Intl.supportedValuesOf('currency').map((value) => ({ value, label: value }))

/** What the first buyer paid: a refund is counted from it. */
export function PriceFields() {
  const { t } = useTranslation('assets')
  return (
    <>
      <Form.Item name="priceCurrency" label={t('field.priceCurrency')}>
        <Select showSearch allowClear options={currencies} />
      </Form.Item>
      <Form.Item name="priceMinor" label={t('field.priceMinor')} tooltip={t('hint.priceMinor')}>
        <MinorInput />
      </Form.Item>
    </>
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
