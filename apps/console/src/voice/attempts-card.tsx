import { Card } from '@aftercare/ui'
import { useTranslation } from 'react-i18next'
import { At } from '../shell/at.tsx'
import styles from './call-panel.module.css'
import type { ReturnVisit } from './return-visit-page.tsx'
import { useWord } from './words.ts'

/** Every call that was made, the last at the top. */
export function AttemptsCard({ visit }: { visit: ReturnVisit }) {
  const { t } = useTranslation('voice')
  const word = useWord()
  return (
    <Card title={t('page.attempts')}>
      {visit.attempts.length === 0 && <p className={styles.small}>{t('page.noAttempts')}</p>}
      <ul className={styles.list}>
        {visit.attempts.map((one) => (
          <li key={one.id}>
            <strong>{word(`outcome.${one.outcome}`)}</strong>{' '}
            <span className={styles.small}>
              <At at={one.at} zone={visit.customer.timeZone} />
              {one.seconds ? ` · ${t('page.seconds', { count: one.seconds })}` : ''}
              {one.by ? ` · ${t('page.by', { name: one.by })}` : ''}
              {one.channel === 'call_back' ? ` · ${word('channel.call_back')}` : ''}
            </span>
            {one.note && <p style={{ whiteSpace: 'pre-line' }}>{one.note}</p>}
          </li>
        ))}
      </ul>
    </Card>
  )
}
