import { Icon } from '@aftercare/ui'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import type { Visit } from '../data/store.ts'
import styles from './job.module.css'

/** Somebody was here before: what they found and did, and what they left. */
export function Earlier({ visit }: { visit: Visit }) {
  const { t } = useTranslation(['field', 'field-work'])
  const { dates } = useFormat()
  // A phone that last read its day with an older app has none.
  const last = visit.earlier?.[0]
  if (!last) return null
  const said = [
    [t('field-work:report.findings'), last.findings],
    [t('field-work:report.workDone'), last.workDone],
    [t('field-work:report.restOfWork'), last.restOfWork],
  ] as const
  return (
    <details className={styles.fold}>
      <summary className={styles.summary}>
        {t('earlier.title', { name: last.technician })}
        {last.endedAt && <small>{dates(visit.timeZone).dayTime(last.endedAt)}</small>}
        <Icon name="down" size={18} />
      </summary>
      {said.map(([label, text]) =>
        text ? (
          <p key={label}>
            <strong>{label}</strong> {text}
          </p>
        ) : null,
      )}
    </details>
  )
}
