import { isLanguage } from '@aftercare/words/web'
import { useSearch } from '@tanstack/react-router'
import type { FormInstance } from 'antd'
import { useEffect, useState } from 'react'
import { $api } from '../../shell/api.ts'
import type { Draft } from './draft.ts'

type Asked = { customerId?: string; assetId?: string; followUpOf?: string }

/** Who is on the line and which product it is about, with what we know of both. */
export function useKnown(form: FormInstance<Draft>) {
  const search = useSearch({ strict: false }) as Asked
  const [customerId, setCustomer] = useState<string | null>(search.customerId ?? null)
  const [assetId, setAsset] = useState<string | null>(search.assetId ?? null)
  const asset = $api.useQuery(
    'get',
    '/api/v1/assets/{id}',
    { params: { path: { id: assetId ?? '' } } },
    { enabled: assetId !== null, staleTime: 30_000 },
  ).data
  const ownerId = asset?.customer?.id ?? null
  const who = customerId ?? (assetId === null ? null : ownerId)
  const customer = $api.useQuery(
    'get',
    '/api/v1/customers/{id}/overview',
    { params: { path: { id: who ?? '' } } },
    { enabled: who !== null, staleTime: 30_000 },
  ).data
  const [only] = customer?.assets ?? []
  const hasOne = customer?.assets.length === 1
  const language = customer?.customer.language
  // The one product of a customer is meant; their language is the one they speak.
  useEffect(() => {
    if (hasOne && only && assetId === null) setAsset(only.id)
  }, [hasOne, only, assetId])
  useEffect(() => {
    if (isLanguage(language)) form.setFieldValue('language', language)
  }, [form, language])
  return {
    ids: { customerId: who, assetId, followUpOf: search.followUpOf ?? null },
    customer: who === null ? undefined : customer,
    asset: assetId === null ? undefined : asset,
    familyId: assetId === null ? undefined : asset?.family.id,
    pickCustomer: (id: string | null) => {
      setCustomer(id)
      setAsset(null)
    },
    pickAsset: setAsset,
  }
}

export type Known = ReturnType<typeof useKnown>
