import type { components } from '@aftercare/api'
import { $api } from '../../shell/api.ts'
import type { RequestView } from './use-request.ts'

export type Cover = components['schemas']['Cover']

/** The decision kept with the request; until there is one, what would be decided now. */
export function useCover(request: RequestView): Cover | undefined {
  const { decisionId } = request.cover
  const assetId = request.asset?.id ?? ''
  const kept = $api.useQuery(
    'get',
    '/api/v1/entitlement/decisions/{id}',
    { params: { path: { id: decisionId ?? '' } } },
    { enabled: decisionId !== null, staleTime: 300_000 },
  )
  const now = $api.useQuery(
    'get',
    '/api/v1/assets/{id}/cover',
    { params: { path: { id: assetId } } },
    { enabled: decisionId === null && assetId !== '', staleTime: 60_000 },
  )
  return decisionId === null ? now.data : kept.data
}
