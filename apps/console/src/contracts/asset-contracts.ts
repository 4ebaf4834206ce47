import { $api } from '../shell/api.ts'
import { useCan } from '../shell/session.ts'

/** What was bought for a product and what is planned for it; asks nothing for somebody who may not see it. */
export function useAssetContracts(assetId: string) {
  const can = useCan()
  const params = { path: { id: assetId } }
  return $api.useQuery('get', '/api/v1/assets/{id}/contracts', { params }, { enabled: can('contracts.read') })
}
