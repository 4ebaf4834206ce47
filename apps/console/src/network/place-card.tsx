import { Card } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import styles from '../people/cards.module.css'
import { Go } from '../shell/go.tsx'
import { KindText } from './kinds.tsx'
import type { Station } from './station-page.tsx'

/** What is above and what is below. */
export function PlaceCard({ station }: { station: Station }) {
  const { t } = useTranslation('network')
  const above = station.way.slice(0, -1)
  return (
    <Card title={t('page.place')}>
      {above.length > 0 && (
        <p className={styles.none}>
          {above.map((one, at) => (
            <span key={one.id}>
              {at > 0 && ' › '}
              <Go to={paths.station(one.id)}>{one.name}</Go>
            </span>
          ))}
        </p>
      )}
      {station.children.length === 0 && <p className={styles.note}>{t('page.noChildren')}</p>}
      <ul className={styles.list}>
        {station.children.map((child) => (
          <li key={child.id} className={styles.line}>
            <Go to={paths.station(child.id)}>{child.name}</Go>
            <span className={styles.note}>
              <KindText kind={child.kind} />
              {!child.isActive && ` · ${t('state.closed')}`}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
