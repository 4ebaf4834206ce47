import { ifMatch } from '@aftercare/api'
import { Card, CopyText, Facts } from '@aftercare/ui'
import { addressText, useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { api } from '../shell/api.ts'
import { changed, cleaned } from '../shell/cleaned.ts'
import { useCountryName } from '../shell/country.tsx'
import { EditableCard } from '../shell/editable-card.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { Go } from '../shell/go.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { AssetFields, type AssetValues, DateFields, useAssetFieldNames } from './asset-fields.tsx'
import { type Asset, touched } from './asset-page.tsx'
import { useNamed } from './named.ts'
import { percentOf } from './price-fields.tsx'
import { StationName } from './station-select.tsx'

/** Whose it is and where it stands. */
export function OwnerCard({ asset }: { asset: Asset }) {
  const { t } = useTranslation('assets')
  const { customer, address } = asset
  const facts = [
    { label: t('field.customerId'), value: customer && <Go to={paths.customer(customer.id)}>{customer.name}</Go> },
    {
      label: t('field.addressId'),
      value: address && [address.label, addressText(address)].filter(Boolean).join(' · '),
    },
    { label: t('field.dealerStationId'), value: asset.dealerStationId && <StationName id={asset.dealerStationId} /> },
  ]
  return (
    <Card title={t('page.owner')}>
      {customer ? <Facts facts={facts.filter((fact) => fact.value)} /> : t('page.noOwner')}
    </Card>
  )
}

/** What it is, and the dates its cover hangs on; changed where it stands. */
export function AssetFactsCard({ asset }: { asset: Asset }) {
  const { t } = useTranslation('assets')
  const can = useCan()
  return (
    <EditableCard
      title={t('page.facts')}
      may={can('assets.change')}
      facts={<AssetFacts asset={asset} />}
      form={(close) => <AssetForm asset={asset} onDone={close} />}
    />
  )
}

function AssetFacts({ asset }: { asset: Asset }) {
  const { t } = useTranslation('assets')
  const { calendarDay, money } = useFormat()
  const countryName = useCountryName()
  const named = useNamed()
  const day = (field: 'builtOn' | 'soldOn' | 'deliveredOn' | 'installedOn' | 'registeredOn') => ({
    label: t(`field.${field}`),
    value: asset[field] && calendarDay(asset[field]),
  })
  const facts = [
    { label: t('field.serial'), value: <CopyText text={asset.serial} /> },
    { label: t('field.model'), value: <Go to={paths.model(asset.model.id)}>{asset.model.code}</Go> },
    { label: t('field.family'), value: named(asset.family.name) },
    { label: t('field.customerTag'), value: asset.customerTag && <CopyText text={asset.customerTag} /> },
    day('builtOn'),
    day('soldOn'),
    day('deliveredOn'),
    day('installedOn'),
    day('registeredOn'),
    {
      label: t('field.saleCountry'),
      value: asset.saleCountry && countryName([asset.saleCountry, asset.saleRegion].filter(Boolean).join('-')),
    },
    { label: t('field.soldAs'), value: asset.soldAs && t(`soldAs.${asset.soldAs}`) },
    { label: t('field.buyerKind'), value: asset.buyerKind && t(`buyerKind.${asset.buyerKind}`) },
    {
      label: t('field.priceMinor'),
      value:
        asset.priceMinor && asset.priceCurrency && money({ minor: asset.priceMinor, currency: asset.priceCurrency }),
    },
    { label: t('field.useCoefficient'), value: asset.useCoefficient && `${percentOf(asset.useCoefficient)} %` },
    { label: t('field.externalId'), value: [asset.externalSource, asset.externalId].filter(Boolean).join(' ') },
    { label: t('field.labelVersion'), value: t('page.labelNo', { n: asset.labelVersion }) },
  ]
  return <Facts facts={facts.filter((fact) => fact.value)} />
}

function AssetForm({ asset, onDone }: { asset: Asset; onDone: () => void }) {
  const { t } = useTranslation('common')
  const names = useAssetFieldNames()
  const save = useChange(
    ({ values, version }: { values: Partial<AssetValues>; version: string | number }) =>
      api.PATCH('/api/v1/assets/{id}', {
        params: { path: { id: asset.id } },
        body: values,
        headers: ifMatch(version),
      }),
    { paths: touched, done: t('saved'), next: onDone },
  )
  const initial: Partial<AssetValues> = {
    ...(asset as Partial<AssetValues>),
    modelId: asset.model.id,
    addressId: asset.address?.id ?? null,
  }
  return (
    <FormShell<AssetValues>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('do.save')}
      initial={initial}
      fieldNames={names}
      onCancel={onDone}
      onSubmit={(values) => save.mutate({ values: changed(values, initial), version: asset.version })}
      onResolve={(values, version) => save.mutate({ values: cleaned(only(values)), version })}
    >
      <AssetFields asset={asset} />
      <DateFields />
    </FormShell>
  )
}

const fields = [
  ...(['serial', 'modelId', 'parentId', 'addressId', 'dealerStationId', 'saleCountry', 'buyerKind', 'status'] as const),
  ...(['saleRegion', 'soldAs'] as const),
  ...(['builtOn', 'soldOn', 'deliveredOn', 'installedOn', 'customerTag', 'priceMinor', 'priceCurrency'] as const),
  'useCoefficient' as const,
]
/** Of everything the form holds, what the route takes. */
function only(values: AssetValues): AssetValues {
  const given = fields.filter((field) => values[field] !== undefined)
  return Object.fromEntries(given.map((field) => [field, values[field]])) as AssetValues
}
