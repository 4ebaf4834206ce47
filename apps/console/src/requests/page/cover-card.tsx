import { Card } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { DecisionPanel } from '../../entitlement/decision-panel.tsx'
import { OutcomeTag } from '../../entitlement/outcome-tag.tsx'
import { useCover } from './use-cover.ts'
import type { RequestView } from './use-request.ts'

/** Who pays, and why: the right, its article, its sum. */
export function CoverCard({ request }: { request: RequestView }) {
  const { t } = useTranslation('requests')
  const cover = useCover(request)
  if (!request.asset || !cover) return null
  return (
    <Card title={t('page.cover')} aside={<OutcomeTag outcome={cover.decision.outcome} />}>
      <DecisionPanel cover={cover} assetId={request.asset.id} requestId={request.id} />
    </Card>
  )
}
