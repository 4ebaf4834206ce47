import type { RowOf } from '@aftercare/api'
import { useTranslation } from 'react-i18next'
import styles from './tier-tag.module.css'

type Tier = RowOf<'/api/v1/customers'>['tier']

/** How much a customer is worth to us. The ordinary one needs no mark. */
export function TierTag({ tier }: { tier: Tier }) {
  const { t } = useTranslation('parties')
  if (tier === 'standard') return <span className={styles.plain}>{t('tier.standard')}</span>
  return (
    <span className={styles.tier} data-tier={tier}>
      {t(`tier.${tier}`)}
    </span>
  )
}
