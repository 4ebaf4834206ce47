import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { useCountryName } from '../shell/country.tsx'
import { RightReasons } from './right.tsx'
import { type Cover, decisionOf, useFactList } from './say-cover.ts'
import styles from './why.module.css'

/** Why: every right that was looked at, its clause, and the sum of its dates and readings. */
export function Why({ cover }: { cover: Cover }) {
  const { t } = useTranslation('entitlement')
  const countryName = useCountryName()
  const { calendarDay } = useFormat()
  const listed = useFactList()
  const { considered, facts, at } = decisionOf(cover)
  const met = considered.filter((one) => one.result === 'met')
  const open = considered.filter((one) => one.result === 'undetermined')
  const not = considered.filter((one) => one.result === 'not_met')
  const place = countryName(facts.jurisdiction)
  return (
    <div className={styles.why}>
      <p className={styles.note}>{t('cover.asOf', { at: calendarDay(at), place })}</p>
      {cover.assumed.length > 0 && <p className={styles.note}>{t('cover.assumedPlace')}</p>}
      {cover.doubted.length > 0 && (
        <p className={styles.note}>{t('cover.doubted', { facts: listed(cover.doubted) })}</p>
      )}
      {[...met, ...open].map((one) => (
        <RightReasons key={one.ruleId} right={one} />
      ))}
      {not.length > 0 && (
        <details className={styles.rest}>
          <summary>{t('cover.notMet', { count: not.length })}</summary>
          {not.map((one) => (
            <RightReasons key={one.ruleId} right={one} />
          ))}
        </details>
      )}
      <p className={styles.note}>{t('cover.packs', { packs: cover.summary.packs.join(', ') || '–' })}</p>
    </div>
  )
}
