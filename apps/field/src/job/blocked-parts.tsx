import { useTranslation } from 'react-i18next'
import { useName } from '../data/names.ts'
import type { Visit } from '../data/store.ts'
import styles from './job.module.css'

/** What sits in the machine and is of a blocked batch: known before anybody touches it, without a network, too. */
export function BlockedParts({ visit }: { visit: Visit }) {
  const { t } = useTranslation('field')
  const name = useName()
  // A phone that last read its day with an older app has none.
  const blocked = visit.asset?.blocked ?? []
  if (blocked.length === 0) return null
  return (
    <section className={styles.error} role="alert">
      <strong>{t('blocked.title', { count: blocked.length })}</strong>
      <ul>
        {blocked.map((one) => (
          <li key={`${one.code} ${one.serial} ${one.batch}`}>
            {[name(one.name), one.code, one.serial, t('blocked.batch', { batch: one.batch })]
              .filter(Boolean)
              .join(' · ')}
            {one.reason && <div>{one.reason}</div>}
          </li>
        ))}
      </ul>
      <p>{t('blocked.hint')}</p>
    </section>
  )
}
