import { ifMatch } from '@aftercare/api'
import { languageNames, languages, useFormat } from '@aftercare/words/web'
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { $api, api } from '../../shell/api.ts'
import { codes } from '../codes.ts'
import type { RequestState, RequestView } from '../page/use-request.ts'
import { nameIn, useWord } from '../words.ts'
import { AskForm } from './ask-form.tsx'
import { CustomerPicker } from './pickers.tsx'

type Values = {
  kind: RequestView['kind']
  language: RequestView['language']
  customerId: string | null
  contactId: string | null
  assetId: string | null
  addressId: string | null
  product: string | null
}
type DetailsProps = { request: RequestView; onDone: (state: RequestState | null) => void }

const valuesOf = (request: RequestView): Values => ({
  kind: request.kind,
  language: request.language,
  customerId: request.customer?.id ?? null,
  contactId: request.contact?.id ?? null,
  assetId: request.asset?.id ?? null,
  addressId: request.address?.id ?? null,
  product: request.product,
})

/** Who, what and where. Only what was changed is sent, so that two people at one request rarely meet. */
export function DetailsDialog({ request, onDone }: DetailsProps) {
  const { t } = useTranslation(['requests', 'common'])
  const word = useWord()
  const [form] = Form.useForm<Values>()
  const initial = valuesOf(request)
  const run = async (values: Values, version?: string) => {
    const changed = Object.entries(values)
      .map(([key, value]) => [key, value || null] as const)
      .filter(([key, value]) => value !== initial[key as keyof Values])
    const { data } = await api.PATCH('/api/v1/requests/{id}', {
      params: { path: { id: request.id } },
      body: Object.fromEntries(changed),
      headers: ifMatch(version ?? request.version),
    })
    return data!
  }
  const names = {
    kind: t('column.kind'),
    language: t('page.language'),
    customerId: t('column.customer'),
    contactId: t('page.contact'),
    assetId: t('column.asset'),
    addressId: t('common:address'),
    product: t('column.product'),
  }
  return (
    <AskForm<Values, RequestState>
      title={t('page.editTitle', { number: request.number })}
      submitLabel={t('common:do.save')}
      width={600}
      form={form}
      initial={initial}
      fieldNames={names}
      run={run}
      onDone={onDone}
    >
      <Form.Item name="kind" label={names.kind}>
        <Select options={codes.kind.map((kind) => ({ value: kind, label: word(`kind.${kind}`) }))} />
      </Form.Item>
      <Form.Item name="customerId" label={names.customerId}>
        <CustomerPicker
          label={names.customerId}
          known={request.customer ? { value: request.customer.id, label: request.customer.name } : undefined}
        />
      </Form.Item>
      <OfCustomer names={names} />
      <Form.Item name="product" label={names.product}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="language" label={names.language}>
        <Select options={languages.map((one) => ({ value: one, label: languageNames[one] }))} />
      </Form.Item>
    </AskForm>
  )
}

/** Contact, product and place are those of the chosen customer. */
function OfCustomer({ names }: { names: Record<'contactId' | 'assetId' | 'addressId', string> }) {
  const { language } = useFormat()
  const customerId = Form.useWatch<string | null>('customerId') ?? ''
  const known = $api.useQuery(
    'get',
    '/api/v1/customers/{id}/overview',
    { params: { path: { id: customerId } } },
    { enabled: customerId !== '', staleTime: 30_000 },
  )
  const { contacts = [], addresses = [], assets = [] } = customerId === '' ? {} : (known.data ?? {})
  const products = assets.map((one) => ({
    value: one.id,
    label: `${nameIn(one.model.name, language)} · ${one.serial}`,
  }))
  const places = addresses.map((one) => ({
    value: one.id,
    label: [one.label, one.city, one.line].filter(Boolean).join(' · '),
  }))
  return (
    <>
      <Form.Item name="assetId" label={names.assetId}>
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} loading={known.isFetching} options={products} />
      </Form.Item>
      <Form.Item name="contactId" label={names.contactId}>
        <Select allowClear options={contacts.map((one) => ({ value: one.id, label: one.name }))} />
      </Form.Item>
      <Form.Item name="addressId" label={names.addressId}>
        <Select allowClear options={places} />
      </Form.Item>
    </>
  )
}
