import { Card, SkeletonCard } from '@aftercare/ui'
import { Button } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { $api } from '../shell/api.ts'
import { QueryState } from '../shell/query-state.tsx'
import { OutcomeTag } from './outcome-tag.tsx'
import { WarrantyBars } from './warranty-bars.tsx'
import { Why } from './why.tsx'

/** The warranty bar of a product, and why it is as it is. */
export function CoverCard({ assetId }: { assetId: string }) {
  const { t } = useTranslation('entitlement')
  const [open, setOpen] = useState(false)
  const reasons = useId()
  const query = $api.useQuery('get', '/api/v1/assets/{id}/cover', { params: { path: { id: assetId } } })
  return (
    <Card title={t('cover.title')} aside={query.data && <OutcomeTag outcome={query.data.summary.outcome} />}>
      <QueryState query={query} skeleton={<SkeletonCard lines={4} />}>
        {(cover) => (
          <>
            <WarrantyBars coverage={cover.decision.coverage} at={cover.decision.at} />
            <Button type="link" aria-expanded={open} aria-controls={reasons} onClick={() => setOpen(!open)}>
              {open ? t('cover.whyHide') : t('cover.why')}
            </Button>
            <div id={reasons}>{open && <Why cover={cover} />}</div>
          </>
        )}
      </QueryState>
    </Card>
  )
}
