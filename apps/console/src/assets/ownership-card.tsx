import { Card } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { Go } from '../shell/go.tsx'
import type { Asset } from './asset-page.tsx'
import styles from './history.module.css'

/** Who had it, from when to when. */
export function OwnershipCard({ asset }: { asset: Asset }) {
  const { t } = useTranslation('assets')
  const { calendarDay } = useFormat()
  if (asset.ownership.length === 0) return null
  return (
    <Card title={t('page.ownership')}>
      <ul className={styles.list}>
        {asset.ownership.map((one) => (
          <li key={one.id} className={styles.node}>
            <Go to={paths.customer(one.customer.id)}>{one.customer.name}</Go>
            <span className={styles.note}>
              {one.toOn
                ? t('page.fromTo', { from: calendarDay(one.fromOn), to: calendarDay(one.toOn) })
                : t('page.since', { from: calendarDay(one.fromOn) })}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
