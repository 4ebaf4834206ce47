import { Facts } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { RecallsBanner } from '../campaigns/recalls-banner.tsx'
import { CoverCard } from '../entitlement/cover-card.tsx'
import { paths } from '../paths.ts'
import { Go } from '../shell/go.tsx'
import type { AssetRow } from './asset-list.tsx'
import styles from './history.module.css'
import { useNamed } from './named.ts'

/** A product at a glance: whose it is and what is covered. */
export function AssetPanel({ row }: { row: AssetRow }) {
  const { t } = useTranslation('assets')
  const { calendarDay } = useFormat()
  const named = useNamed()
  const facts = [
    { label: t('field.model'), value: named(row.modelName) },
    {
      label: t('field.customerId'),
      value: row.customerId && <Go to={paths.customer(row.customerId)}>{row.customerName}</Go>,
    },
    { label: t('field.soldOn'), value: row.soldOn && calendarDay(row.soldOn) },
    { label: t('field.installedOn'), value: row.installedOn && calendarDay(row.installedOn) },
  ]
  return (
    <div className={styles.panel}>
      <RecallsBanner assetId={row.id} at="side" brief />
      <Facts facts={facts.filter((fact) => fact.value)} />
      <CoverCard assetId={row.id} />
    </div>
  )
}
