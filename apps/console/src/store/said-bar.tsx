import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from './store.module.css'
import type { Said } from './use-scans.ts'

/** The answer to the last scan, big enough to be seen from the shelf; what was refused stays below until it is put away. */
export function SaidBar({
  said,
  refused,
  onForget,
}: {
  said: Said | null
  refused: readonly Said[]
  onForget: () => void
}) {
  const { t } = useTranslation('store')
  const older = refused.filter((one) => one.id !== said?.id)
  return (
    <div className={styles.said}>
      <p role="status" className={styles.last} data-tone={said ? (said.isGood ? 'good' : 'bad') : undefined}>
        {said?.text ?? t('ready')}
      </p>
      {older.length > 0 && (
        <details className={styles.refused}>
          <summary>{t('refusedScans', { count: older.length })}</summary>
          <ul>
            {older.map((one) => (
              <li key={one.id}>{one.text}</li>
            ))}
          </ul>
          <Button size="small" onClick={onForget}>
            {t('do.forget')}
          </Button>
        </details>
      )}
    </div>
  )
}
