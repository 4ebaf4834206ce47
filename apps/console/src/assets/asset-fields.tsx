import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import fields from '../parties/customer-fields.module.css'
import { CountrySelect } from '../shell/country.tsx'
import { DayField } from '../shell/day-field.tsx'
import { type Looked, LookupSelect } from '../shell/lookup-select.tsx'
import { AddressSelect } from './address-select.tsx'
import type { AssetRow } from './asset-list.tsx'
import type { Asset } from './asset-page.tsx'
import { ModelSelect } from './model-select.tsx'
import { PriceFields } from './price-fields.tsx'
import { StationSelect } from './station-select.tsx'

export type AssetValues = {
  serial: string
  modelId: string
  parentId?: string | null
  addressId?: string | null
  dealerStationId?: string | null
  saleCountry?: string | null
  saleRegion?: string | null
  soldAs?: 'new' | 'used' | null
  buyerKind?: 'consumer' | 'business' | null
  status?: 'in_stock' | 'in_use' | 'out_of_use' | 'scrapped'
  builtOn?: string | null
  soldOn?: string | null
  deliveredOn?: string | null
  installedOn?: string | null
  customerTag?: string | null
  priceMinor?: string | null
  priceCurrency?: string | null
  useCoefficient?: number | null
}

/** Countries whose states or parts have laws of their own for what was sold there. */
const WITH_OWN_LAWS = ['US', 'CA', 'GB']

/** What it is and where. `asset` is absent while it is new. */
export function AssetFields({ asset, customerId }: { asset?: Asset; customerId?: string | null }) {
  const { t } = useTranslation('assets')
  const owner = asset?.customer?.id ?? customerId ?? null
  const options = <Value extends string>(group: 'status' | 'buyerKind' | 'soldAs', values: readonly Value[]) =>
    values.map((value) => ({ value, label: t(`${group}.${value}` as 'status.in_use') }))
  const top = asset?.tree.find((one) => one.id === asset.parentId)
  return (
    <div className={fields.grid}>
      <Form.Item
        name="serial"
        label={t('field.serial')}
        tooltip={t('hint.serial')}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input autoComplete="off" maxLength={80} />
      </Form.Item>
      <Form.Item name="modelId" label={t('field.modelId')} rules={[{ required: true }]}>
        <ModelSelect known={asset && { value: asset.model.id, label: asset.model.code }} />
      </Form.Item>
      <Form.Item name="addressId" label={t('field.addressId')}>
        <AddressSelect customerId={owner} />
      </Form.Item>
      <Form.Item name="customerTag" label={t('field.customerTag')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="parentId" label={t('field.parentId')}>
        <AssetSelect known={top && { value: top.id, label: top.serial }} />
      </Form.Item>
      <Form.Item name="status" label={t('field.status')}>
        <Select options={options('status', ['in_stock', 'in_use', 'out_of_use', 'scrapped'])} />
      </Form.Item>
      <Form.Item name="saleCountry" label={t('field.saleCountry')} tooltip={t('hint.saleCountry')}>
        <CountrySelect allowClear />
      </Form.Item>
      <Form.Item noStyle dependencies={['saleCountry']}>
        {({ getFieldValue }) =>
          WITH_OWN_LAWS.includes(getFieldValue('saleCountry') as string) && (
            <Form.Item
              name="saleRegion"
              label={t('field.saleRegion')}
              tooltip={t('hint.saleRegion')}
              normalize={(typed: string) => typed.trim().toUpperCase() || null}
              rules={[{ pattern: /^[A-Z0-9]{1,3}$/ }]}
            >
              <Input autoComplete="off" maxLength={3} />
            </Form.Item>
          )
        }
      </Form.Item>
      <Form.Item name="soldAs" label={t('field.soldAs')}>
        <Select allowClear options={options('soldAs', ['new', 'used'])} />
      </Form.Item>
      <Form.Item name="buyerKind" label={t('field.buyerKind')}>
        <Select allowClear options={options('buyerKind', ['consumer', 'business'])} />
      </Form.Item>
      <Form.Item name="dealerStationId" label={t('field.dealerStationId')}>
        <StationSelect />
      </Form.Item>
      <PriceFields />
    </div>
  )
}

const days = ['builtOn', 'soldOn', 'deliveredOn', 'installedOn'] as const

/** The days the cover hangs on; a product that is known already is registered by its own action. */
export function DateFields({ registered = false }: { registered?: boolean }) {
  const { t } = useTranslation('assets')
  return (
    <div className={fields.grid}>
      {[...days, ...(registered ? (['registeredOn'] as const) : [])].map((name) => (
        <Form.Item key={name} name={name} label={t(`field.${name}`)}>
          <DayField />
        </Form.Item>
      ))}
    </div>
  )
}

type AssetSelectProps = {
  value?: string | null
  onChange?: (id: string | null) => void
  known?: Looked | undefined
  id?: string
}

/** One product, found by pieces of its serial, its owner or its model. */
export function AssetSelect(props: AssetSelectProps) {
  const show = (row: AssetRow): Looked => ({
    value: row.id,
    label: row.serial,
    note: [row.modelName.en, row.customerName].filter(Boolean).join(' · '),
  })
  return <LookupSelect<AssetRow> path="/api/v1/assets" show={show} {...props} />
}

/** The fields of the API in words, for conflicts. */
export function useAssetFieldNames(): Record<keyof AssetValues, string> {
  const { t } = useTranslation('assets')
  const keys = ['serial', 'modelId', 'parentId', 'addressId', 'dealerStationId', 'saleCountry', 'buyerKind'] as const
  const more = [
    'saleRegion',
    'soldAs',
    'status',
    'builtOn',
    'soldOn',
    'deliveredOn',
    'installedOn',
    'customerTag',
    'priceMinor',
    'priceCurrency',
    'useCoefficient',
  ] as const
  return Object.fromEntries([...keys, ...more].map((key) => [key, t(`field.${key}`)])) as Record<
    keyof AssetValues,
    string
  >
}
