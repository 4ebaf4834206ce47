import { addressText } from '@aftercare/words/web'
import { Select } from 'antd'
import { $api } from '../shell/api.ts'

type AddressSelectProps = {
  customerId: string | null
  value?: string | null
  onChange?: (id: string | null) => void
  id?: string
}

/** One of the owner's addresses. */
export function AddressSelect({ customerId, value, onChange, ...rest }: AddressSelectProps) {
  const asked = { params: { path: { id: customerId ?? '' } } }
  const query = $api.useQuery('get', '/api/v1/customers/{id}', asked, { enabled: customerId !== null })
  const options = (query.data?.addresses ?? []).map((address) => ({
    value: address.id,
    label: [address.label, addressText(address)].filter(Boolean).join(' · '),
  }))
  return (
    <Select<string | null>
      {...rest}
      allowClear
      disabled={customerId === null}
      loading={query.isFetching}
      value={options.some((one) => one.value === value) ? (value ?? null) : null}
      options={options}
      onChange={(chosen) => onChange?.(chosen ?? null)}
    />
  )
}
