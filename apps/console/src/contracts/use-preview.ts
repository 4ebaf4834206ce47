import { useQuery } from '@tanstack/react-query'
import { api } from '../shell/api.ts'
import { useRested } from '../shell/use-rested.ts'
import { bodyOf, type SaleValues } from './sale.tsx'

/** Asks what the contract would be, whenever the typing rests and there is enough to ask. */
export function usePreview(typed: Partial<SaleValues> | undefined, currency: string) {
  const lines = (typed?.lines ?? []).filter((line) => line?.productId && line.scopeId)
  const isEnough = Boolean(typed?.customerId && typed.signedOn && lines.length > 0)
  const asked = useRested(isEnough ? JSON.stringify(bodyOf({ ...(typed as SaleValues), lines }, currency)) : '')
  return useQuery({
    queryKey: ['get', '/api/v1/contracts/preview', asked],
    queryFn: async () => (await api.POST('/api/v1/contracts/preview', { body: JSON.parse(asked) })).data!,
    enabled: asked !== '',
    retry: false,
  })
}
