import { Card, SkeletonCard } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { $api } from '../shell/api.ts'
import { QueryState } from '../shell/query-state.tsx'
import { DecisionPanel } from './decision-panel.tsx'
import { OutcomeTag } from './outcome-tag.tsx'

/** The warranty bar of a product, and why it is as it is. */
export function CoverCard({ assetId }: { assetId: string }) {
  const { t } = useTranslation('entitlement')
  const query = $api.useQuery('get', '/api/v1/assets/{id}/cover', { params: { path: { id: assetId } } })
  return (
    <Card title={t('cover.title')} aside={query.data && <OutcomeTag outcome={query.data.summary.outcome} />}>
      <QueryState query={query} skeleton={<SkeletonCard lines={4} />}>
        {(cover) => <DecisionPanel cover={cover} assetId={assetId} wide />}
      </QueryState>
    </Card>
  )
}
