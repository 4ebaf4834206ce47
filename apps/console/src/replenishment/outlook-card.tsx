import { Card } from '@aftercare/ui'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { $api } from '../shell/api.ts'
import { Outlook } from './outlook.tsx'
import { Kind } from './proposal-list.tsx'
import { Why } from './proposal-panel.tsx'
import styles from './replenishment.module.css'

/** How demand for a part may go on at each place, and what the latest plan says of it. */
export function OutlookCard({ partId }: { partId: string }) {
  const { t } = useTranslation('replenishment')
  const query = $api.useQuery('get', '/api/v1/parts/{id}/outlook', { params: { path: { id: partId } } })
  const [chosen, setChosen] = useState<string | null>(null)
  const all = query.data?.items ?? []
  const proposal = all.find(({ place }) => place.id === chosen) ?? all[0]
  const places = all.map(({ place }) => ({ value: place.id, label: place.name }))
  return (
    <Card
      title={t('fan.title')}
      aside={
        proposal && (
          <Select
            aria-label={t('column.place')}
            value={proposal.place.id}
            options={places}
            onChange={setChosen}
            style={{ minWidth: 160 }}
          />
        )
      }
    >
      {proposal ? (
        <div className={styles.panel}>
          <div className={styles.marks}>
            <Kind kind={proposal.kind} />
          </div>
          <Why proposal={proposal} />
          <Outlook proposal={proposal} />
        </div>
      ) : (
        query.isSuccess && <p className={styles.quiet}>{t('fan.none')}</p>
      )}
    </Card>
  )
}
